import { and, eq, inArray, sql } from "drizzle-orm";
import fc from "fast-check";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { rows } from "@/db/rows";
import { incidents, relationships, teams, workspaces } from "@/db/schema";
import { endStages, type IncidentStage, incidentStages } from "@/db/terms";
import { openExample } from "@/lib/example/open-example";
import { recountFlow } from "@/lib/flow/recount-flow";
import { dayIn, daysFrom } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
const zone = "Asia/Kolkata";

/** What following every incident anew finds that is not as it is kept, in all workspaces. */
const wrong = async () =>
  (await recountFlow(db, { repair: false })).filter(({ moves, counts }) => moves + counts.length > 0);

async function openedExample() {
  await openExample(db);
  const [example] = await db.select().from(workspaces).where(eq(workspaces.isExample, true));
  return { workspaceId: example?.id ?? "" };
}

type Move = { on: string; stage: IncidentStage };
type Known = { id: string; relationshipId: string; moves: Move[] };
type Deed = (world: World, known: Map<string, Known>) => Promise<void>;

const isEnd = (stage: IncidentStage | undefined) => endStages.some((end) => end === stage);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const stageOf = ({ moves }: Known) => moves.at(-1)?.stage;

/** Logged now or imported with old dates; one that arrives ended was reported first. */
const arrives = (
  relationshipIds: readonly string[],
  at: number,
  stage: IncidentStage,
  age: number,
  ended: number,
): Deed => {
  const relationshipId = relationshipIds[at % relationshipIds.length] ?? "";
  return async ({ workspace, lead }, known) => {
    const [id, createdAt, closedAt] = [v7(), daysAgo(age), isEnd(stage) ? daysAgo(ended) : null];
    const row = {
      id,
      workspaceId: workspace.id,
      relationshipId,
      loggedById: lead.id,
      title: "Late",
      occurredOn: "2026-01-01",
    };
    await db.insert(incidents).values({ ...row, stage, createdAt, closedAt });
    const openedOn = dayIn(zone, createdAt);
    const first = { on: openedOn, stage: closedAt ? ("reported" as const) : stage };
    const last = closedAt ? [{ on: dayIn(zone, daysAgo(Math.min(age, ended))), stage }] : [];
    known.set(id, { id, relationshipId, moves: [first, ...last] });
  };
};

/** One or all of a stage come to another, as a deed or a rule of the method would have it. */
const moves = (at: number, stage: IncidentStage, together: boolean): Deed => {
  return async ({ workspace }, known) => {
    const chosen = [...known.values()][at % Math.max(1, known.size)];
    if (!chosen) return;
    const from = stageOf(chosen);
    const which = together ? [...known.values()].filter((each) => stageOf(each) === from) : [chosen];
    await db
      .update(incidents)
      .set({ stage, closedAt: isEnd(stage) ? sql`now()` : null })
      .where(
        and(
          eq(incidents.workspaceId, workspace.id),
          inArray(
            incidents.id,
            which.map(({ id }) => id),
          ),
        ),
      );
    for (const each of which) if (stageOf(each) !== stage) each.moves.push({ on: dayIn(zone), stage });
  };
};

const changesRelationship = (relationshipIds: readonly string[], at: number): Deed => {
  return async ({ workspace }, known) => {
    const chosen = [...known.values()][at % Math.max(1, known.size)];
    if (!chosen) return;
    chosen.relationshipId = relationshipIds.find((id) => id !== chosen.relationshipId) ?? "";
    const here = and(eq(incidents.workspaceId, workspace.id), eq(incidents.id, chosen.id));
    await db.update(incidents).set({ relationshipId: chosen.relationshipId }).where(here);
  };
};

const goes = (at: number): Deed => {
  return async ({ workspace }, known) => {
    const chosen = [...known.values()][at % Math.max(1, known.size)];
    if (!chosen) return;
    known.delete(chosen.id);
    await db.delete(incidents).where(and(eq(incidents.workspaceId, workspace.id), eq(incidents.id, chosen.id)));
  };
};

/** What the counts have to be, from what is known of each incident. */
function expected(known: Iterable<Known>): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (...words: (string | number)[]) => {
    const key = words.join(" ");
    counts[key] = (counts[key] ?? 0) + 1;
  };
  for (const { relationshipId, moves } of known) {
    const [first, last] = [moves[0], moves.at(-1)];
    if (!first || !last) continue;
    for (const [nth, { on, stage }] of moves.entries())
      add(relationshipId, "moved", on, moves[nth - 1]?.stage ?? "", stage, 0);
    if (!isEnd(last.stage)) add(relationshipId, "standing", first.on, "", last.stage, 0);
    if (last.stage === "closed") add(relationshipId, "lasted", mondayOf(last.on), "", "", daysFrom(first.on, last.on));
  }
  return counts;
}

async function kept({ workspace }: World): Promise<Record<string, number>> {
  const found = await db.execute(sql`
    select concat_ws(' ', relationship_id, what, on_day, from_stage, to_stage, days) as key, sum(count)::int as count
    from flow_counts where workspace_id = ${workspace.id} group by 1 having sum(count) <> 0`);
  return Object.fromEntries(rows<{ key: string; count: number }>(found).map(({ key, count }) => [key, count]));
}

test("the example is opened with its moves as its history tells them", { timeout: 60_000 }, async () => {
  const { workspaceId } = await openedExample();

  const moves = await db.execute(sql`
    select n.title, m.from_stage || ' to ' || m.to_stage as move, m.moved_on::text as day from incident_moves m
    join incidents n on n.id = m.incident_id where m.workspace_id = ${workspaceId} and m.place > 1 order by 1, m.place`);
  const told = await db.execute(sql`
    select n.title, (a.at at time zone w.time_zone)::date::text as day from activity a
    join incidents n on n.id = a.subject_id join workspaces w on w.id = a.workspace_id
    where a.workspace_id = ${workspaceId} and a.verb in ('incident.stage_moved', 'incident.reopened', 'incident.closed',
      'incident.withdrawn', 'incident.contained_only') order by 1, a.sequence`);
  const found = rows<{ title: string; move: string; day: string }>(moves);
  expect(found.map(({ title, day }) => ({ title, day }))).toEqual(rows(told));
  expect(new Set(found.map(({ move }) => move)).size).toBeGreaterThan(4);
  expect(await wrong()).toEqual([]);
});

test("whatever is done, the kept flow is what following every incident gives", { timeout: 120_000 }, async () => {
  const world = await aWorkspace(db);
  await db.update(workspaces).set({ timeZone: zone }).where(eq(workspaces.id, world.workspace.id));
  const second = v7();
  const service = { id: v7(), workspaceId: world.workspace.id, name: "Service" };
  await db.insert(teams).values(service);
  const pair = { firstTeamId: world.sales, secondTeamId: service.id };
  await db.insert(relationships).values({ id: second, workspaceId: world.workspace.id, ...pair });
  const ours = [world.relationship.id, second];
  const stage = fc.constantFrom(...incidentStages);
  const place = fc.nat(30);
  const deed = fc.oneof(
    fc.tuple(place, stage, fc.nat(400), fc.nat(400)).map((of) => arrives(ours, ...of)),
    fc.tuple(place, stage, fc.boolean()).map((of) => moves(...of)),
    fc.tuple(place, stage, fc.constant(false)).map((of) => moves(...of)),
    place.map((at) => changesRelationship(ours, at)),
    place.map((at) => goes(at)),
  );

  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 25 }), async (deeds) => {
      await db.delete(incidents).where(eq(incidents.workspaceId, world.workspace.id));
      const known = new Map<string, Known>();
      for (const one of deeds) await one(world, known);

      expect(await kept(world)).toEqual(expected(known.values()));
      expect(await wrong()).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
