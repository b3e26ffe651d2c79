import type { Member } from "@/lib/access/member";
import { type Charted, figureWordsOf } from "@/lib/measures/charted";
import type { MeasureRow } from "@/lib/measures/measure-deed";
import { addDays, dayIn } from "@/lib/text/days";
import type { Chart } from "@/lib/trends/chart";
import type { FigureWords } from "@/lib/trends/figures";
import { stepAfter } from "@/lib/trends/weeks";

/** A measure with its chart; `isNew`: it gave a signal since the last visit. */
export type ReadMeasure = {
  measure: MeasureRow;
  name: string;
  chart: Chart;
  figures: FigureWords;
  isNew: boolean;
  last: string | undefined; // the period of its latest signal
};

type ReadAsked = {
  since: Date | undefined;
  /** When the latest signal of each was found, and in which period. */
  found: ReadonlyMap<string, { periodOn: string; foundAt: Date }>;
  member: Pick<Member, "locale" | "workspace">;
};

/**
 * The measures with their charts: those that gave a signal since the last visit first, then what moved last.
 * @param since the last visit; on a first one all signals are new
 */
export function readMeasures(
  measures: readonly MeasureRow[],
  charts: ReadonlyMap<string, Charted>,
  { since, found, member }: ReadAsked,
): ReadMeasure[] {
  const sinceDay = since && dayIn(member.workspace.timeZone, since);
  return measures
    .flatMap((measure) => {
      const chart = charts.get(measure.id)?.chart;
      if (!chart) return [];
      const last = chart.signals.at(-1)?.detectedOn;
      const known = found.get(measure.id);
      // A value may be entered long after its period; a signal of the past that nobody was told counts by its day.
      const isSince = () =>
        known !== undefined && known.periodOn === last
          ? since === undefined || known.foundAt > since
          : sinceDay === undefined || (last !== undefined && lastDayOf(last, chart) >= sinceDay);
      const isNew = last !== undefined && isSince();
      return [{ measure, name: measure.name, chart, figures: figureWordsOf(measure, member.locale), isNew, last }];
    })
    .sort((one, other) => Number(other.isNew) - Number(one.isNew) || compare(other.last ?? "", one.last ?? ""));
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** A signal is found once its period is over; of what has no length on its day. */
const lastDayOf = (periodOn: string, { period }: Chart) =>
  period === "event" ? periodOn : addDays(stepAfter(periodOn, period), -1);
