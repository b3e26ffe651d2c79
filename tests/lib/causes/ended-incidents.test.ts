import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { incidents, incidentTrees } from "@/db/schema";
import { endStages } from "@/db/terms";
import { loadTree } from "@/lib/causes/load-tree";
import { giveVerdict } from "@/lib/improvements/judging";
import { reopenIncident } from "@/lib/incidents/ending";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { anImprovementToCheck, anIncidentWithCause, aRootCause, aVerdict } from "../improvements/an-improvement";
import { asRootCause, aTreeIn, aTreeReadyToSettle, deedsOf, outline, rowsOf, whyNow } from "./at-a-tree";

const db = await testDatabase();

const endAs = (incidentId: string, stage: (typeof endStages)[number]) =>
  db.update(incidents).set({ stage }).where(eq(incidents.id, incidentId));

test("a tree says that it is only read once every incident it serves has ended, and not before", async () => {
  const world = await aWorkspace(db);
  const { incidentId, treeId } = await aTreeReadyToSettle(db, world);
  const another = await incidentRow(db, world);
  await db.insert(incidentTrees).values({ workspaceId: world.workspace.id, incidentId: another, treeId });
  const hasEnded = async () => (await loadTree(db, world.seller, treeId))?.hasEnded;

  await endAs(incidentId, "closed");
  expect(await hasEnded()).toBe(false);
  await endAs(another, "withdrawn");

  expect(await hasEnded()).toBe(true);
});

test.each(endStages)(
  "the tree of an incident that is %s is read and not changed, until the incident is reopened",
  async (stage) => {
    const world = await aWorkspace(db);
    const { incidentId, treeId, lead, seller, a, root } = await aTreeReadyToSettle(db, world);
    const evidenceId = await lead.shows(a);
    await endAs(incidentId, stage);
    const before = await rowsOf(db, world);

    const deeds = [
      () => lead.asks("Another reason"),
      () => lead.reword({ whyId: a, before: "Leads are fetched once a day", text: "Leads wait" }),
      () => lead.rewordProblem({ before: "37% of web leads wait more than a day", problem: "Half of them" }),
      () => lead.move({ whyId: root, parentId: "" }),
      () => lead.describe({ whyId: a, kind: "condition" }),
      () => lead.judge({ whyId: a, status: "refuted", reason: "It runs hourly" }),
      () => lead.end({ whyId: root, ...asRootCause, category: "role" }),
      () => lead.shows(a),
      () => lead.removeEvidence({ whyId: a, evidenceId }),
      () => seller.readBack({ whyId: a, answer: "disputes", reason: "It runs hourly" }),
      () => lead.remove({ whyId: a }),
      () => lead.undo(),
      () => lead.settle(),
    ];
    for (const deed of deeds)
      await expect(deed(), String(deed)).rejects.toMatchObject({
        kind: "conflict",
        message: "Every incident of this tree has ended, so it is only read. Reopen one on its page, then go on here.",
      });

    expect(await rowsOf(db, world)).toEqual(before);
    expect(await outline(db, world.seller, treeId)).toHaveLength(3);
    await reopenIncident(db, world.lead, { incidentId, reason: "It came back" });
    await lead.asks("Another reason");
  },
);

test("a tree that serves an open incident too goes on", async () => {
  const world = await aWorkspace(db);
  const { incidentId, treeId, lead } = await aTreeIn(db, world);
  const another = await incidentRow(db, world, { stage: "analysing" });
  await db.insert(incidentTrees).values({ workspaceId: world.workspace.id, incidentId: another, treeId });
  await endAs(incidentId, "closed");

  await lead.asks("Another reason");

  expect(await outline(db, world.lead, treeId)).toEqual(["Another reason"]);
});

test("what an ineffective improvement takes back reaches the tree of an incident that has ended", async () => {
  const world = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, world.lead);
  const { incidentId, whyId, treeId } = await anIncidentWithCause(db, world, rootCauseId);
  const improvementId = await anImprovementToCheck(db, world, { rootCauseId });
  await endAs(incidentId, "closed");

  await giveVerdict(db, world.seller, await aVerdict(db, improvementId, "ineffective"));

  expect((await whyNow(db, whyId)).status).toBe("hypothesis");
  await expect(deedsOf(db, world.lead, treeId).asks("Why then?", whyId, { id: v7() })).rejects.toMatchObject({
    kind: "conflict",
  });
});
