import { v7 } from "uuid";
import { afterEach, describe, expect, test } from "vitest";
import type { Member } from "@/lib/access/member";
import { chartMeasure } from "@/lib/measures/charted";
import { changeMeasure, createMeasure } from "@/lib/measures/defining";
import { enterReadings, pasteReadings } from "@/lib/measures/entering";
import { changeMeasureInput, createMeasureInput } from "@/lib/measures/input";
import { findMeasure } from "@/lib/measures/queries";
import { listValues } from "@/lib/measures/values";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, todayOf } from "@/lib/text/days";
import { sentenceOf } from "@/lib/trends/sentences";
import { mondayOf, stepAfter } from "@/lib/trends/weeks";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

/** From here on it is that moment. */
const itIs = (moment: string) => setDaysAhead(() => (Date.parse(moment) - Date.now()) / 86_400_000);

/** A measure of a workspace whose clock changes twice a year. */
async function aFollowed(given: Record<string, unknown> = {}) {
  const world = await aWorkspace(db);
  const inBerlin = (member: Member): Member => ({
    ...member,
    workspace: { ...member.workspace, timeZone: "Europe/Berlin" },
  });
  const [lead, seller] = [inBerlin(world.lead), inBerlin(world.seller)];
  const input = createMeasureInput.parse({
    id: v7(),
    relationshipId: world.relationship.id,
    name: "Hours to accept a lead",
    definition: "From hand-over to acceptance.",
    unit: "h",
    period: "week",
    nature: "time",
    wanted: "down",
    ...given,
  });
  await createMeasure(db, lead, input);
  const measureOf = async () => {
    const measure = await findMeasure(db, lead, input.id);
    if (!measure) throw new Error("no such measure");
    return measure;
  };
  const values = async () => listValues(db, lead, await measureOf());
  const enter = (...readings: [periodOn: string, value: number][]) =>
    enterReadings(db, seller, {
      measureId: input.id,
      readings: readings.map(([periodOn, value]) => ({ periodOn, value, note: null })),
    });
  return { world, lead, seller, measureId: input.id, measureOf, values, enter };
}

describe("when the clocks change", () => {
  test.each([
    // Sunday 23:59 and Monday 0:00 in Berlin, in the weeks of both changes.
    ["2026-03-29T21:59:00Z", "2026-03-23", "2026-03-29T22:00:01Z", "2026-03-30"],
    ["2026-10-25T22:59:00Z", "2026-10-19", "2026-10-25T23:00:01Z", "2026-10-26"],
  ])("a week ends at midnight of the workspace: %s", async (before, week, after, next) => {
    const { values, enter } = await aFollowed();
    itIs(before);
    await enter([week, 20]);
    expect(await values()).toMatchObject([{ periodOn: week, running: true }]);
    await expect(enter([next, 21])).rejects.toMatchObject({ kind: "invalid" });

    itIs(after);

    expect((await values()).map(({ running }) => running ?? false)).toEqual([false]);
    await enter([next, 21]);
    expect(await values()).toMatchObject([{ periodOn: week }, { periodOn: next, running: true }]);
  });

  test("a month ends at midnight of the workspace, an hour earlier by UTC once the clock was put forward", async () => {
    const { values, enter } = await aFollowed({ period: "month" });
    itIs("2026-03-31T21:59:00Z");
    await enter(["2026-03-31", 20]);
    expect(await values()).toMatchObject([{ periodOn: "2026-03-01", running: true }]);

    itIs("2026-03-31T22:00:01Z");
    expect((await values()).map(({ running }) => running ?? false)).toEqual([false]);
  });

  test("each week counts once, and its incidents with it", async () => {
    itIs("2026-11-09T10:00:00Z");
    const { world, values } = await aFollowed({ source: "incidents", handOff: "MQL to sales", nature: "count" });
    for (const occurredOn of ["2026-10-18", "2026-10-24", "2026-10-25", "2026-10-26", "2026-11-08"])
      await incidentRow(db, world, { occurredOn, handOff: "MQL to sales" });

    expect((await values()).map(({ periodOn, value }) => [periodOn, value])).toEqual([
      ["2026-10-12", 1],
      ["2026-10-19", 2],
      ["2026-10-26", 1],
      ["2026-11-02", 1],
      ["2026-11-09", 0],
    ]);
  });
});

describe("values that cannot be", () => {
  test("of the same week twice are refused whole, from a program as from a sheet", async () => {
    const { lead, seller, measureId, values, enter } = await aFollowed();
    const monday = addDays(mondayOf(todayOf(lead)), -14);

    await expect(enter([monday, 20], [addDays(monday, 3), 21])).rejects.toMatchObject({ kind: "invalid" });
    await expect(
      pasteReadings(db, seller, { measureId, lines: `${monday}\t20\n${addDays(monday, 3)}\t21` }),
    ).rejects.toMatchObject({ fields: { lines: ["Line 2: This period has a value in line 1 already."] } });

    expect(await values()).toEqual([]);
  });

  test("of a week to come are refused whole, and one far beyond any calendar, too", async () => {
    const { lead, seller, measureId, values, enter } = await aFollowed();
    const monday = mondayOf(todayOf(lead));

    await expect(enter([addDays(monday, -7), 20], [addDays(monday, 7), 21])).rejects.toMatchObject({ kind: "invalid" });
    await expect(pasteReadings(db, seller, { measureId, lines: `${addDays(monday, 7)}\t20` })).rejects.toMatchObject({
      fields: { lines: ["Line 1: This period has not come yet."] },
    });

    expect(await values()).toEqual([]);
  });

  test("however few, equal, huge or tiny they are, say something in words, and never NaN", async () => {
    const given = [
      [],
      [7],
      [7, 7, 7, 7, 7, 7, 7],
      [1e15, 1e15, 1e14, 1e15, 1e15, 1e15],
      [1e-9, 2e-9, 1e-9, 3e-9, 1e-9, 2e-9],
    ];
    for (const numbers of given) {
      const { lead, measureOf, enter } = await aFollowed();
      const first = addDays(mondayOf(todayOf(lead)), -7 * numbers.length);
      if (numbers.length > 0)
        await enter(...numbers.map((value, nth): [string, number] => [addDays(first, 7 * nth), value]));

      const { chart } = await chartMeasure(db, lead, await measureOf());
      const said = sentenceOf(chart, { locale: "en-GB", nature: "time", unit: "h" });

      expect(said, String(numbers)).toMatch(/^(No values yet|Points only|No change)/);
      expect(said, String(numbers)).not.toMatch(/NaN|Infinity|undefined|null/);
    }
  });
});

test("how often a measure is read stays what it was, whatever a program sends with a change", async () => {
  const { lead, measureId, measureOf, values, enter } = await aFollowed({ period: "month" });
  const month = `${todayOf(lead).slice(0, 7)}-01`;
  await enter([month, 20]);
  const measure = await measureOf();

  const wanted = { ...measure, measureId, version: measure.version, name: "Renamed", period: "week" };
  await changeMeasure(db, lead, changeMeasureInput.parse(wanted));

  expect(await measureOf()).toMatchObject({ name: "Renamed", period: "month" });
  await enter([addDays(stepAfter(month, "month"), -31), 21]);
  expect((await values()).every(({ periodOn }) => periodOn.endsWith("-01"))).toBe(true);
});
