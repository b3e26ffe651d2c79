import { formatDay } from "@/app/_ui/dates";
import { Link } from "@/app/_ui/link";
import { type ListedTry, trySentence } from "@/lib/measures/tries";
import { sentence } from "@/lib/text/counted";
import { phaseWords } from "@/lib/text/words";
import { tryWords } from "../../../improvements/words";
import type { MeasureContext } from "./measure-context";

/** The improvements that were predicted to move this measure, and what its chart says of each. */
export function Tries({ workspace, measure, chart, reader, tries }: MeasureContext & { tries: ListedTry[] }) {
  return (
    <section>
      <h2>Improvements</h2>
      {tries.length === 0 && (
        <p className="note">
          None yet. An improvement whose prediction names this measure marks the chart on the day it is in place.
        </p>
      )}
      <ul className="grid gap-3">
        {tries.map(({ improvementId, title, phase, iteration, implementedOn }) => (
          <li key={`${improvementId} ${iteration}`}>
            <Link className="link serif" href={`/w/${workspace}/improvements/${improvementId}`}>
              {title}
            </Link>
            <p className="note">
              {iteration > 1 && `${tryWords(iteration)}, `}
              {implementedOn
                ? `in place since ${formatDay(implementedOn, reader.locale)}. ${sentence(trySentence({ measure, chart }, { improvementId, iteration, implementedOn }, reader.locale))}`
                : `${phaseWords[phase].toLowerCase()}, not in place yet.`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
