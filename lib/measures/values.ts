import "server-only";
import { and, asc, eq, gte, lte } from "drizzle-orm";
import type { Database } from "@/db/client";
import { leftOutPeriods, readings } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { todayOf } from "@/lib/text/days";
import type { ChartPoint } from "@/lib/trends/chart-point";
import { stepAfter } from "@/lib/trends/weeks";
import { eventsOf, sumsOf } from "./built-in";
import type { MeasureRow } from "./measure-deed";
import { periodOf } from "./periods";

/** First days of periods, both included; none: all that are drawn. */
export type Span = { from?: string; through?: string };
export type Value = ChartPoint & { note?: string | null };

/** More points than these are no chart, and no reader's memory: nine years of weeks. */
const mostPoints = 480;

/**
 * The values of a measure in the order of their periods, with what was left out and the running period marked. A period
 * without a row is a gap; of a built-in measure that counts, a period without incidents is 0.
 */
export async function listValues(db: Database, member: Member, measure: MeasureRow, span: Span = {}): Promise<Value[]> {
  const [values, leftOut] = await Promise.all([
    valuesOf(db, member, measure, span),
    listLeftOut(db, member, measure.id),
  ]);
  const why = new Map(leftOut.map(({ periodOn, why }) => [periodOn, why]));
  const running = periodOf(todayOf(member), measure.period);
  return values.slice(-mostPoints).map((value) => ({
    ...value,
    ...(value.periodOn >= running && measure.source !== "days_between" ? { running: true } : {}),
    ...(why.has(value.periodOn) ? { leftOut: why.get(value.periodOn) } : {}),
  }));
}

function valuesOf(db: Database, member: Member, measure: MeasureRow, span: Span): Promise<Value[]> {
  if (measure.source === "readings") return enteredValues(db, member, measure.id, span);
  const today = todayOf(member);
  const from = span.from ?? firstDrawn(today, measure);
  const through = span.through ?? periodOf(today, measure.period);
  const asked = { from, before: stepAfter(through, measure.period) };
  return measure.source === "days_between" ? eventsOf(db, member, measure, asked) : sumsOf(db, member, measure, asked);
}

/** Two years of weeks, five of months. */
function firstDrawn(today: string, { period }: MeasureRow): string {
  const years = period === "week" ? 2 : 5;
  return periodOf(`${Number(today.slice(0, 4)) - years}${today.slice(4, 8)}01`, period);
}

function enteredValues(db: Database, member: Member, measureId: string, { from, through }: Span): Promise<Value[]> {
  return db
    .select({ periodOn: readings.periodOn, value: readings.value, note: readings.note })
    .from(readings)
    .where(
      and(
        eq(readings.workspaceId, member.workspaceId),
        eq(readings.measureId, measureId),
        from === undefined ? undefined : gte(readings.periodOn, from),
        through === undefined ? undefined : lte(readings.periodOn, through),
      ),
    )
    .orderBy(asc(readings.periodOn));
}

function listLeftOut(db: Database, member: Member, measureId: string) {
  return db
    .select({ periodOn: leftOutPeriods.periodOn, why: leftOutPeriods.why })
    .from(leftOutPeriods)
    .where(and(eq(leftOutPeriods.workspaceId, member.workspaceId), eq(leftOutPeriods.measureId, measureId)));
}
