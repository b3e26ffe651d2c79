import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterEach, describe, expect, test } from "vitest";
import { causeTrees, incidents, members, readBacks, rootCauses } from "@/db/schema";
import { findDueWork } from "@/lib/notices/find-due-work";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, dayIn } from "@/lib/text/days";
import { incidentRow, rootCauseRow, treeRow, whyRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { told } from "../../support/told";
import { aMember, aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
const today = dayIn("UTC");
afterEach(() => setDaysAhead(0));

async function aTree(world: World) {
  const incidentId = await incidentRow(db, world);
  return { incidentId, treeId: await treeRow(db, world, [incidentId]) };
}

describe("a root cause that was accepted", () => {
  const accept = async (world: World, reviewOn: string) => {
    const id = await rootCauseRow(db, world);
    const accepted = { acceptedBy: "Claire Aubert", acceptedReason: "Too dear", acceptedAt: new Date() };
    await db
      .update(rootCauses)
      .set({ ...accepted, acceptedReviewOn: reviewOn, acceptanceRecordedById: world.lead.id })
      .where(eq(rootCauses.id, id));
    return id;
  };

  test("is told on its day of review to whoever wrote the acceptance down, until it is put off", async () => {
    const mill = await aWorkspace(db);
    const id = await accept(mill, addDays(today, 1));

    await findDueWork(db);
    expect(await told(db, mill.lead)).toEqual([]);
    setDaysAhead(1);
    await findDueWork(db);
    const due = await told(db, mill.lead);
    await db
      .update(rootCauses)
      .set({ acceptedReviewOn: addDays(today, 100) })
      .where(eq(rootCauses.id, id));
    await findDueWork(db);

    const about = "No one owns a web lead";
    expect(due).toEqual([
      { kind: "acceptance_review_due", about, path: `/root-causes/${id}`, dueOn: addDays(today, 1) },
    ]);
    expect(await told(db, mill.lead)).toEqual([]);
  });

  test("is told to the leads of the team of one who has left", async () => {
    const mill = await aWorkspace(db);
    const chief = await aMember(db, mill, { name: "Kim Adler", role: "lead", teamId: mill.marketing });
    await accept(mill, today);
    await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, mill.lead.id));

    await findDueWork(db);

    const about = "No one owns a web lead (Ines Okafor, who wrote the acceptance down, has left)";
    expect(await told(db, chief)).toMatchObject([{ about }]);
  });

  test("that went into another is no longer looked at", async () => {
    const mill = await aWorkspace(db);
    const id = await accept(mill, today);
    await db
      .update(rootCauses)
      .set({ mergedIntoId: await rootCauseRow(db, mill, "Another") })
      .where(eq(rootCauses.id, id));

    await findDueWork(db);

    expect(await told(db, mill.lead)).toEqual([]);
  });
});

describe("a branch that ended with a day", () => {
  test("passed on, it is told to who looks after either side on its day, while an incident of the tree is open", async () => {
    const mill = await aWorkspace(db);
    const { incidentId, treeId } = await aTree(mill);
    const escalated = { ending: "escalated" as const, endingBy: "The board", endingOn: today };
    const id = await whyRow(db, mill, treeId, { ...escalated, text: "The budget is frozen" });
    await whyRow(db, mill, treeId, { ...escalated, endingOn: addDays(today, 1) });
    await whyRow(db, mill, treeId, { ...escalated, status: "refuted" });
    await whyRow(db, mill, treeId, { ...escalated, removedAt: new Date() });

    await findDueWork(db);
    const due = { kind: "escalation_due", about: "The budget is frozen (The board)", dueOn: today };
    expect(await told(db, mill.lead)).toEqual([{ ...due, path: `/causes/${treeId}?why=${id}` }]);
    expect(await told(db, mill.seller)).toMatchObject([due]);
    expect(await told(db, mill.owner)).toEqual([]);
    await db.update(incidents).set({ stage: "closed" }).where(eq(incidents.id, incidentId));
    await findDueWork(db);

    expect(await told(db, mill.lead)).toEqual([]);
  });

  test("accepted, it is told also after the incident was closed", async () => {
    const mill = await aWorkspace(db);
    const { incidentId, treeId } = await aTree(mill);
    await whyRow(db, mill, treeId, { ending: "accepted", endingBy: "Claire Aubert", endingOn: today });
    await db.update(incidents).set({ stage: "closed" }).where(eq(incidents.id, incidentId));

    await findDueWork(db);

    expect(await told(db, mill.lead)).toMatchObject([{ kind: "acceptance_review_due" }]);
  });
});

describe("whys that wait for a read-back", () => {
  const yesterday = { createdAt: new Date(Date.now() - 2 * 86_400_000) };

  test("are told once for a tree to the side that did not write them, when a day has passed", async () => {
    const mill = await aWorkspace(db);
    const { treeId } = await aTree(mill);
    await whyRow(db, mill, treeId);
    await findDueWork(db);
    expect(await told(db, mill.seller)).toEqual([]);

    await whyRow(db, mill, treeId, yesterday);
    await whyRow(db, mill, treeId, yesterday);
    await findDueWork(db);

    const about = "37% of web leads wait more than a day";
    expect(await told(db, mill.seller)).toEqual([
      { kind: "read_back_waits", about, path: `/causes/${treeId}`, dueOn: null },
    ]);
    expect(await told(db, mill.lead)).toEqual([]);
  });

  test("are settled once the side has answered, or the tree is settled", async () => {
    const mill = await aWorkspace(db);
    const [answered, settled] = [await aTree(mill), await aTree(mill)];
    const whyId = await whyRow(db, mill, answered.treeId, yesterday);
    await whyRow(db, mill, settled.treeId, yesterday);
    await findDueWork(db);
    expect(await told(db, mill.seller)).toHaveLength(2);

    const answer = { answer: "agrees" as const, mark: "a mark", memberId: mill.seller.id };
    const row = { id: v7(), workspaceId: mill.workspace.id, whyId, sideId: mill.sales };
    await db.insert(readBacks).values({ ...row, ...answer });
    await db.update(causeTrees).set({ settledAt: new Date() }).where(eq(causeTrees.id, settled.treeId));
    await findDueWork(db);

    expect(await told(db, mill.seller)).toEqual([]);
  });

  test("written by a neutral member, they wait for both sides", async () => {
    const mill = await aWorkspace(db);
    const { treeId } = await aTree(mill);
    await whyRow(db, mill, treeId, { ...yesterday, authorId: mill.facilitator.id, sideId: null });

    await findDueWork(db);

    expect(await told(db, mill.seller)).toHaveLength(1);
    expect(await told(db, mill.lead)).toHaveLength(1);
  });

  test("of an old tree are not brought up any more", async () => {
    const mill = await aWorkspace(db);
    const { treeId } = await aTree(mill);
    const old = { createdAt: new Date(Date.now() - 40 * 86_400_000) };
    await db.update(causeTrees).set(old).where(eq(causeTrees.id, treeId));
    await whyRow(db, mill, treeId, old);

    await findDueWork(db);

    expect(await told(db, mill.seller)).toEqual([]);
  });
});
