import { and, desc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import { activity, causeTrees, improvements, incidentRootCauses, incidents, whys } from "@/db/schema";
import { refreshStages, refreshStagesOfRootCauses, refreshStagesOfTree } from "@/lib/incidents/stage-keeping";
import { checkRow, improvementRow, incidentRow, rootCauseRow, treeRow, whyRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const stageNow = async (id: string) =>
  (await db.select({ stage: incidents.stage }).from(incidents).where(eq(incidents.id, id)))[0]?.stage;

const lastMove = async (id: string) =>
  (
    await db
      .select({ verb: activity.verb, details: activity.details, memberId: activity.memberId })
      .from(activity)
      .where(eq(activity.subjectId, id))
      .orderBy(desc(activity.sequence))
      .limit(1)
  )[0];

const link = (world: World, incidentId: string, rootCauseId: string) =>
  db
    .insert(incidentRootCauses)
    .values({ workspaceId: world.workspace.id, incidentId, rootCauseId, linkedById: world.lead.id });

describe("the kept stage of an incident", () => {
  test("an incident with an open tree is in analysis, and its move is recorded once", async () => {
    const world = await aWorkspace(db);
    const id = await incidentRow(db, world);
    const treeId = await treeRow(db, world, [id]);

    await refreshStagesOfTree(db, world.lead, treeId);
    await refreshStagesOfTree(db, world.lead, treeId);

    expect(await stageNow(id)).toBe("analysing");
    expect(await lastMove(id)).toEqual({
      verb: "incident.stage_moved",
      details: { from: "reported", to: "analysing" },
      memberId: world.lead.id,
    });
    expect(await db.select().from(activity).where(eq(activity.subjectId, id))).toHaveLength(1);
  });

  test("a settled tree moves its incidents to improving, and taking the settling back moves them back", async () => {
    const world = await aWorkspace(db);
    const [first, second] = [await incidentRow(db, world), await incidentRow(db, world)];
    const treeId = await treeRow(db, world, [first, second], { settledAt: new Date() });

    await refreshStagesOfTree(db, world.lead, treeId);
    const settled = [await stageNow(first), await stageNow(second)];
    await db.update(causeTrees).set({ settledAt: null }).where(eq(causeTrees.id, treeId));
    await refreshStagesOfTree(db, world.lead, treeId);

    expect(settled).toEqual(["improving", "improving"]);
    expect([await stageNow(first), await stageNow(second)]).toEqual(["analysing", "analysing"]);
  });

  test("an incident linked to a known root cause is improving without a tree", async () => {
    const world = await aWorkspace(db);
    const id = await incidentRow(db, world);
    const rootCauseId = await rootCauseRow(db, world);
    await link(world, id, rootCauseId);

    await refreshStagesOfRootCauses(db, world.lead, [rootCauseId]);

    expect(await stageNow(id)).toBe("improving");
  });

  test("it is checking once every countermeasure on its root causes is implemented, and improving again after a poor verdict", async () => {
    const world = await aWorkspace(db);
    const id = await incidentRow(db, world);
    const treeId = await treeRow(db, world, [id], { settledAt: new Date() });
    const rootCauseId = await rootCauseRow(db, world);
    await whyRow(db, world, treeId, { ending: "root_cause", rootCauseId });
    const improvementId = await improvementRow(db, world, rootCauseId, { phase: "check", implementedOn: "2026-11-20" });

    await refreshStagesOfRootCauses(db, world.lead, [rootCauseId]);
    const implemented = await stageNow(id);
    await checkRow(db, world, improvementId, { verdict: "partly" });
    await db.update(improvements).set({ phase: "act" }).where(eq(improvements.id, improvementId));
    await refreshStagesOfRootCauses(db, world.lead, [rootCauseId]);

    expect(implemented).toBe("checking");
    expect(await stageNow(id)).toBe("improving");
  });

  test("a verdict on an earlier iteration says nothing about the present one", async () => {
    const world = await aWorkspace(db);
    const id = await incidentRow(db, world);
    const rootCauseId = await rootCauseRow(db, world);
    await link(world, id, rootCauseId);
    const again = { phase: "check" as const, implementedOn: "2026-11-20", iteration: 2 };
    const improvementId = await improvementRow(db, world, rootCauseId, again);
    await checkRow(db, world, improvementId, { verdict: "ineffective", iteration: 1 });

    await refreshStages(db, world.lead, [id]);

    expect(await stageNow(id)).toBe("checking");
  });

  test("a root cause below a refuted why is no root cause of the incident", async () => {
    const world = await aWorkspace(db);
    const id = await incidentRow(db, world);
    const treeId = await treeRow(db, world, [id], { settledAt: new Date() });
    const rootCauseId = await rootCauseRow(db, world);
    const top = await whyRow(db, world, treeId);
    const middle = await whyRow(db, world, treeId, { parentId: top });
    await whyRow(db, world, treeId, { parentId: middle, ending: "root_cause", rootCauseId });
    await improvementRow(db, world, rootCauseId, { phase: "check", implementedOn: "2026-11-20" });

    await refreshStages(db, world.lead, [id]);
    const live = await stageNow(id);
    await db.update(whys).set({ status: "refuted" }).where(eq(whys.id, top));
    await refreshStages(db, world.lead, [id]);

    expect(live).toBe("checking");
    expect(await stageNow(id)).toBe("improving");
  });

  test("an incident whose tree cross-links into another tree moves with that tree's root cause", async () => {
    const world = await aWorkspace(db);
    const id = await incidentRow(db, world);
    const here = await treeRow(db, world, [id], { settledAt: new Date() });
    const there = await treeRow(db, world, []);
    const rootCauseId = await rootCauseRow(db, world);
    const target = await whyRow(db, world, there, { ending: "root_cause", rootCauseId });
    await whyRow(db, world, here, { ending: "same_as", sameAsId: target });
    await improvementRow(db, world, rootCauseId, { phase: "check", implementedOn: "2026-11-20" });

    await refreshStagesOfTree(db, world.lead, there);

    expect(await stageNow(id)).toBe("checking");
  });

  test("an ended incident stays ended, whatever its trees become", async () => {
    const world = await aWorkspace(db);
    const ids = [];
    for (const stage of ["closed", "withdrawn", "contained_only"] as const) {
      ids.push(await incidentRow(db, world, { stage }));
    }
    const treeId = await treeRow(db, world, ids, { settledAt: new Date() });

    await refreshStagesOfTree(db, world.lead, treeId);

    expect(await Promise.all(ids.map(stageNow))).toEqual(["closed", "withdrawn", "contained_only"]);
  });

  test("many incidents move in as many queries as one", async () => {
    const world = await aWorkspace(db);
    const ids: string[] = [];
    for (let n = 0; n < 40; n++) ids.push(await incidentRow(db, world));
    const [first] = ids as [string];
    const [one, many] = [await treeRow(db, world, [first]), await treeRow(db, world, ids.slice(1))];

    const small = await countQueries(() => refreshStagesOfTree(db, world.lead, one));
    const large = await countQueries(() => refreshStagesOfTree(db, world.lead, many));

    expect(large.queries).toBe(small.queries);
    const moved = await db
      .select({ sequence: activity.sequence })
      .from(activity)
      .where(and(eq(activity.workspaceId, world.workspace.id), eq(activity.verb, "incident.stage_moved")))
      .orderBy(activity.sequence);
    expect(moved.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  });

  test("nothing moves in another workspace", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const id = await incidentRow(db, mill);
    await treeRow(db, mill, [id]);

    await refreshStages(db, depot.lead, [id]);

    expect(await stageNow(id)).toBe("reported");
  });
});
