/** "What is missing next": what would open a gate or bring points, and where it is done (method 1.9). */
import { childrenOf, isBranchEnd, isLive, openEnds, type TreeIndex, type TreeWhy } from "./cause-tree";
import {
  endingsNotHolding,
  type GateCode,
  inShort,
  missingFromSides,
  nameOf,
  personsAtEnds,
  type SettlingFault,
  type TreeContext,
} from "./gates";
import { disputedBy, standingReadBack } from "./read-back";
import {
  bothSidesPoints,
  breadthPoints,
  type Counts,
  contributionsOf,
  countsOf,
  isAnsweredEnough,
  mostPoints,
  type ScoreFacts,
} from "./score";

/** Where a step is done: a part of the panel, a form of its own, or another page. */
export type StepPlace =
  | "ask"
  | "ending"
  | "evidence"
  | "read_back"
  | "questions"
  | "reword"
  | "only_cause"
  | "problem"
  | "incident"
  | "perspectives"
  | "improvement";

export type StepCode =
  | SettlingFault["code"]
  | "no_evidence"
  | "weak_evidence"
  | "necessary_open"
  | "enough_open"
  | "only_cause"
  | "incident_facts"
  | "problem_wording"
  | "wording"
  | "one_sided_writing"
  | "no_improvement";

/** `points`: what it brings at best, unrounded, of all the lines it speaks of; `whyId` is the first of them. */
export type ScoreStep = {
  code: StepCode;
  place: StepPlace;
  message: string;
  whyId: string | null;
  points: number;
  gate: boolean;
};

type Asked = { index: TreeIndex; context: TreeContext; facts: ScoreFacts; counts: Counts };

/**
 * Closed gates first, in the order of the method, then the answers that settling waits for, then what brings most. What
 * is missing in many lines is one step
 * that leads to the first of them, so that the list stays short in a tree of any size.
 */
export function stepsAhead(
  index: TreeIndex,
  context: TreeContext,
  facts: ScoreFacts,
  counts = countsOf(index, context, facts),
): ScoreStep[] {
  const asked = { index, context, facts, counts };
  const others = [
    ...disputes(asked),
    ...readBacks(asked),
    ...evidenceSteps(asked),
    ...logicSteps(asked),
    ...breadthSteps(asked),
    ...problemSteps(asked),
    ...wordingSteps(asked),
    ...bothSidesSteps(asked),
    ...followThrough(asked),
  ];
  const rank = ({ code, points }: ScoreStep) => (settlingWaitsFor.has(code) && points > 0 ? 1 : 0);
  return [...gateSteps(asked), ...others.sort((a, b) => rank(b) - rank(a) || b.points - a.points)];
}

/** On the way to a root cause; a dispute elsewhere is said, and keeps nothing from being settled. */
const settlingWaitsFor = new Set<StepCode>(["disputed", "not_read_back"]);

const plain = (code: StepCode, place: StepPlace, message: string, whyId: string | null, points: number): ScoreStep => ({
  code,
  place,
  message,
  whyId,
  points,
  gate: false,
});

/** There is a narrow column for them. */
const shortly = (text: string) => inShort(text, 44);

/** “First line” and 2 more. */
const named = (whys: readonly TreeWhy[]) =>
  `${shortly(whys[0]?.text ?? "")}${whys.length > 1 ? ` and ${whys.length - 1} more` : ""}`;

function gateSteps({ index, context, counts }: Asked): ScoreStep[] {
  const steps: ScoreStep[] = [];
  const add = (code: GateCode, place: StepPlace, message: string, whyId: string | null, points = 0) =>
    steps.push({ code, place, message, whyId, points, gate: true });
  const perEnd = counts.ends.length > 0 ? mostPoints.endings / counts.ends.length : 0;

  const open = openEnds(index);
  const [end] = open;
  if (end) {
    const lost = end.ending === "same_as" ? "The why it pointed to was taken away: " : "";
    const others = open.length > 1 ? `; ${open.length - 1} more ${open.length > 2 ? "have" : "has"} none` : "";
    add("open_end", "ending", `${lost}${shortly(end.text)} has no ending${others}.`, end.id, open.length * perEnd);
  }
  if (counts.roots.length === 0) {
    const at = end ?? counts.ends[0];
    add("no_root_cause", at ? "ending" : "ask", "No branch ends in a root cause yet.", at?.id ?? null);
  }
  const persons = personsAtEnds(index);
  const [person] = persons;
  if (person) {
    const words = `${named(persons.map(({ why }) => why))} ${persons.length > 1 ? "end" : "ends"} a branch.`;
    add("wording_error", "reword", `${words} ${person.finding?.message}`, person.why.id);
  }
  const loose = endingsNotHolding(index, context);
  const [waiting] = loose;
  if (waiting) {
    const others = loose.length > 1 ? `, nor ${loose.length > 2 ? "do" : "does"} ${loose.length - 1} more` : "";
    const ends = loose.filter(({ why }) => isBranchEnd(index, why.id));
    const words = `The ending of ${shortly(waiting.why.text)} does not hold yet${others}. ${waiting.wanting}`;
    add("ending_does_not_hold", "ending", words, waiting.why.id, ends.length * perEnd);
  }
  const places = { untold: "perspectives", uncontributed: "ask", unread: "read_back" } as const;
  for (const { is, message } of missingFromSides(index, context)) add("one_sided", places[is], message, null);
  return steps;
}

const perSignature = ({ path }: Counts) => (path.length > 0 ? mostPoints.read_back / path.length / 2 : 0);

/** A dispute is worth talking about wherever it stands, before any root cause is marked. */
const disputes = ({ index, context, counts }: Asked): ScoreStep[] => {
  const onPath = new Set(counts.path);
  return index.inOrder
    .filter((why) => isLive(index, why.id))
    .flatMap((why) =>
      disputedBy(index, why).map(({ sideId, reason }) => {
        const because = reason === null || reason.trim() === "" ? "." : `: ${inShort(reason, 80)}`;
        const words = `${nameOf(context, sideId)} disputes ${shortly(why.text)}${because}`;
        return plain("disputed", "read_back", words, why.id, onPath.has(why) ? perSignature(counts) : 0);
      }),
    );
};

const readBacks = ({ index, context, counts }: Asked): ScoreStep[] =>
  index.tree.sideIds.flatMap((sideId) => {
    const unread = counts.path.filter((why) => !standingReadBack(index, why, sideId));
    const [first] = unread;
    if (!first) return [];
    const words = `${nameOf(context, sideId)} has not read back ${named(unread)}.`;
    return [plain("not_read_back", "read_back", words, first.id, unread.length * perSignature(counts))];
  });

function evidenceSteps({ counts: { path, strength } }: Asked): ScoreStep[] {
  const without = path.filter((why) => strength(why) === 0);
  const weak = path.filter((why) => strength(why) > 0 && strength(why) < 1);
  const brings = (whys: TreeWhy[]) =>
    (mostPoints.evidence / path.length) * whys.reduce((sum, why) => sum + 1 - strength(why), 0);
  return [
    ...(without[0]
      ? [
          plain(
            "no_evidence",
            "evidence",
            `${named(without)} ${without.length > 1 ? "have" : "has"} no evidence that supports ${without.length > 1 ? "them" : "it"}.`,
            without[0].id,
            brings(without),
          ),
        ]
      : []),
    ...(weak[0]
      ? [
          plain(
            "weak_evidence",
            "evidence",
            `Data, something seen, or support from both sides would make ${named(weak)} firmer.`,
            weak[0].id,
            brings(weak),
          ),
        ]
      : []),
  ];
}

const forWhys = (count: number) => (count === 1 ? "one why" : `${count} whys`);

function logicSteps({ counts: { path, groups } }: Asked): ScoreStep[] {
  const unsaid = path.filter(({ necessary }) => necessary === "unknown");
  const unsure = groups.filter((group) => !isAnsweredEnough(group));
  const onPath = new Set(path);
  const firstOf = unsure[0]?.whys.find((why) => onPath.has(why));
  const steps: ScoreStep[] = [];
  if (unsaid[0]) {
    const words = `“Would it still have happened without this?” is open for ${forWhys(unsaid.length)}.`;
    steps.push(plain("necessary_open", "questions", words, unsaid[0].id, (5 * unsaid.length) / path.length));
  }
  if (firstOf) {
    const words = `“Is this enough on its own?” is open for ${forWhys(unsure.length)}.`;
    steps.push(plain("enough_open", "questions", words, firstOf.id, (5 * unsure.length) / groups.length));
  }
  return steps;
}

function breadthSteps({ index, facts }: Asked): ScoreStep[] {
  const [only, ...others] = childrenOf(index, null);
  if (!only || others.length > 0 || facts.onlyCauseReason?.trim()) return [];
  const words = `${shortly(only.text)} is the only cause of the problem so far. What else? Or why is there no other?`;
  return [plain("only_cause", "only_cause", words, null, mostPoints.breadth - breadthPoints(index, facts))];
}

function problemSteps({ index, facts: { problem }, counts }: Asked): ScoreStep[] {
  const unsaid = [
    !problem.handOff && "at which hand-off it happened",
    !problem.day && "on which day",
    !problem.extent && "how many, how often, since when",
    !problem.expected && "what was expected",
  ].filter((words) => words !== false);
  const steps: ScoreStep[] = [];
  if (unsaid.length > 0 && index.tree.problem.trim() !== "") {
    const words = `The incident does not say ${unsaid.join("; ")}.`;
    steps.push(plain("incident_facts", "incident", words, null, 2 * unsaid.length));
  }
  const hints = counts.findings.filter(({ whyId }) => whyId === null).length;
  if (hints > 0) {
    const words = `The problem has ${hints === 1 ? "an open wording hint" : `${hints} open wording hints`}.`;
    steps.push(plain("problem_wording", "problem", words, null, 2 + wordingGain(counts, hints)));
  }
  return steps;
}

const wordingGain = ({ findings }: Counts, settled: number) =>
  Math.max(0, mostPoints.wording - findings.length + settled) - Math.max(0, mostPoints.wording - findings.length);

/** What ends a branch at a person is a gate and stands above. */
function wordingSteps({ index, counts }: Asked): ScoreStep[] {
  const hints = counts.findings.filter(({ whyId, level }) => whyId !== null && level !== "error");
  const whys = [...new Set(hints.map(({ whyId }) => whyId))].flatMap((id) => index.byId.get(id ?? "") ?? []);
  const [first] = whys;
  if (!first) return [];
  const words = `${named(whys)} ${whys.length > 1 ? "raise" : "raises"} a question by the wording.`;
  return [plain("wording", "reword", words, first.id, wordingGain(counts, hints.length))];
}

/** One why or one piece of evidence more; while a side has brought nothing, the gate above says so. */
function bothSidesSteps({ index, context }: Asked): ScoreStep[] {
  const [first, second] = contributionsOf(index);
  if (first === 0 || second === 0 || first === second) return [];
  const fewer = first < second ? 0 : 1;
  const one = fewer === 0 ? ([first + 1, second] as const) : ([first, second + 1] as const);
  const name = nameOf(context, index.tree.sideIds[fewer]);
  const words = `A why or a piece of evidence from ${name} would bring the two sides closer to even.`;
  const points = bothSidesPoints(one) - bothSidesPoints([first, second]);
  return [plain("one_sided_writing", "ask", words, null, points)];
}

function followThrough({ counts: { roots, isFollowed } }: Asked): ScoreStep[] {
  const waiting = roots.filter((why) => !isFollowed(why));
  const [first] = waiting;
  if (!first) return [];
  const words = `Nothing acts on ${named(waiting)} yet.`;
  const points = (mostPoints.follow_through * waiting.length) / roots.length;
  return [plain("no_improvement", "improvement", words, first.id, points)];
}
