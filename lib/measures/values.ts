import "server-only";
import { and, asc, eq, gte, inArray, lte } from "drizzle-orm";
import type { Database } from "@/db/client";
import { leftOutPeriods, readings } from "@/db/schema";
import { todayOf } from "@/lib/text/days";
import type { ChartPoint } from "@/lib/trends/chart-point";
import { stepAfter } from "@/lib/trends/weeks";
import { eventsOf, sumsOf } from "./built-in";
import type { MeasureRow } from "./measure-deed";
import { periodOf } from "./periods";
import type { Place } from "./place";

/** First days of periods, both included; none: all that are drawn. */
export type Span = { from?: string; through?: string };
export type Value = ChartPoint & { note?: string | null };

/** More points than these are no chart, and no reader's memory: nine years of weeks. */
const mostPoints = 480;

/** The values of one measure; see `listValuesOf`. */
export async function listValues(db: Database, place: Place, measure: MeasureRow, span: Span = {}): Promise<Value[]> {
  return (await listValuesOf(db, place, [measure], span)).get(measure.id) ?? [];
}

/**
 * The values of measures in the order of their periods, with what was left out and the running period marked. A period
 * without a row is a gap; of a built-in measure that counts, a period without incidents is 0. What was entered comes in
 * one query, however many measures there are; each built-in one asks the incidents for itself.
 */
export async function listValuesOf(
  db: Database,
  place: Place,
  measures: readonly MeasureRow[],
  span: Span = {},
): Promise<Map<string, Value[]>> {
  const entered = measures.filter(({ source }) => source === "readings").map(({ id }) => id);
  const built = measures.filter(({ source }) => source !== "readings");
  const [typed, left, counted] = await Promise.all([
    entered.length > 0 ? enteredValues(db, place, entered, span) : [],
    measures.length > 0 ? listLeftOut(db, place, measures) : [],
    Promise.all(built.map((measure) => builtInValues(db, place, measure, span))),
  ]);
  const valuesBy = new Map<string, Value[]>(built.map(({ id }, nth) => [id, counted[nth] ?? []]));
  for (const { measureId, ...value } of typed) {
    const known = valuesBy.get(measureId);
    if (known) known.push(value);
    else valuesBy.set(measureId, [value]);
  }
  const why = new Map(left.map((period) => [`${period.measureId} ${period.periodOn}`, period.why]));
  return new Map(
    measures.map((measure) => {
      const running = periodOf(todayOf(place), measure.period);
      const values = (valuesBy.get(measure.id) ?? []).slice(-mostPoints).map((value) => {
        const leftOut = why.get(`${measure.id} ${value.periodOn}`);
        const isRunning = value.periodOn >= running && measure.source !== "days_between";
        return { ...value, ...(isRunning ? { running: true } : {}), ...(leftOut === undefined ? {} : { leftOut }) };
      });
      return [measure.id, values];
    }),
  );
}

function builtInValues(db: Database, place: Place, measure: MeasureRow, span: Span): Promise<Value[]> {
  const today = todayOf(place);
  const from = span.from ?? firstDrawn(today, measure);
  const through = span.through ?? periodOf(today, measure.period);
  const asked = { from, before: stepAfter(through, measure.period) };
  return measure.source === "days_between" ? eventsOf(db, place, measure, asked) : sumsOf(db, place, measure, asked);
}

/** Two years of weeks, five of months. */
function firstDrawn(today: string, { period }: MeasureRow): string {
  const years = period === "week" ? 2 : 5;
  return periodOf(`${Number(today.slice(0, 4)) - years}${today.slice(4, 8)}01`, period);
}

function enteredValues(db: Database, place: Place, measureIds: string[], { from, through }: Span) {
  return db
    .select({
      measureId: readings.measureId,
      periodOn: readings.periodOn,
      value: readings.value,
      note: readings.note,
    })
    .from(readings)
    .where(
      and(
        eq(readings.workspaceId, place.workspaceId),
        inArray(readings.measureId, measureIds),
        from === undefined ? undefined : gte(readings.periodOn, from),
        through === undefined ? undefined : lte(readings.periodOn, through),
      ),
    )
    .orderBy(asc(readings.measureId), asc(readings.periodOn));
}

function listLeftOut(db: Database, place: Place, measures: readonly MeasureRow[]) {
  const { measureId, periodOn, why } = leftOutPeriods;
  return db
    .select({ measureId, periodOn, why })
    .from(leftOutPeriods)
    .where(
      and(
        eq(leftOutPeriods.workspaceId, place.workspaceId),
        inArray(
          measureId,
          measures.map(({ id }) => id),
        ),
      ),
    );
}
