/** Plan, do, check, act: what each step asks for before it may be taken (method 3.2). */
import { type CheckMethod, type ImprovementKind, openPhases, type Phase, type Verdict } from "@/db/terms";

/** `field` is the name of the form field; "phase" and "by" stand for the moment and the person. */
export type FieldFault = { field: string; message: string };

type Words = string | null;
const isBlank = (text: Words) => text === null || text.trim() === "";
const ask = (missing: boolean, field: string, message: string): FieldFault[] => (missing ? [{ field, message }] : []);

/** Containment and investigation need a sentence each and end with a result; the others are predicted and judged. */
export const isJudged = (kind: ImprovementKind): boolean => kind !== "containment" && kind !== "investigation";

/** A prediction is fixed once work has begun; a correction is the next iteration. */
export const predictionIsOpen = (phase: Phase): boolean => phase === "plan";

export type PlannedImprovement = {
  kind: ImprovementKind;
  phase: Phase;
  title: string;
  whyIds: readonly string[];
  rootCauseIds: readonly string[];
  ownerId: string | null;
  ownerSideId: string | null; // none: a neutral owner
  ownerEndedAt?: Date | null; // set: they have left
  sideIds: readonly [string, string];
  dueOn: string | null;
  strength: number | null;
};

export type Prediction = {
  text: Words; // what will be seen, in a sentence
  measure: Words; // or what is counted
  fromLevel: Words;
  toLevel: Words;
  byDay: string | null;
  method: CheckMethod | null;
  windowDays: number | null;
  leastObservations: number | null;
  checkerId: string | null;
  checkerSideId: string | null;
  checkerEndedAt?: Date | null; // set: they have left
  checkPlan: Words; // in a sentence
};

type Judge = {
  ownerId: string | null;
  ownerSideId: string | null;
  sideIds: readonly [string, string];
  memberId: string;
  memberSideId: string | null;
};

/** Why somebody may not judge an improvement, in words; null when they may. */
export function judgeFault({ ownerId, ownerSideId, sideIds, memberId, memberSideId }: Judge): string | null {
  if (memberId === ownerId) return "The owner does not judge their own improvement.";
  if (memberSideId === null || !sideIds.includes(memberSideId)) return "The verdict belongs to a member of a side.";
  if (memberSideId === ownerSideId) return "The verdict belongs to the other side than the owner's.";
  return null;
}

type WrittenPlan = Omit<Prediction, "text" | "checkPlan" | "checkerId" | "checkerSideId" | "checkerEndedAt">;

function unwritten(plan: WrittenPlan): FieldFault[] {
  const { windowDays, leastObservations } = plan;
  const isCount = (n: number | null) => n !== null && Number.isInteger(n) && n >= 1;
  return [
    ...ask(isBlank(plan.measure), "measure", "Name the measure, or what is counted."),
    ...ask(isBlank(plan.fromLevel), "fromLevel", "Say where it stands today."),
    ...ask(isBlank(plan.toLevel), "toLevel", "Say what level you expect."),
    ...ask(isBlank(plan.byDay), "byDay", "Say by which day you expect it."),
    ...ask(plan.method === null, "method", "Choose how it will be checked."),
    ...ask(!isCount(windowDays), "windowDays", "Say for how many days it will be watched."),
    ...ask(!isCount(leastObservations), "leastObservations", "Say how many observations it takes at least."),
  ];
}

function unwrittenSentences({ text, checkPlan }: Pick<Prediction, "text" | "checkPlan">): FieldFault[] {
  return [
    ...ask(isBlank(text), "text", "Say in a sentence what you expect of it."),
    ...ask(isBlank(checkPlan), "checkPlan", "Say in a sentence how you will see that it worked."),
  ];
}

/** Prediction and check are there, whole; whether work may start is for `startFaults`. */
export function isPredicted(kind: ImprovementKind, prediction: Omit<Prediction, "checkerSideId">): boolean {
  if (!isJudged(kind)) return unwrittenSentences(prediction).length === 0;
  return prediction.checkerId !== null && unwritten(prediction).length === 0;
}

function judgedPredictionFaults(improvement: PlannedImprovement, prediction: Prediction): FieldFault[] {
  const { strength, kind } = improvement;
  const { checkerId, checkerSideId } = prediction;
  const needsStrength = kind !== "detection" && (strength === null || ![1, 2, 3].includes(strength));
  const judge =
    checkerId === null
      ? "Name who checks it: somebody of the other side."
      : prediction.checkerEndedAt
        ? "Whoever was to check it has left: name somebody else of that side."
        : judgeFault({ ...improvement, memberId: checkerId, memberSideId: checkerSideId });
  return [
    ...ask(needsStrength, "strength", "Say how strong it is: 1, 2 or 3."),
    ...unwritten(prediction),
    ...(judge === null ? [] : [{ field: "checkerId", message: judge }]),
  ];
}

/** Why work may not start (plan → do). */
export function startFaults(improvement: PlannedImprovement, prediction: Prediction | null): FieldFault[] {
  const { phase, whyIds, rootCauseIds } = improvement;
  if (phase !== "plan") return [{ field: "phase", message: "Work on this improvement has started already." }];
  const linked = whyIds.length + rootCauseIds.length > 0;
  const written = prediction ?? nothingYet;
  return [
    ...ask(isBlank(improvement.title), "title", "Give it a title."),
    ...ask(!linked, "whyIds", "Link the root cause or the why that it acts on."),
    ...ask(improvement.ownerId === null, "ownerId", "Name an owner."),
    ...ask(!!improvement.ownerEndedAt, "ownerId", "Its owner has left: name another."),
    ...ask(isBlank(improvement.dueOn), "dueOn", "Name the day by which it is in place."),
    ...(isJudged(improvement.kind) ? judgedPredictionFaults(improvement, written) : unwrittenSentences(written)),
  ];
}

const nothingYet: Prediction = {
  text: null,
  measure: null,
  fromLevel: null,
  toLevel: null,
  byDay: null,
  method: null,
  windowDays: null,
  leastObservations: null,
  checkerId: null,
  checkerSideId: null,
  checkPlan: null,
};

/** Why it may not count as implemented (do → check). Days as YYYY-MM-DD; `today` is the workspace's day. */
export function implementFaults(deed: {
  phase: Phase;
  implementedOn: string | null;
  implementation: Words; // what shows that it is in place
  today: string;
}): FieldFault[] {
  if (deed.phase !== "do") return [{ field: "phase", message: "Only work that has started can be implemented." }];
  const later = deed.implementedOn !== null && deed.implementedOn > deed.today;
  return [
    ...ask(isBlank(deed.implementedOn), "implementedOn", "Name the day from which it has been in place."),
    ...ask(later, "implementedOn", "That day has not come yet."),
    ...ask(isBlank(deed.implementation), "implementation", "Say what shows that it is in place."),
  ];
}

/** The window is extended twice at most; then the check has to say what it saw. */
export const mostExtensions = 2;

/** Why somebody may not give this verdict (check → act, or once more round). */
export function verdictFaults(
  deed: Judge & {
    phase: Phase;
    kind: ImprovementKind;
    extensions: number;
    verdict: Verdict;
    seen: Words; // the count or the chart
    /** The check looked at a stand-in for the outcome (method 3.4). */
    standIn?: boolean;
  },
): FieldFault[] {
  if (deed.phase !== "check") return [{ field: "phase", message: "A verdict follows once it is implemented." }];
  if (!isJudged(deed.kind)) return [{ field: "verdict", message: "This kind takes no verdict: a result closes it." }];
  const judge = judgeFault(deed);
  const stretched = deed.verdict === "inconclusive" && deed.extensions >= mostExtensions;
  const tooGood = deed.standIn === true && deed.verdict === "effective";
  return [
    ...(judge === null ? [] : [{ field: "by", message: judge }]),
    ...ask(stretched, "verdict", "The window was extended twice. Say now: effective, partly or ineffective."),
    ...ask(tooGood, "verdict", "A check on a stand-in for the outcome is partly effective at best."),
    ...ask(isBlank(deed.seen), "seen", "Add the count or the chart that it rests on."),
  ];
}

/** Why a containment or an investigation may not be closed with its result (check → closed). */
export function resultFaults(deed: { phase: Phase; kind: ImprovementKind; result: Words }): FieldFault[] {
  if (isJudged(deed.kind)) return [{ field: "phase", message: "This kind is closed by a verdict and a standard." }];
  if (deed.phase !== "check") return [{ field: "phase", message: "A result follows once it is implemented." }];
  return ask(isBlank(deed.result), "result", "Say what came of it.");
}

/** Why an improvement that missed its prediction may not be adapted or abandoned yet. */
export function learningFaults(deed: { phase: Phase; verdict: Verdict | null; learning: Words }): FieldFault[] {
  const missed = deed.phase === "act" && (deed.verdict === "partly" || deed.verdict === "ineffective");
  if (!missed)
    return [{ field: "phase", message: "Only an improvement that missed its prediction is adapted or given up." }];
  return ask(isBlank(deed.learning), "learning", "Write down what was learned.");
}

/** Why an effective improvement may not be closed: its gain has to become a standard first. */
export function standardFaults(standard: {
  phase: Phase;
  verdict: Verdict | null;
  text: Words; // the way of working that was found to work
  ownerId: string | null;
  trainedRoles: Words;
  reviewOn: string | null;
  slipMeasure: Words; // what would show that it slips
  firstReviewPassed: boolean;
}): FieldFault[] {
  if (standard.phase !== "act" || standard.verdict !== "effective") {
    return [{ field: "phase", message: "Only what was found effective becomes a standard." }];
  }
  return [
    ...ask(isBlank(standard.text), "text", "Write down the way that works."),
    ...ask(standard.ownerId === null, "ownerId", "Name who keeps the standard."),
    ...ask(isBlank(standard.trainedRoles), "trainedRoles", "Say which roles were trained."),
    ...ask(isBlank(standard.reviewOn), "reviewOn", "Name the day of its review."),
    ...ask(isBlank(standard.slipMeasure), "slipMeasure", "Say which measure would show that it slips."),
    ...ask(!standard.firstReviewPassed, "firstReviewPassed", "Its first review has not been passed yet."),
  ];
}

export const isOpenPhase = (phase: Phase): boolean => openPhases.some((open) => open === phase);

export function cancelFaults(deed: { phase: Phase; reason: Words }): FieldFault[] {
  if (!isOpenPhase(deed.phase)) return [{ field: "phase", message: "This improvement has ended already." }];
  return ask(isBlank(deed.reason), "reason", "Say why it is cancelled.");
}

/** Why an improvement may not be marked as blocked: a mark beside its phase, and it says what it waits for. */
export function blockFaults(deed: { phase: Phase; reason: Words }): FieldFault[] {
  if (!isOpenPhase(deed.phase)) return [{ field: "phase", message: "This improvement has ended already." }];
  return ask(isBlank(deed.reason), "reason", "Say what it waits for.");
}

export type PdcaStep =
  | "start"
  | "implement"
  | "judge"
  | "report"
  | "standardise"
  | "adapt"
  | "abandon"
  | "cancel"
  | "reopen";

/**
 * The phase after a step; null where the step does not exist. `verdict` is the one just given for "judge", else the
 * latest of this iteration. "reopen" follows a recurrence, or a no to "does it still hold?".
 */
export function nextPhase(
  { kind, phase, verdict }: { kind: ImprovementKind; phase: Phase; verdict: Verdict | null },
  step: PdcaStep,
): Phase | null {
  const missed = verdict === "partly" || verdict === "ineffective";
  switch (step) {
    case "start":
      return phase === "plan" ? "do" : null;
    case "implement":
      return phase === "do" ? "check" : null;
    case "judge":
      if (phase !== "check" || !isJudged(kind) || verdict === null) return null;
      return verdict === "inconclusive" ? "check" : "act";
    case "report":
      return phase === "check" && !isJudged(kind) ? "closed" : null;
    case "standardise":
      return phase === "act" && verdict === "effective" ? "closed" : null;
    case "adapt":
      return phase === "act" && missed ? "plan" : null;
    case "abandon":
      return phase === "act" && missed ? "abandoned" : null;
    case "cancel":
      return isOpenPhase(phase) ? "cancelled" : null;
    case "reopen":
      return isJudged(kind) && verdict === "effective" && (phase === "act" || phase === "closed") ? "plan" : null;
  }
}
