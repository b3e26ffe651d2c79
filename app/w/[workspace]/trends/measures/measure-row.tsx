import { Link } from "@/app/_ui/link";
import { type Charted, figureWordsOf } from "@/lib/measures/charted";
import type { Measure } from "@/lib/measures/queries";
import type { Relationship } from "@/lib/teams/sides";
import { sentenceOf } from "@/lib/trends/sentences";
import { Owners } from "./owners";
import { Spark } from "./spark";
import { inPeriod, rhythmOf, sourceLine, valueWords } from "./words";

type RowProps = {
  here: string;
  measure: Measure;
  relationship: Relationship;
  charted: Charted;
  /** Signals that nobody has answered. */
  waiting: number;
  locale: string;
};

/** One measure in the list: what it is called, what its chart says, where it stands. */
export function MeasureRow({ here, measure, relationship, charted: { chart, values }, waiting, locale }: RowProps) {
  const last = values.findLast(({ value }) => value !== null);
  return (
    <li aria-label={measure.name}>
      <div className="says">
        <h2>
          <Link href={`${here}/${measure.id}`}>{measure.name}</Link>
        </h2>
        <p className="aloud">{sentenceOf(chart, figureWordsOf(measure, locale))}.</p>
        <p className="note">
          {rhythmOf(measure)} · {sourceLine(measure)}
        </p>
        {waiting > 0 && (
          <p className="waits">
            {waiting === 1 ? "1 signal waits for an answer" : `${waiting} signals wait for an answer`}
          </p>
        )}
      </div>
      <Spark chart={chart} />
      <div className="stands">
        {last && last.value !== null ? (
          <p>
            <span className="figure-now">{valueWords(measure, last.value, locale)}</span>
            <span className="note">
              {inPeriod(chart, last.periodOn, locale)}
              {last.running && ", not over yet"}
            </span>
          </p>
        ) : (
          <p className="note">No value yet</p>
        )}
        <Owners {...{ relationship, measure }} />
      </div>
    </li>
  );
}
