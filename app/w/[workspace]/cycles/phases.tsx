import { type CyclePhase, cyclePhases } from "@/db/terms";
import { cyclePhaseWords } from "@/lib/text/words";
import { isBehind } from "./words";

/** Where a cycle stands among its phases. */
export function Phases({ current }: { current: CyclePhase }) {
  return (
    <ol className="phases" aria-label="Phases">
      {cyclePhases.map((phase) => (
        <li
          key={phase}
          className={isBehind(phase, current) ? "behind" : undefined}
          aria-current={phase === current ? "step" : undefined}
        >
          {cyclePhaseWords[phase]}
        </li>
      ))}
    </ol>
  );
}
