import "server-only";
import type { Database } from "@/db/client";
import { afresh, type Recall } from "@/lib/activity/recall";
import type { Chart } from "@/lib/trends/chart";
import type { FigureWords } from "@/lib/trends/figures";
import { keptChart } from "@/lib/trends/kept-charts";
import { listChanges } from "./changes";
import { listBaselines } from "./locked";
import type { MeasureRow } from "./measure-deed";
import type { Place } from "./place";
import { listValuesOf, type Value } from "./values";

/** A measure read as a chart, and its values as they stand. */
export type Charted = { chart: Chart; values: Value[] };

/** The chart of one measure; see `chartMeasures`. */
export async function chartMeasure(db: Database, place: Place, measure: MeasureRow): Promise<Charted> {
  const charted = (await chartMeasures(db, place, [measure])).get(measure.id);
  if (!charted) throw new Error("A measure without a chart.");
  return charted;
}

/** Measures read as charts, by their ids: what was entered, locked and done of all of them in one round of queries. */
export async function chartMeasures(
  db: Database,
  place: Place,
  measures: readonly MeasureRow[],
  recall: Recall = afresh,
): Promise<Map<string, Charted>> {
  const ids = measures.map(({ id }) => id);
  const these = ids.join(" ");
  const [valuesBy, baselines, changes] = await Promise.all([
    listValuesOf(db, place, measures),
    ids.length > 0 ? recall(`baselines ${these}`, ["measure"], () => listBaselines(db, place, ids)) : [],
    recall(`changes ${these}`, ["measure", "improvement", "cycle"], () => listChanges(db, place, ids)),
  ]);
  return new Map(
    measures.map((measure) => {
      const values = valuesBy.get(measure.id) ?? [];
      const first = values[0]?.periodOn ?? "";
      const chart = keptChart(values.map(asCharted(measure)), {
        ...measure,
        period: measure.source === "days_between" ? "event" : measure.period,
        baselines: baselines.filter(({ measureId }) => measureId === measure.id),
        // What was done before anything was measured can be judged by nothing.
        changes: changes.filter(({ measureId, on }) => measureId === measure.id && first !== "" && on > first),
      });
      return [measure.id, { chart, values }];
    }),
  );
}

/** A share is entered and kept in per cent, and charted as 0 to 1. */
const asCharted =
  (measure: Pick<MeasureRow, "nature">) =>
  (value: Value): Value => ({ ...value, value: value.value === null ? null : chartedValue(measure, value.value) });

export const chartedValue = ({ nature }: Pick<MeasureRow, "nature">, value: number) =>
  nature === "share" ? value / 100 : value;

/** How the numbers of a measure are said to a reader. */
export const figureWordsOf = (
  { nature, unit, currency, source }: Pick<MeasureRow, "nature" | "unit" | "currency" | "source">,
  locale: string,
): FigureWords => ({
  locale,
  nature,
  unit: nature === "money" ? (currency ?? unit) : unit || (unitsOfSources[source] ?? ""),
});

/** What the built-in sources are counted in where nobody said it otherwise. */
const unitsOfSources: Partial<Record<MeasureRow["source"], string>> = {
  hours: "h",
  lead_time: "days",
  days_between: "days",
};
