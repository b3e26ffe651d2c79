/** Where a card of the board may go, and what each way asks for: the steps of method 3.2 as moves between lanes. */
import { type ImprovementKind, openPhases, type Verdict } from "@/db/terms";
import { type FieldFault, isJudged, nextPhase, type PdcaStep } from "./pdca";

export type Lane = (typeof openPhases)[number];

/** `now`: it may happen at once. `asks`: something has to be written first, on its page. `no`: there is no such step. */
export type Move = { to: Lane; how: "now" | "asks" | "no"; words: string };

export type Movable = {
  kind: ImprovementKind;
  phase: Lane;
  verdict: Verdict | null; // the latest of this iteration
  missing: readonly FieldFault[]; // of what the start asks for
  notJudge: string | null; // why the reader may not judge it; null when they may
};

/** The step that leads from one lane to another, whatever it asks for; null where there is none. */
export function stepTo({ kind, phase, verdict }: Pick<Movable, "kind" | "phase" | "verdict">, to: Lane) {
  const steps: PdcaStep[] = ["start", "implement", "judge", "adapt"];
  const leads = (step: PdcaStep) =>
    // What is asked for is not given yet: any verdict that says something leads on.
    nextPhase({ kind, phase, verdict: step === "judge" ? "effective" : verdict }, step) === to;
  return steps.find(leads) ?? null;
}

export function moveTo(card: Movable, to: Lane): Move {
  switch (stepTo(card, to)) {
    case "start":
      return card.missing.length === 0
        ? { to, how: "now", words: "Work starts. Prediction and check plan are fixed from then on." }
        : { to, how: "asks", words: `Asks for what is missing: ${listed(card.missing)}` };
    case "implement":
      return { to, how: "asks", words: "Asks since when it is in place, and what shows it." };
    case "judge":
      return card.notJudge === null
        ? { to, how: "asks", words: "Asks for your verdict, with what you saw." }
        : { to, how: "no", words: card.notJudge };
    case "adapt":
      return { to, how: "asks", words: "Asks what was learned; the next try gets a prediction of its own." };
    default:
      return { to, how: "no", words: whyNot(card, to) };
  }
}

/** The ways to the other lanes, in their order. */
export const movesOf = (card: Movable): Move[] =>
  openPhases.filter((lane) => lane !== card.phase).map((lane) => moveTo(card, lane));

function whyNot({ kind, phase, verdict }: Movable, to: Lane): string {
  switch (phase) {
    case "plan":
      return "Work starts first, in Do.";
    case "do":
      return to === "plan"
        ? "Work has started, so its prediction is fixed. A correction is the next try."
        : "It is put in place first, and then checked.";
    case "check":
      if (to === "act" && !isJudged(kind)) return "This kind takes no verdict: a result closes it.";
      return "It is in place. The verdict says where it goes.";
    case "act":
      return to === "plan" && verdict === "effective"
        ? "It was found effective. It goes back to plan only when the cause comes back."
        : "It has been judged. A next try begins in Plan.";
  }
}

const shown = 3;
function listed(missing: readonly FieldFault[]): string {
  const more = missing.length - shown;
  const words = missing.slice(0, shown).map(({ message }) => message);
  return [...words, ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
}
