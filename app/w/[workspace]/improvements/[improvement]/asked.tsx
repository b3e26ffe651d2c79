import { stepTo } from "@/lib/improvements/moves";
import { isOpenPhase } from "@/lib/improvements/pdca";
import { phaseWords } from "@/lib/text/words";
import type { DetailContext } from "./detail-context";

/** The forms of the page at which something can be missing. */
type Place = "prediction" | "plan" | "link" | "next";

const planFields = ["title", "ownerId", "dueOn", "strength"];

/**
 * What was missing when somebody moved it on the board, said at the first form that asks for it. Where it has been
 * written meanwhile nothing is said: then the next step stands open.
 */
export function Asked({ context, at }: { context: DetailContext; at: Place }) {
  const { improvement, to, missing } = context;
  const { phase, kind, check } = improvement;
  if (!to || to === phase || !isOpenPhase(phase)) return null;
  const step = stepTo({ kind, phase: phase as typeof to, verdict: check?.verdict ?? null }, to);
  const words = step && asked(step, context);
  if (!words || placeOf(missing.map(({ field }) => field)) !== at) return null;
  return (
    <div id="asked" className="asked" role="status">
      <p>
        To go to {phaseWords[to]} {words}
      </p>
      {missing.length > 0 && (
        <ul>
          {missing.map(({ field, message }) => (
            <li key={field + message}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** In the order of the page; what has no form here belongs to the next step. */
function placeOf(fields: string[]): Place {
  if (fields.length === 0) return "next";
  if (fields.some((field) => field !== "whyIds" && !planFields.includes(field))) return "prediction";
  return fields.some((field) => planFields.includes(field)) ? "plan" : "link";
}

function asked(step: NonNullable<ReturnType<typeof stepTo>>, { missing }: DetailContext): string | undefined {
  switch (step) {
    case "start":
      return missing.length > 0 ? "it still needs:" : undefined;
    case "implement":
      return "it needs the day since when it is in place, and what shows it.";
    case "judge":
      return "it needs the verdict of the other side, with what was seen.";
    case "adapt":
      return "it needs what was learned. The next try gets a prediction of its own.";
    default:
      return undefined;
  }
}
