import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { incidentCosts, incidentRootCauses, incidents } from "@/db/schema";
import { addFriction, refreshFriction } from "@/lib/incidents/kept-friction";
import { incidentRow, rootCauseRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

type Sum = { week: string; about: string | null; measure: string; expected: number };

/** What the weeks say, without what is nought: "2026-11-02 No one owns a web lead incidents 1". */
async function weeksOf(on: Database, { workspace }: World): Promise<string[]> {
  const found = await on.execute(sql`
    select f.week::text, coalesce(r.text, f.category, 'all') as about, f.measure, f.expected::float as expected
    from friction_weeks f left join root_causes r on r.id = f.root_cause_id
    where f.workspace_id = ${workspace.id} and f.high <> 0
    order by f.week, about, f.measure`);
  return rows<Sum>(found).map(({ week, about, measure, expected }) => `${week} ${about} ${measure} ${expected}`);
}

async function linked(world: World, incidentId: string, ...causeIds: string[]): Promise<void> {
  for (const rootCauseId of causeIds)
    await db
      .insert(incidentRootCauses)
      .values({ workspaceId: world.workspace.id, incidentId, rootCauseId, linkedById: world.lead.id });
}

const cost = (world: World, incidentId: string, given: Partial<typeof incidentCosts.$inferInsert>) =>
  db.insert(incidentCosts).values({
    id: v7(),
    workspaceId: world.workspace.id,
    incidentId,
    unit: "hours",
    expected: 9,
    basis: "Counted",
    addedById: world.lead.id,
    ...given,
  });

test("a count counts 1 at each root cause, hours and money are divided among them", async () => {
  const world = await aWorkspace(db);
  const incidentId = await incidentRow(db, world);
  await linked(world, incidentId, await rootCauseRow(db, world, "A"), await rootCauseRow(db, world, "B"));
  await cost(world, incidentId, {});
  await cost(world, incidentId, { unit: "money", currency: "EUR", expected: 100.5 });

  await refreshFriction(db, world.workspace.id, [incidentId]);

  expect(await weeksOf(db, world)).toEqual(
    [
      "2026-11-02 A hours 4.5",
      "2026-11-02 A incidents 1",
      "2026-11-02 A money:EUR 50.25",
      "2026-11-02 all explained 1",
      "2026-11-02 all categorised 1",
      "2026-11-02 all hours 9",
      "2026-11-02 all incidents 1",
      "2026-11-02 all money:EUR 100.5",
      "2026-11-02 B hours 4.5",
      "2026-11-02 B incidents 1",
      "2026-11-02 B money:EUR 50.25",
      "2026-11-02 role hours 9",
      "2026-11-02 role incidents 1",
      "2026-11-02 role money:EUR 100.5",
    ].sort(),
  );
});

test("without a root cause an incident counts at its provisional category", async () => {
  const world = await aWorkspace(db);
  const given = { id: v7(), occurredOn: "2026-11-08", category: "skill" as const };
  await incidentRow(db, world, given);

  const { workspace, relationship } = world;
  await addFriction(db, { ...given, workspaceId: workspace.id, relationshipId: relationship.id });

  const expected = ["2026-11-02 all categorised 1", "2026-11-02 all incidents 1", "2026-11-02 skill incidents 1"];
  expect(await weeksOf(db, world)).toEqual(expected);
  await refreshFriction(db, workspace.id, [given.id]);
  expect(await weeksOf(db, world)).toEqual(expected);
});

test("a withdrawn incident adds nothing, and one that moved to another week adds there alone", async () => {
  const world = await aWorkspace(db);
  const [one, other] = [await incidentRow(db, world), await incidentRow(db, world)];
  await refreshFriction(db, world.workspace.id, [one, other]);
  await db.update(incidents).set({ stage: "withdrawn" }).where(sql`id = ${one}`);
  await db.update(incidents).set({ occurredOn: "2026-11-09" }).where(sql`id = ${other}`);

  await refreshFriction(db, world.workspace.id, [one, other]);

  expect(await weeksOf(db, world)).toEqual(["2026-11-09 all incidents 1"]);
});
