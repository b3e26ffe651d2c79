import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { incidents } from "@/db/schema";
import { logIncident } from "@/lib/incidents/commands";
import { closeIncident, containOnly, reopenIncident, takeBackIncident, withdrawIncident } from "@/lib/incidents/ending";
import { findStatement } from "@/lib/incidents/incident-page";
import { linkRootCause, unlinkRootCause } from "@/lib/incidents/known-causes";
import { writePerspective } from "@/lib/incidents/perspectives";
import { refreshStages } from "@/lib/incidents/stage-keeping";
import { verbsOn } from "../../support/activities";
import { checkRow, improvementRow, incidentRow, rootCauseRow, treeRow, whyRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { anIncident, aPerspective } from "../../support/typed-incidents";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
const reason = "The campaign was stopped anyway.";
const stageOf = async (world: World, id: string) => (await findStatement(db, world.lead, id))?.stage;

/** An incident whose one tree is settled on one root cause. */
async function analysed() {
  const world = await aWorkspace(db);
  const incidentId = await incidentRow(db, world);
  const treeId = await treeRow(db, world, [incidentId], { settledAt: new Date() });
  const rootCauseId = await rootCauseRow(db, world);
  await whyRow(db, world, treeId, { ending: "root_cause", rootCauseId, status: "verified" });
  await refreshStages(db, world.lead, [incidentId]);
  return { world, incidentId, rootCauseId };
}

async function mended() {
  const made = await analysed();
  const given = { phase: "act" as const, implementedOn: "2026-11-20" };
  const improvementId = await improvementRow(db, made.world, made.rootCauseId, given);
  await checkRow(db, made.world, improvementId, { verdict: "effective" });
  await refreshStages(db, made.world.lead, [made.incidentId]);
  return made;
}

describe("closing an incident", () => {
  test("takes an effective improvement on every root cause; what is missing is named", async () => {
    const { world, incidentId } = await analysed();

    const closing = closeIncident(db, world.lead, { incidentId });

    await expect(closing).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringContaining("No one owns a web lead"),
    });
    expect(await stageOf(world, incidentId)).toBe("improving");
  });

  test("is one deed, by a lead, once", async () => {
    const { world, incidentId } = await mended();
    const before = (await verbsOn(db, incidentId)).length;

    await closeIncident(db, world.lead, { incidentId });
    const again = closeIncident(db, world.lead, { incidentId });

    await expect(again).rejects.toMatchObject({ kind: "conflict" });
    expect((await verbsOn(db, incidentId)).slice(before)).toEqual(["incident.closed"]);
    expect((await findStatement(db, world.lead, incidentId))?.closedAt).toBeInstanceOf(Date);
  });

  test("two people closing at once record one closing", async () => {
    const { world, incidentId } = await mended();

    const answers = await Promise.allSettled([
      closeIncident(db, world.lead, { incidentId }),
      closeIncident(db, world.owner, { incidentId }),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await verbsOn(db, incidentId)).filter((verb) => verb === "incident.closed")).toHaveLength(1);
  });

  test("is not for a member, nor for another workspace", async () => {
    const { world, incidentId } = await mended();
    const depot = await aWorkspace(db);

    await expect(closeIncident(db, world.seller, { incidentId })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(closeIncident(db, depot.lead, { incidentId })).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("ending without analysis", () => {
  test.each([
    ["withdrawn", withdrawIncident],
    ["contained_only", containOnly],
  ] as const)("%s keeps the written reason", async (stage, deed) => {
    const world = await aWorkspace(db);
    const incidentId = await incidentRow(db, world);

    await deed(db, world.lead, { incidentId, reason });

    expect(await findStatement(db, world.lead, incidentId)).toMatchObject({ stage, stageReason: reason });
    expect(await verbsOn(db, incidentId)).toEqual([`incident.${stage}`]);
  });

  test("is refused once a cause is known", async () => {
    const { world, incidentId } = await analysed();

    await expect(withdrawIncident(db, world.lead, { incidentId, reason })).rejects.toMatchObject({ kind: "invalid" });
    await expect(containOnly(db, world.lead, { incidentId, reason })).rejects.toMatchObject({ kind: "invalid" });
    expect(await stageOf(world, incidentId)).toBe("improving");
  });

  test("whoever logged an incident takes it back while nothing has come of it", async () => {
    const world = await aWorkspace(db);
    const mine = await logIncident(db, world.seller, anIncident());
    const answered = await logIncident(db, world.seller, anIncident());
    await writePerspective(db, world.lead, aPerspective(answered.id, "From our seat"));

    await takeBackIncident(db, world.seller, { incidentId: mine.id });

    expect(await stageOf(world, mine.id)).toBe("withdrawn");
    expect(await verbsOn(db, mine.id)).toEqual(["incident.logged", "incident.withdrawn"]);
    const late = takeBackIncident(db, world.seller, { incidentId: answered.id });
    await expect(late).rejects.toMatchObject({ kind: "invalid" });
  });

  test("nobody takes back what another logged", async () => {
    const world = await aWorkspace(db);
    const { id } = await logIncident(db, world.seller, anIncident());

    await expect(takeBackIncident(db, world.lead, { incidentId: id })).rejects.toMatchObject({ kind: "invalid" });
    expect(await stageOf(world, id)).toBe("reported");
  });
});

describe("reopening", () => {
  test("leads back to reported without a tree and to analysis with one, with reason, from any end", async () => {
    const world = await aWorkspace(db);
    const without = await incidentRow(db, world, { stage: "contained_only" });
    const withTree = await incidentRow(db, world, { stage: "closed" });
    await treeRow(db, world, [withTree]);

    await reopenIncident(db, world.lead, { incidentId: without, reason: "It came back." });
    await reopenIncident(db, world.lead, { incidentId: withTree, reason: "It came back." });

    expect(await findStatement(db, world.lead, without)).toMatchObject({
      stage: "reported",
      stageReason: "It came back.",
      closedAt: null,
    });
    expect(await stageOf(world, withTree)).toBe("analysing");
    expect(await verbsOn(db, without)).toEqual(["incident.reopened"]);
  });

  test("keeps the first closing date for good", async () => {
    const { world, incidentId } = await mended();
    await closeIncident(db, world.lead, { incidentId });
    const first = (await findStatement(db, world.lead, incidentId))?.firstClosedAt;
    await reopenIncident(db, world.lead, { incidentId, reason: "It came back." });

    await db.update(incidents).set({ stage: "checking" }).where(eq(incidents.id, incidentId));
    await closeIncident(db, world.lead, { incidentId });

    expect(first).toBeInstanceOf(Date);
    expect((await findStatement(db, world.lead, incidentId))?.firstClosedAt).toEqual(first);
  });

  test("an open incident cannot be reopened", async () => {
    const world = await aWorkspace(db);
    const incidentId = await incidentRow(db, world);

    await expect(reopenIncident(db, world.lead, { incidentId, reason })).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("linking a known root cause", () => {
  test("moves the incident to improving, and taking the link back moves it back", async () => {
    const world = await aWorkspace(db);
    const incidentId = await incidentRow(db, world);
    const rootCauseId = await rootCauseRow(db, world);

    await linkRootCause(db, world.seller, { incidentId, rootCauseId });
    const linked = await stageOf(world, incidentId);
    await unlinkRootCause(db, world.seller, { incidentId, rootCauseId });

    expect(linked).toBe("improving");
    expect(await stageOf(world, incidentId)).toBe("reported");
    expect(await verbsOn(db, incidentId)).toEqual([
      "incident.stage_moved",
      "incident.root_cause_linked",
      "incident.stage_moved",
      "incident.root_cause_unlinked",
    ]);
  });

  test("linking twice is linking once", async () => {
    const world = await aWorkspace(db);
    const incidentId = await incidentRow(db, world);
    const rootCauseId = await rootCauseRow(db, world);

    await Promise.all([
      linkRootCause(db, world.lead, { incidentId, rootCauseId }),
      linkRootCause(db, world.lead, { incidentId, rootCauseId }),
    ]);

    const verbs = await verbsOn(db, incidentId);
    expect(verbs.filter((verb) => verb === "incident.root_cause_linked")).toHaveLength(1);
  });

  test("a root cause or incident of another workspace does not exist, and an ended incident takes no link", async () => {
    const [world, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const incidentId = await incidentRow(db, world);
    const ended = await incidentRow(db, world, { stage: "withdrawn" });
    const [here, there] = [await rootCauseRow(db, world), await rootCauseRow(db, depot)];

    const answers = await Promise.allSettled([
      linkRootCause(db, world.lead, { incidentId, rootCauseId: there }),
      linkRootCause(db, depot.lead, { incidentId, rootCauseId: there }),
      linkRootCause(db, world.lead, { incidentId: ended, rootCauseId: here }),
    ]);

    expect(answers).toMatchObject(["not_found", "not_found", "conflict"].map((kind) => ({ reason: { kind } })));
  });
});
