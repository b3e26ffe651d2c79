import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { leftOutPeriods, readings } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { todayOf } from "@/lib/text/days";
import type {
  CountAgainInput,
  EnterReadingsInput,
  LeaveOutInput,
  PasteReadingsInput,
  RemoveReadingInput,
  TypeReadingInput,
} from "./input";
import { type MeasureRow, onMeasure, requireInUse, requireReadings } from "./measure-deed";
import { periodOf } from "./periods";
import { type GivenReading, readTable } from "./read-table";
import { readValue } from "./read-value";

/** What entering did: a period that had another value has changed, one that had this value has not. */
export type Entered = { created: number; changed: number; unchanged: number };

/**
 * Keeps values for periods, from a program. A period that had a value takes the new one; the history keeps the old.
 * All of them or none.
 */
export async function enterReadings(db: Database, member: Member, input: EnterReadingsInput): Promise<Entered> {
  const entered: Entered = { created: 0, changed: 0, unchanged: 0 };
  await onMeasure(db, member, "measure:write", input, async (tx, measure) => {
    const given = input.readings.map((reading) => ({
      ...reading,
      periodOn: periodOf(reading.periodOn, measure.period),
    }));
    requireEachOnce(given.map(({ periodOn }) => periodOn));
    return keep(tx, member, measure, given, entered);
  });
  return entered;
}

/** Keeps one value as a person typed it. */
export function typeReading(db: Database, member: Member, input: TypeReadingInput): Promise<void> {
  return onMeasure(db, member, "measure:write", input, async (tx, measure) => {
    const read = readValue(input.value, member.locale);
    if ("fault" in read) refuse("invalid", read.fault, { value: [read.fault] });
    const periodOn = periodOf(input.periodOn, measure.period);
    return keep(tx, member, measure, [{ periodOn, value: read.value, note: input.note }]);
  });
}

/** Keeps what somebody pasted: a line that cannot be read refuses all of them, each named by its number. */
export async function pasteReadings(db: Database, member: Member, input: PasteReadingsInput): Promise<Entered> {
  const entered: Entered = { created: 0, changed: 0, unchanged: 0 };
  await onMeasure(db, member, "measure:write", input, async (tx, measure) => {
    const way = { period: measure.period, locale: member.locale, today: todayOf(member) };
    const { readings: given, faults } = readTable(input.lines, way);
    if (faults.length > 0) {
      const shown = faults.slice(0, 20).map(({ line, message }) => `Line ${line}: ${message}`);
      const more = faults.length > shown.length ? [`And ${faults.length - shown.length} lines more.`] : [];
      refuse("invalid", "Nothing was kept: some lines cannot be read.", { lines: [...shown, ...more] });
    }
    return keep(tx, member, measure, given, entered);
  });
  return entered;
}

/** Takes a value away: its period is a gap again, never zero. */
export function removeReading(
  db: Database,
  member: Member,
  { measureId, periodOn }: RemoveReadingInput,
): Promise<void> {
  return onMeasure(db, member, "measure:write", { measureId }, async (tx, measure) => {
    requireReadings(measure);
    const [gone] = await tx
      .delete(readings)
      .where(ofPeriod(member, measureId, periodOf(periodOn, measure.period)))
      .returning({ periodOn: readings.periodOn, value: readings.value });
    return gone && { verb: "measure.reading_removed", details: { name: measure.name, ...gone } };
  });
}

/** A period that does not count for the limits, for a reason; it stays drawn (method 4.5). */
export function leaveOut(db: Database, member: Member, { measureId, periodOn, why }: LeaveOutInput): Promise<void> {
  return onMeasure(db, member, "measure:define", { measureId }, async (tx, measure) => {
    requireInUse(measure);
    const on = beganOn(measure, periodOn);
    if (on > todayOf(member))
      refuse("invalid", "This period has not come yet.", { periodOn: ["It has not come yet."] });
    const key = { workspaceId: member.workspaceId, measureId, periodOn: on };
    await tx
      .insert(leftOutPeriods)
      .values({ ...key, why, leftOutById: member.id })
      .onConflictDoUpdate({
        target: [leftOutPeriods.workspaceId, leftOutPeriods.measureId, leftOutPeriods.periodOn],
        set: { why, leftOutById: member.id },
      });
    return { verb: "measure.left_out", details: { name: measure.name, periodOn: on, why } };
  });
}

/** The period counts for the limits again. */
export function countAgain(db: Database, member: Member, { measureId, periodOn }: CountAgainInput): Promise<void> {
  return onMeasure(db, member, "measure:define", { measureId }, async (tx, measure) => {
    const [counted] = await tx
      .delete(leftOutPeriods)
      .where(
        and(
          eq(leftOutPeriods.workspaceId, member.workspaceId),
          eq(leftOutPeriods.measureId, measureId),
          eq(leftOutPeriods.periodOn, beganOn(measure, periodOn)),
        ),
      )
      .returning({ periodOn: leftOutPeriods.periodOn });
    return counted && { verb: "measure.counted_again", details: { name: measure.name, ...counted } };
  });
}

/** An event stands at its own day. */
const beganOn = ({ source, period }: MeasureRow, day: string) =>
  source === "days_between" ? day : periodOf(day, period);

async function keep(tx: Database, member: Member, measure: MeasureRow, given: GivenReading[], entered?: Entered) {
  requireInUse(measure);
  requireReadings(measure);
  requireSoundValues(measure, given, todayOf(member));
  const { workspaceId } = member;
  const periodsGiven = given.map(({ periodOn }) => periodOn);
  const standing = await tx
    .select({ periodOn: readings.periodOn, value: readings.value, note: readings.note })
    .from(readings)
    .where(and(ofMeasure(member, measure.id), inArray(readings.periodOn, periodsGiven)));
  const before = new Map(standing.map((reading) => [reading.periodOn, reading]));
  const fresh = given.filter(({ periodOn, value, note }) => {
    const was = before.get(periodOn);
    // Without a note the one that stands is kept: a table sent again does not wipe it away.
    return !was || was.value !== value || (note != null && was.note !== note);
  });
  const changed = fresh.filter(({ periodOn }) => before.has(periodOn)).length;
  Object.assign(entered ?? {}, {
    created: fresh.length - changed,
    changed,
    unchanged: given.length - fresh.length,
  } satisfies Entered);
  if (fresh.length === 0) return undefined;
  const lines = fresh.map((line) => ({
    ...line,
    id: v7(),
    workspaceId,
    measureId: measure.id,
    enteredById: member.id,
  }));
  await tx
    .insert(readings)
    .values(lines)
    .onConflictDoUpdate({
      target: [readings.workspaceId, readings.measureId, readings.periodOn],
      set: {
        value: sql`excluded.value`,
        note: sql`coalesce(excluded.note, ${readings.note})`,
        enteredById: member.id,
        version: sql`${readings.version} + 1`,
      },
    });
  const told = fresh.slice(0, 60).map(({ periodOn, value }) => [periodOn, before.get(periodOn)?.value ?? null, value]);
  return { verb: "measure.readings_entered", details: { name: measure.name, count: fresh.length, readings: told } };
}

/** What no period and no measure of its nature can have. */
function requireSoundValues({ nature }: MeasureRow, given: GivenReading[], today: string) {
  for (const { periodOn, value } of given) {
    if (periodOn > today)
      refuse("invalid", "A period has not come yet.", { periodOn: [`${periodOn} has not come yet.`] });
    const fault =
      nature !== "unbounded" && value < 0
        ? "A count, a time, an amount of money or a share is never below 0."
        : nature === "share" && value > 100
          ? "A share is written in per cent and is at most 100."
          : nature === "count" && !Number.isInteger(value)
            ? "A count is a whole number."
            : undefined;
    if (fault) refuse("invalid", fault, { value: [`${periodOn}: ${fault}`], lines: [`${periodOn}: ${fault}`] });
  }
}

function requireEachOnce(periodsGiven: string[]) {
  const seen = new Set<string>();
  for (const periodOn of periodsGiven) {
    if (seen.has(periodOn))
      refuse("invalid", "A period is named twice.", { readings: [`${periodOn} is named twice.`] });
    seen.add(periodOn);
  }
}

const ofMeasure = (member: Member, measureId: string) =>
  and(eq(readings.workspaceId, member.workspaceId), eq(readings.measureId, measureId));
const ofPeriod = (member: Member, measureId: string, periodOn: string) =>
  and(ofMeasure(member, measureId), eq(readings.periodOn, periodOn));
