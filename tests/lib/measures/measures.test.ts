import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import { incidentCosts, recurrences } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { logIncident } from "@/lib/incidents/commands";
import { addCost } from "@/lib/incidents/costs";
import { logInput } from "@/lib/incidents/input";
import { lockBaseline } from "@/lib/measures/baselines";
import { changeMeasure, createMeasure, removeMeasure, restoreMeasure } from "@/lib/measures/defining";
import {
  countAgain,
  enterReadings,
  leaveOut,
  pasteReadings,
  removeReading,
  typeReading,
} from "@/lib/measures/entering";
import { changeMeasureInput, createMeasureInput, lockBaselineInput } from "@/lib/measures/input";
import { listBaselines } from "@/lib/measures/locked";
import { findMeasure, listMeasures } from "@/lib/measures/queries";
import { listValues } from "@/lib/measures/values";
import { addDays, todayOf } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import { verbsOn } from "../../support/activities";
import { checkRow, improvementRow, incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const aMeasure = (world: World, given: Record<string, unknown> = {}) =>
  createMeasureInput.parse({
    id: v7(),
    relationshipId: world.relationship.id,
    name: "Hours to accept a lead",
    definition: "Median of all leads handed over, from hand-over to acceptance.",
    period: "week",
    nature: "time",
    wanted: "down",
    ...given,
  });

async function aFollowed(given: Record<string, unknown> = {}) {
  const world = await aWorkspace(db);
  const input = aMeasure(world, given);
  await createMeasure(db, world.lead, input);
  return { world, measureId: input.id };
}

/** The Monday so many whole weeks ago: the running week is 0. */
const weekAgo = (member: Member, weeks: number) => addDays(mondayOf(todayOf(member)), -7 * weeks);
const valuesOf = async (member: Member, measureId: string) => {
  const measure = await findMeasure(db, member, measureId);
  if (!measure) throw new Error("no such measure");
  return listValues(db, member, measure);
};

describe("a measure", () => {
  test("is defined once by a lead, however often the form is sent, and both sides may own it", async () => {
    const world = await aWorkspace(db);
    const input = aMeasure(world, { firstOwnerId: world.lead.id, secondOwnerId: world.seller.id });

    await createMeasure(db, world.lead, input);
    await createMeasure(db, world.lead, input);

    const [measure, ...rest] = await listMeasures(db, world.executive, world.relationship.id);
    expect(rest).toEqual([]);
    expect(measure).toMatchObject({
      name: "Hours to accept a lead",
      firstOwner: { name: "Ines Okafor" },
      secondOwner: { name: "Jonas Lindqvist" },
    });
    expect(await verbsOn(db, input.id)).toEqual(["measure.created"]);
  });

  test("is not owned by somebody of the other side, and a member defines none", async () => {
    const world = await aWorkspace(db);
    const wrong = aMeasure(world, { firstOwnerId: world.seller.id });

    await expect(createMeasure(db, world.lead, wrong)).rejects.toMatchObject({
      fields: { firstOwnerId: ["Choose somebody of this side."] },
    });
    await expect(createMeasure(db, world.seller, aMeasure(world))).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("of costs needs one currency, for sums of several mean nothing", async () => {
    const world = await aWorkspace(db);

    await expect(createMeasure(db, world.lead, aMeasure(world, { source: "cost" }))).rejects.toMatchObject({
      fields: { currency: [expect.stringContaining("Choose the currency")] },
    });
  });

  test("is changed by whoever saw it as it stands, and taken away and put back with its values", async () => {
    const { world, measureId } = await aFollowed();
    const change = (version: number, name: string) =>
      changeMeasureInput.parse({ measureId, version, name, definition: "All leads.", wanted: "down" });

    await changeMeasure(db, world.lead, change(1, "Hours to accept"));
    await expect(changeMeasure(db, world.owner, change(1, "Days"))).rejects.toMatchObject({ kind: "conflict" });
    await typeReading(db, world.seller, {
      measureId,
      periodOn: weekAgo(world.seller, 1),
      value: "26.5",
      note: null,
    });
    await removeMeasure(db, world.lead, { measureId });
    expect(await listMeasures(db, world.lead, world.relationship.id)).toEqual([]);
    await restoreMeasure(db, world.lead, { measureId });

    expect((await listMeasures(db, world.lead, world.relationship.id)).map(({ name }) => name)).toEqual([
      "Hours to accept",
    ]);
    expect((await valuesOf(world.lead, measureId)).map(({ value }) => value)).toEqual([26.5]);
  });

  test("of another workspace does not exist", async () => {
    const { measureId } = await aFollowed();
    const stranger = await aWorkspace(db);

    expect(await findMeasure(db, stranger.owner, measureId)).toBeUndefined();
    await expect(removeMeasure(db, stranger.owner, { measureId })).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("readings", () => {
  test("sent again change nothing; another value takes the place of the old one and the history keeps it", async () => {
    const { world, measureId } = await aFollowed();
    const [older, newer] = [weekAgo(world.seller, 2), weekAgo(world.seller, 1)];
    const send = (value: number) =>
      enterReadings(db, world.seller, {
        measureId,
        readings: [
          { periodOn: older, value: 20, note: null },
          { periodOn: newer, value, note: null },
        ],
      });

    expect(await send(22)).toEqual({ created: 2, changed: 0, unchanged: 0 });
    expect(await send(22)).toEqual({ created: 0, changed: 0, unchanged: 2 });
    expect(await send(23)).toEqual({ created: 0, changed: 1, unchanged: 1 });

    expect(await valuesOf(world.seller, measureId)).toMatchObject([
      { periodOn: older, value: 20 },
      { periodOn: newer, value: 23 },
    ]);
    expect(await verbsOn(db, measureId)).toEqual([
      "measure.created",
      "measure.readings_entered",
      "measure.readings_entered",
    ]);
  });

  test("are all kept or none: a line that cannot be read is named by its number", async () => {
    const { world, measureId } = await aFollowed();
    const lines = `${weekAgo(world.seller, 2)};20\n${weekAgo(world.seller, 1)};many`;

    await expect(pasteReadings(db, world.seller, { measureId, lines })).rejects.toMatchObject({
      fields: { lines: ["Line 2: “many” is no number. Write it as 1,234.5."] },
    });
    expect(await valuesOf(world.seller, measureId)).toEqual([]);
  });

  test("that a count, a time or a share cannot have are refused", async () => {
    const { world, measureId } = await aFollowed();
    const share = aMeasure(world, { nature: "share", name: "Share" });
    const count = aMeasure(world, { nature: "count", name: "Count" });
    await createMeasure(db, world.lead, share);
    await createMeasure(db, world.lead, count);
    const type = (id: string, value: string) =>
      typeReading(db, world.seller, { measureId: id, periodOn: weekAgo(world.seller, 1), value, note: null });

    await expect(type(measureId, "-1")).rejects.toMatchObject({ kind: "invalid" });
    await expect(type(share.id, "101")).rejects.toMatchObject({ kind: "invalid" });
    await expect(type(count.id, "1.5")).rejects.toMatchObject({ kind: "invalid" });
    await expect(type(measureId, "about 3")).rejects.toMatchObject({ fields: { value: [expect.any(String)] } });
  });

  test("of a day that has not come are refused, and the running period is marked", async () => {
    const { world, measureId } = await aFollowed();
    const type = (periodOn: string) => typeReading(db, world.seller, { measureId, periodOn, value: "3", note: null });

    await expect(type(weekAgo(world.seller, -1))).rejects.toMatchObject({ kind: "invalid" });
    await type(weekAgo(world.seller, 0));
    await type(weekAgo(world.seller, 1));

    expect((await valuesOf(world.seller, measureId)).map(({ running }) => running ?? false)).toEqual([false, true]);
  });

  test("taken away leave a gap, and a measure from the incidents takes none", async () => {
    const { world, measureId } = await aFollowed();
    const periodOn = weekAgo(world.seller, 1);
    await typeReading(db, world.seller, { measureId, periodOn, value: "3", note: null });
    await removeReading(db, world.seller, { measureId, periodOn });
    const counted = aMeasure(world, { source: "incidents", name: "Incidents" });
    await createMeasure(db, world.lead, counted);

    expect(await valuesOf(world.seller, measureId)).toEqual([]);
    await expect(
      typeReading(db, world.seller, { measureId: counted.id, periodOn, value: "3", note: null }),
    ).rejects.toMatchObject({ kind: "conflict" });
  });

  test("are left out of the limits with a reason, and counted again", async () => {
    const { world, measureId } = await aFollowed();
    const periodOn = weekAgo(world.seller, 1);
    await typeReading(db, world.seller, { measureId, periodOn, value: "30", note: null });
    await leaveOut(db, world.lead, { measureId, periodOn, why: "The CRM was down." });

    expect(await valuesOf(world.seller, measureId)).toMatchObject([{ value: 30, leftOut: "The CRM was down." }]);
    await countAgain(db, world.lead, { measureId, periodOn });
    expect((await valuesOf(world.seller, measureId))[0]).not.toHaveProperty("leftOut");
  });
});

describe("a baseline", () => {
  const lock = (world: World, measureId: string, given: Record<string, unknown> = {}) =>
    lockBaseline(
      db,
      world.lead,
      lockBaselineInput.parse({
        id: v7(),
        measureId,
        fromOn: weekAgo(world.lead, 8),
        throughOn: weekAgo(world.lead, 1),
        ...given,
      }),
    );
  const enter = (world: World, measureId: string, weeks: number[]) =>
    enterReadings(db, world.seller, {
      measureId,
      readings: weeks.map((ago) => ({ periodOn: weekAgo(world.seller, ago), value: 20 + ago, note: null })),
    });

  test("needs six values that count, in the periods it names", async () => {
    const { world, measureId } = await aFollowed();
    await enter(world, measureId, [6, 5, 4, 3, 2, 1]);
    await leaveOut(db, world.lead, { measureId, periodOn: weekAgo(world.lead, 3), why: "Holiday." });

    await expect(lock(world, measureId)).rejects.toMatchObject({
      fields: { throughOn: [expect.stringContaining("These periods have 5.")] },
    });
    await countAgain(db, world.lead, { measureId, periodOn: weekAgo(world.lead, 3) });
    await lock(world, measureId);
    expect(await listBaselines(db, world.executive, [measureId])).toMatchObject([{ replacedAt: null }]);
  });

  test("is replaced only with a reason and four times yes, and the old one stays visible", async () => {
    const { world, measureId } = await aFollowed();
    await enter(world, measureId, [8, 7, 6, 5, 4, 3, 2, 1]);
    await lock(world, measureId);
    const yes = { isDifferent: "yes", causeIsKnown: "yes", isWanted: "yes" };

    await expect(lock(world, measureId)).rejects.toMatchObject({ kind: "invalid" });
    await expect(lock(world, measureId, { ...yes, reason: "Routing." })).rejects.toMatchObject({
      fields: { willLast: [expect.stringContaining("expected to last")] },
    });
    await lock(world, measureId, { ...yes, willLast: "yes", reason: "The CRM routes by itself since March." });

    const all = await listBaselines(db, world.executive, [measureId]);
    expect(all.map(({ replacedAt }) => replacedAt === null)).toEqual([false, true]);
  });
});

describe("what the incidents say", () => {
  const followed = async (given: Record<string, unknown>) => {
    const { world, measureId } = await aFollowed({ name: "Incidents", source: "incidents", ...given });
    const log = (ago: number, more: Record<string, unknown> = {}) =>
      incidentRow(db, world, { occurredOn: addDays(weekAgo(world.lead, ago), 2), ...more });
    return { world, measureId, log };
  };

  test("is counted from the first week on, and a week without any is 0", async () => {
    const { world, measureId, log } = await followed({ handOff: "MQL to SAL" });
    await log(4, { handOff: "MQL to SAL" });
    await log(4, { handOff: "MQL to SAL" });
    await log(2, { handOff: "MQL to SAL" });
    await log(2, { handOff: "Brief to campaign" });
    await log(1, { handOff: "MQL to SAL", stage: "withdrawn" });

    const values = await valuesOf(world.lead, measureId);

    expect(values.map(({ value }) => value)).toEqual([2, 0, 1, 0, 0]);
    expect(values.map(({ periodOn }) => periodOn)).toEqual([4, 3, 2, 1, 0].map((ago) => weekAgo(world.lead, ago)));
  });

  test("of rare things is the days between one and the next", async () => {
    const { world, measureId, log } = await followed({ source: "days_between" });
    await log(6);
    await log(4);
    await log(1);

    expect((await valuesOf(world.lead, measureId)).map(({ value }) => value)).toEqual([14, 21]);

    const last = addDays(weekAgo(world.lead, 1), 2);
    await leaveOut(db, world.lead, { measureId, periodOn: last, why: "It was reported twice." });
    expect((await valuesOf(world.lead, measureId)).map(({ leftOut }) => leftOut)).toEqual([
      undefined,
      "It was reported twice.",
    ]);
  });

  test("in hours or money is the sum of what is expected, in the measure's own currency alone", async () => {
    const handOff = "MQL to SAL";
    const hours = await followed({ source: "hours", handOff });
    const money = await followed({ source: "cost", currency: "EUR", handOff });
    for (const { world, log } of [hours, money])
      for (const [ago, expected] of [
        [2, 5],
        [2, 3],
        [1, 4],
      ] as const) {
        const cost = { workspaceId: world.workspace.id, incidentId: await log(ago, { handOff }), expected };
        const more = { basis: "Time sheets", addedById: world.lead.id };
        await db.insert(incidentCosts).values([
          { ...cost, ...more, id: v7(), unit: "hours" },
          { ...cost, ...more, id: v7(), unit: "money", currency: "EUR" },
          { ...cost, ...more, id: v7(), unit: "money", currency: "USD", expected: 1000 },
        ]);
      }

    for (const { world, measureId } of [hours, money])
      expect((await valuesOf(world.lead, measureId)).map(({ value }) => value)).toEqual([8, 4, 0]);
  });

  test("in hours or money comes from the sums that are kept by week where no hand-off is asked for", async () => {
    const { world, measureId } = await followed({ source: "cost", currency: "EUR" });
    const id = v7();
    const occurredOn = weekAgo(world.lead, 1);
    await logIncident(db, world.lead, logInput.parse({ id, title: "Leads called late", occurredOn }));
    const cost = { id: v7(), incidentId: id, unit: "money" as const, currency: "EUR", sideId: null, basis: "Invoices" };
    await addCost(db, world.lead, { ...cost, low: null, expected: 120, high: null });

    expect((await valuesOf(world.lead, measureId)).map(({ value }) => value)).toEqual([120, 0]);
  });

  test("of what came back counts each such incident once, on its day", async () => {
    const { world, measureId, log } = await followed({ source: "recurrences" });
    const workspaceId = world.workspace.id;
    const [first, second] = [await log(3), await log(1)];
    await log(2);
    for (const incidentId of [first, second, second]) {
      const improvementId = await improvementRow(db, world, null);
      const back = { sign: "incident" as const, afterVerified: true, reopened: true, iteration: 1 };
      await db.insert(recurrences).values({ id: v7(), workspaceId, improvementId, incidentId, ...back });
    }

    expect((await valuesOf(world.lead, measureId)).map(({ value }) => value)).toEqual([1, 0, 1, 0]);
  });

  test("of the way to a verified improvement is the median of its days, and a week without one is a gap", async () => {
    const { world, measureId } = await followed({ source: "lead_time" });
    for (const [planned, verified] of [
      [40, 21],
      [35, 21],
      [27, 21],
      [30, 7],
    ] as const) {
      const at = (ago: number) => new Date(`${addDays(weekAgo(world.lead, 0), -ago)}T12:00:00Z`);
      const improvementId = await improvementRow(db, world, null, { createdAt: at(planned) });
      await checkRow(db, world, improvementId, { verdict: "effective", givenAt: at(verified) });
    }

    expect(await valuesOf(world.lead, measureId)).toMatchObject([
      { periodOn: weekAgo(world.lead, 3), value: 14 },
      { periodOn: weekAgo(world.lead, 1), value: 23 },
    ]);
  });

  test("takes as many queries with a hundred incidents as with one", async () => {
    const { world, measureId, log } = await followed({});
    await log(1);
    const few = await countQueries(() => valuesOf(world.lead, measureId));
    for (let ago = 2; ago < 40; ago++) await log(ago);

    expect((await countQueries(() => valuesOf(world.lead, measureId))).queries).toBe(few.queries);
  });
});
