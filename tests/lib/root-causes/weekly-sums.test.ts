import { v7 } from "uuid";
import { expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import { incidentCosts, relationships, teams } from "@/db/schema";
import { linkRootCause } from "@/lib/incidents/known-causes";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { findCurrencies, listLargest, listWeeks, type SumsAsked } from "@/lib/root-causes/weekly-sums";
import { incidentRow, rootCauseRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const counts: SumsAsked = { by: "cause", measure: "incidents", second: "money:EUR", period: { year: 0 } };

async function met(
  world: World,
  causes: string[],
  given: Parameters<typeof incidentRow>[2] = {},
  cost?: [string, number],
) {
  const incidentId = await incidentRow(db, world, given);
  const [currency, expected] = cost ?? [];
  if (currency && expected)
    await db.insert(incidentCosts).values({
      id: v7(),
      workspaceId: world.workspace.id,
      incidentId,
      unit: "money",
      currency,
      expected,
      basis: "Invoices",
      addedById: world.lead.id,
    });
  for (const rootCauseId of causes) await linkRootCause(db, world.lead, { incidentId, rootCauseId });
  return incidentId;
}

test("causes come largest first, ties by name, the others together, and incidents without a cause are told", async () => {
  const world = await aWorkspace(db);
  const [a, b, c, d] = [
    await rootCauseRow(db, world, "A"),
    await rootCauseRow(db, world, "B"),
    await rootCauseRow(db, world, "C"),
    await rootCauseRow(db, world, "D"),
  ];
  await met(world, [c], {}, ["EUR", 30]);
  await met(world, [c, b], {}, ["EUR", 10]);
  await met(world, [a]);
  await met(world, [d]);
  await incidentRow(db, world);
  await recountFriction(db, { repair: true });

  const sums = await listLargest(db, world.executive, counts, 3);
  const ofOne = await listLargest(db, world.executive, { ...counts, relationshipId: world.relationship.id }, 3);

  expect(ofOne).toEqual(sums);
  expect(sums).toEqual({
    named: [
      { id: c, name: "C", value: 2, second: 35, acceptedReviewOn: null },
      { id: a, name: "A", value: 1, second: 0, acceptedReviewOn: null },
      { id: b, name: "B", value: 1, second: 5, acceptedReviewOn: null },
    ],
    others: { count: 1, value: 1 },
    incidents: 5,
    known: 4,
  });
  const cost = await listLargest(db, world.lead, { ...counts, measure: "money:EUR", second: "incidents" });
  expect(cost.named.map(({ name, value }) => [name, value])).toEqual([
    ["C", 35],
    ["B", 5],
  ]);
});

test("a category's cost is that of its causes, and without a cause the provisional category counts", async () => {
  const world = await aWorkspace(db);
  const [a, b] = [await rootCauseRow(db, world, "A"), await rootCauseRow(db, world, "B")]; // both of category role
  await met(world, [a, b], { category: "skill" }, ["EUR", 10]);
  await met(world, [], { category: "skill" }, ["EUR", 4]);
  await recountFriction(db, { repair: true });

  const sums = await listLargest(db, world.lead, { ...counts, by: "category" });

  expect(sums).toMatchObject({
    named: [
      { id: "role", value: 1, second: 10, acceptedReviewOn: null },
      { id: "skill", value: 1, second: 4, acceptedReviewOn: null },
    ],
    incidents: 2,
    known: 2,
  });
});

test("only the weeks and the relationship asked for count", async () => {
  const world = await aWorkspace(db);
  const { workspace } = world;
  const cause = await rootCauseRow(db, world, "A");
  const [teamId, relationshipId] = [v7(), v7()];
  await db.insert(teams).values({ id: teamId, workspaceId: workspace.id, name: "Service" });
  await db
    .insert(relationships)
    .values({ id: relationshipId, workspaceId: workspace.id, firstTeamId: world.sales, secondTeamId: teamId });
  await met(world, [cause], { occurredOn: "2026-03-01" }); // a Sunday
  await met(world, [cause], { occurredOn: "2026-03-02" });
  await met(world, [cause], { occurredOn: "2026-11-08" });
  await met(world, [cause], { occurredOn: "2026-11-08", relationshipId });

  const asked = async (more: Partial<SumsAsked>) =>
    (await listLargest(db, world.lead, { ...counts, ...more })).named.map(({ value }) => value);
  expect(await asked({})).toEqual([4]);
  expect(await asked({ period: { until: "2026-12-28" } })).toEqual([4]);
  expect(await asked({ period: { since: "2026-03-02", until: "2026-12-28" } })).toEqual([3]);
  expect(await asked({ period: { since: "2026-03-02", until: "2026-10-26" } })).toEqual([1]);
  expect(await asked({ period: { year: 2025 } })).toEqual([]);
  for (const by of ["cause", "category"] as const) {
    expect(await asked({ by, period: { year: 2026 } })).toEqual([4]);
    expect(await asked({ by, relationshipId })).toEqual([1]);
  }
  expect(await listWeeks(db, world.lead, { rootCauseId: cause }, { until: "2026-12-28", since: "2026-03-02" })).toEqual(
    [
      { week: "2026-03-02", incidents: 1 },
      { week: "2026-11-02", incidents: 2 },
    ],
  );
});

test("currencies in which a cost was written down are known, each once", async () => {
  const world = await aWorkspace(db);
  for (const currency of ["USD", "EUR", "EUR", "CHF"]) {
    const id = await met(world, [], {}, [currency, 5]);
    await linkRootCause(db, world.lead, { incidentId: id, rootCauseId: await rootCauseRow(db, world, v7()) });
  }

  expect(await findCurrencies(db, world.lead)).toEqual({ inUse: ["CHF", "EUR", "USD"], proposed: "EUR" });
});

test("another workspace's sums are not there, and however many there are it is one query", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  for (let n = 0; n < 12; n++) await met(depot, [await rootCauseRow(db, depot, `Cause ${n}`)]);

  const { result: sums, queries } = await countQueries(() => listLargest(db, depot.lead, counts));

  expect(queries).toBe(1);
  expect(sums).toMatchObject({ others: { count: 2, value: 2 }, known: 12 });
  expect(await listLargest(db, mill.lead, counts)).toMatchObject({ named: [], incidents: 0 });
  const theirs = { ...counts, relationshipId: depot.relationship.id };
  expect(await listLargest(db, mill.lead, theirs)).toMatchObject({ named: [], incidents: 0 });
});
