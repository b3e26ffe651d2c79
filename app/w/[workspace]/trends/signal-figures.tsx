import { ButtonLink } from "@/app/_ui/button";
import type { Member } from "@/lib/access/member";
import type { Pressure } from "@/lib/charts/bands";
import { type Charted, chartedValue, figureWordsOf } from "@/lib/measures/charted";
import type { Measure } from "@/lib/measures/queries";
import type { ReadMeasure } from "@/lib/overview/words";
import { dayIn } from "@/lib/text/days";
import { XmrFigure } from "./figures/xmr-figure";

export type ReadMeasures = (ReadMeasure & { measure: Measure })[];

/** So many charts are drawn; the others stand under Measures. */
const mostDrawn = 2;

/** The measures with their charts: those that gave a signal since the last visit first, then what moved last. */
export function readMeasures(
  measures: readonly Measure[],
  charts: ReadonlyMap<string, Charted>,
  { since, member }: { since: Date | undefined; member: Member },
): ReadMeasures {
  const sinceDay = since && dayIn(member.workspace.timeZone, since);
  return measures
    .flatMap((measure) => {
      const chart = charts.get(measure.id)?.chart;
      if (!chart) return [];
      const last = chart.signals.at(-1)?.detectedOn;
      const isNew = last !== undefined && (sinceDay === undefined || lastDayOf(last, measure) >= sinceDay);
      return [{ measure, name: measure.name, chart, figures: figureWordsOf(measure, member.locale), isNew, last }];
    })
    .sort((one, other) => Number(other.isNew) - Number(one.isNew) || compare(other.last ?? "", one.last ?? ""));
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** A signal is found once its period is over; a month ends at most 31 days after its first. */
const lastDayOf = (periodOn: string, { period }: Measure) => {
  const date = new Date(`${periodOn}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + (period === "week" ? 6 : 30));
  return date.toISOString().slice(0, 10);
};

type FiguresProps = { workspace: string; member: Member; updated: string; read: ReadMeasures; bands: Pressure[] };

export function SignalFigures({ workspace, updated, read, bands }: FiguresProps) {
  const here = `/w/${workspace}/trends/measures`;
  if (read.length === 0)
    return (
      <figure className="figure">
        <span className="fig-no">1 Signals</span>
        <h2>No measure is followed yet</h2>
        <p className="note pt-2.5">
          A measure that both sides own tells what is more than chance: hours until a lead is accepted, leads sent back,
          incidents at a hand-off.
        </p>
        <div className="buttons pt-3">
          <ButtonLink href={here}>Follow one</ButtonLink>
        </div>
      </figure>
    );
  return (
    <div className="signal-figures">
      {read.slice(0, mostDrawn).map(({ measure, chart, figures }, nth) => (
        <XmrFigure
          key={measure.id}
          number={nth === 0 ? "1 Signals" : undefined}
          chart={chart}
          figures={figures}
          name={measure.name}
          definition={`${measure.name}: ${measure.definition}`}
          updated={updated}
          pressures={bands.filter(({ fromOn }) => fromOn > (chart.points[0]?.periodOn ?? ""))}
          target={measure.target === null ? null : chartedValue(measure, measure.target)}
          height={nth === 0 ? undefined : 140}
          file={{ href: `${here}/${measure.id}/chart`, name: "measure" }}
        />
      ))}
    </div>
  );
}
