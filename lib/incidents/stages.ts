/** The stage of an incident follows from what was done about it; only ending it is a person's deed (method 1.1). */
import type { ImprovementKind, IncidentStage, Phase, Verdict } from "@/db/terms";

export type ImprovementFact = {
  kind: ImprovementKind;
  phase: Phase;
  implementedOn: string | null;
  verdict: Verdict | null; // the latest one of the present iteration
};

export type RootCauseFact = {
  text: string;
  accepted: boolean; // by a sponsor, with reason and review day
  improvements: readonly ImprovementFact[];
};

export type IncidentFacts = {
  endedAs: "closed" | "withdrawn" | "contained_only" | null;
  trees: readonly { settled: boolean }[];
  linkedToKnownCause: boolean;
  /** Those its trees end in and those it is linked to. */
  rootCauses: readonly RootCauseFact[];
};

/** Only these two kinds act on a cause for good (method 3.1); what was given up says nothing any more. */
const actsOnCause = ({ kind, phase }: ImprovementFact) =>
  (kind === "countermeasure" || kind === "standard") && phase !== "abandoned" && phase !== "cancelled";

/** A recurrence sends an improvement back to `plan`; what an earlier turn had put in place does not count then. */
const isImplemented = ({ phase, implementedOn }: ImprovementFact) =>
  implementedOn !== null && phase !== "plan" && phase !== "do";

const missed = ({ verdict }: ImprovementFact) => verdict === "partly" || verdict === "ineffective";

export function stageOf(facts: IncidentFacts): IncidentStage {
  if (facts.endedAs) return facts.endedAs;
  const settled = facts.trees.some((tree) => tree.settled);
  if (!settled && !facts.linkedToKnownCause) return facts.trees.length > 0 ? "analysing" : "reported";

  const acting = facts.rootCauses.flatMap((cause) => cause.improvements).filter(actsOnCause);
  // Once the last verdict is in and good, it stays at `checking` until a person closes it.
  const checking = acting.length > 0 && acting.every((each) => isImplemented(each) && !missed(each));
  return checking ? "checking" : "improving";
}

export type StageFault = { code: string; message: string };

const endedAlready: StageFault = { code: "ended", message: "That incident has ended. Reopen it first." };

const isEffective = (improvement: ImprovementFact) =>
  actsOnCause(improvement) && isImplemented(improvement) && improvement.verdict === "effective";

/** Why an incident may not be closed: every tree settled, every root cause mended effectively or accepted. */
export function closingFaults(facts: IncidentFacts): StageFault[] {
  if (facts.endedAs) return [endedAlready];
  const faults: StageFault[] = [];
  if (facts.trees.some((tree) => !tree.settled)) {
    faults.push({ code: "tree_not_settled", message: "A cause tree is not settled: both sides have to sign it." });
  }
  if (facts.rootCauses.length === 0) {
    faults.push({ code: "no_root_cause", message: "No root cause is known, so nothing can have been mended." });
  }
  for (const cause of facts.rootCauses) {
    if (cause.accepted || cause.improvements.some(isEffective)) continue;
    const message = `“${cause.text}” has neither an effective countermeasure or standard nor an acceptance.`;
    faults.push({ code: "root_cause_open", message });
  }
  return faults;
}

/** Why an incident may not end without analysis (withdrawn, contained only). */
export function endingWithoutAnalysisFaults(facts: IncidentFacts, reason: string | null): StageFault[] {
  if (facts.endedAs) return [endedAlready];
  const faults: StageFault[] = [];
  const stage = stageOf(facts);
  if (stage !== "reported" && stage !== "analysing") {
    faults.push({
      code: "cause_known",
      message: "Its cause is known by now: see the improvement through and close it.",
    });
  }
  if (reason === null || reason.trim() === "") faults.push({ code: "no_reason", message: "Say why, in a sentence." });
  return faults;
}
