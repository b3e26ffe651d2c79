import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { improvementWhys, incidentCosts, incidents, recurrences } from "@/db/schema";
import { openExample } from "@/lib/example/open-example";
import { createMeasure } from "@/lib/measures/defining";
import { createMeasureInput } from "@/lib/measures/input";
import { findMeasure } from "@/lib/measures/queries";
import { recountMeasures } from "@/lib/measures/recount-measures";
import { listValues } from "@/lib/measures/values";
import { checkRow, improvementRow, incidentRow, treeRow, whyRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

/** What counting anew finds that is not as it is kept, in all workspaces. */
const wrong = async () =>
  (await recountMeasures(db, { repair: false })).filter(({ days, leads }) => leads + days.length > 0);

type Standing = { world: World; incidentIds: string[]; costIds: string[] };
type Deed = (standing: Standing) => Promise<unknown>;

const nth = (ids: readonly string[], at: number) => ids[at % Math.max(1, ids.length)] ?? v7();
const here = ({ world: { workspace } }: Standing, at: number, ids: readonly string[]) =>
  and(eq(incidents.workspaceId, workspace.id), eq(incidents.id, nth(ids, at)));

const place = fc.nat(12);
const words = fc.record(
  {
    occurredOn: fc.constantFrom("2026-01-31", "2026-02-01", "2026-03-01"),
    handOff: fc.constantFrom(null, "Lead to first call", "Brief to campaign"),
    category: fc.constantFrom(null, "process" as const, "role" as const),
    stage: fc.constantFrom("reported" as const, "withdrawn" as const, "improving" as const),
  },
  { requiredKeys: [] },
);
const cost = fc.record({
  expected: fc.integer({ min: 0, max: 9_999 }).map((cents) => cents / 100),
  unit: fc.constantFrom({ unit: "hours", currency: null } as const, { unit: "money", currency: "EUR" } as const),
});

const deed: fc.Arbitrary<Deed> = fc.oneof(
  words.map(
    (more): Deed =>
      async ({ world, incidentIds }) =>
        incidentIds.push(await incidentRow(db, world, more)),
  ),
  fc.tuple(place, words).map(
    ([at, more]): Deed =>
      async (standing) => {
        if (Object.keys(more).length > 0)
          await db
            .update(incidents)
            .set(more)
            .where(here(standing, at, standing.incidentIds));
      },
  ),
  words.map(
    (more): Deed =>
      async ({ world }) => {
        if (Object.keys(more).length > 0)
          await db.update(incidents).set(more).where(eq(incidents.workspaceId, world.workspace.id));
      },
  ),
  fc.tuple(place, cost).map(
    ([at, { expected, unit }]): Deed =>
      async ({ world, incidentIds, costIds }) => {
        if (incidentIds.length === 0) return;
        const [id, incidentId] = [v7(), nth(incidentIds, at)];
        const row = { id, incidentId, workspaceId: world.workspace.id, basis: "Counted", addedById: world.lead.id };
        await db.insert(incidentCosts).values({ ...row, ...unit, expected });
        costIds.push(id);
      },
  ),
  fc.tuple(place, cost, fc.boolean()).map(
    ([at, { expected, unit }, isGone]): Deed =>
      async ({ costIds }) => {
        const removedAt = isGone ? sql`now()` : null;
        await db
          .update(incidentCosts)
          .set({ expected, ...unit, removedAt })
          .where(eq(incidentCosts.id, nth(costIds, at)));
      },
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 2 })).map(
    ([at, times]): Deed =>
      async ({ world, incidentIds }) => {
        if (incidentIds.length === 0) return;
        const [workspaceId, incidentId] = [world.workspace.id, nth(incidentIds, at)];
        const back = {
          workspaceId,
          incidentId,
          sign: "incident",
          afterVerified: false,
          reopened: true,
          iteration: 1,
        } as const;
        for (let time = 0; time < times; time++)
          await db
            .insert(recurrences)
            .values({ ...back, id: v7(), improvementId: await improvementRow(db, world, null) });
      },
  ),
  place.map(
    (at): Deed =>
      async ({ incidentIds }) =>
        db.delete(recurrences).where(eq(recurrences.incidentId, nth(incidentIds, at))),
  ),
  place.map(
    (at): Deed =>
      async (standing) => {
        const [gone] = standing.incidentIds.splice(at % Math.max(1, standing.incidentIds.length), 1);
        if (!gone) return;
        await db.delete(recurrences).where(eq(recurrences.incidentId, gone));
        await db.delete(incidentCosts).where(eq(incidentCosts.incidentId, gone));
        await db.delete(incidents).where(eq(incidents.id, gone));
      },
  ),
);

test("whatever is done, the kept days are what counting anew gives", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 25 }), async (deeds) => {
      const standing: Standing = { world: await aWorkspace(db), incidentIds: [], costIds: [] };
      for (const one of deeds) await one(standing);

      expect(await wrong()).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

async function valuesOf({ lead, relationship }: World, given: Record<string, unknown>) {
  const words = { name: "Incidents", definition: "As they are written down.", nature: "count", ...given };
  const input = createMeasureInput.parse({ id: v7(), relationshipId: relationship.id, ...words });
  await createMeasure(db, lead, input);
  const measure = await findMeasure(db, lead, input.id);
  if (!measure) throw new Error("no such measure");
  return listValues(db, lead, measure, { from: "2026-01-01", through: "2026-03-01" });
}

test("a month holds what happened in it, also in a week that began before it", async () => {
  const world = await aWorkspace(db);
  for (const occurredOn of ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"])
    await incidentRow(db, world, { occurredOn, handOff: "Lead to first call" });

  for (const handOff of ["", "Lead to first call"]) {
    const months = await valuesOf(world, { source: "incidents", period: "month", handOff });
    expect(months.map(({ value }) => value)).toEqual([1, 2, 1]);
  }
});

test("the way to a verdict begins with the first report that is known, also where it is linked later", async () => {
  const world = await aWorkspace(db);
  const workspaceId = world.workspace.id;
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  const improvementId = await improvementRow(db, world, null, { createdAt: at("2026-02-01") });
  const givenAt = at("2026-02-11");
  await checkRow(db, world, improvementId, { verdict: "effective", givenAt });
  await checkRow(db, world, improvementId, { verdict: "effective", givenAt: at("2026-03-20") });
  const read = async () => {
    const months = await valuesOf(world, { source: "lead_time", period: "month", nature: "time" });
    return months.map(({ periodOn, value }) => [periodOn, value]);
  };
  expect(await read()).toEqual([["2026-02-01", 10]]);

  const first = await incidentRow(db, world, { createdAt: at("2026-01-20") });
  const treeId = await treeRow(db, world, [first]);
  const whyId = await whyRow(db, world, treeId);
  await db.insert(improvementWhys).values({ workspaceId, improvementId, whyId });
  expect(await read()).toEqual([["2026-02-01", 22]]);

  await treeRow(db, world, [first]);
  expect(await wrong()).toEqual([]);
});

test("the example is opened with its days", { timeout: 60_000 }, async () => {
  await openExample(db);

  expect(await wrong()).toEqual([]);
});

test("a recount names the days that are off and puts them right", async () => {
  const world = await aWorkspace(db);
  await incidentRow(db, world, { occurredOn: "2026-02-01", handOff: "Lead to first call" });
  const improvementId = await improvementRow(db, world, null, { createdAt: new Date("2026-01-01T12:00:00Z") });
  await checkRow(db, world, improvementId, { verdict: "effective", givenAt: new Date("2026-01-11T12:00:00Z") });
  await db.execute(sql`
    update measure_days set value = 7 where workspace_id = ${world.workspace.id} and hand_off <> ''`);
  await db.execute(sql`update verified_leads set days = 3 where improvement_id = ${improvementId}`);
  const told = async (repair: boolean) =>
    (await recountMeasures(db, { repair })).find(({ workspace }) => workspace === world.workspace.slug);

  expect(await told(true)).toMatchObject({
    days: [{ measure: "incidents", on: "2026-02-01", about: "Lead to first call", kept: 7, counted: 1 }],
    leads: 1,
  });
  expect(await told(false)).toMatchObject({ days: [], leads: 0 });
});
