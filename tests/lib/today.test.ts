import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import { causeTrees, perspectives, predictions, readBacks, whys } from "@/db/schema";
import type { ImprovementKind } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { pairMark } from "@/lib/causes/read-back";
import { addDays, dayIn } from "@/lib/text/days";
import { listWaiting } from "@/lib/today/queries";
import { checkRow, improvementRow, incidentRow, treeRow, whyRow } from "../support/cases";
import { testDatabase } from "../support/database";
import { aMember, aWorkspace, type World } from "../support/worlds";

const db = await testDatabase();
const problem = "37% of web leads wait more than a day";
const today = dayIn("UTC");

async function aTree(world: World) {
  const incidentId = await incidentRow(db, world);
  return { incidentId, treeId: await treeRow(db, world, [incidentId], { problem }) };
}

const sign = (world: World, whyId: string, sideId: string, mark: string) =>
  db.insert(readBacks).values({
    id: v7(),
    workspaceId: world.workspace.id,
    whyId,
    sideId,
    answer: "agrees",
    mark,
    memberId: world.seller.id,
  });

const predict = (world: World, improvementId: string, given: Partial<typeof predictions.$inferInsert> = {}) =>
  db.insert(predictions).values({
    id: v7(),
    workspaceId: world.workspace.id,
    improvementId,
    iteration: 1,
    windowDays: 30,
    writtenById: world.lead.id,
    ...given,
  });

const readBacksOf = async (member: Member) => (await listWaiting(db, member)).readBacks;

describe("a why waits for the read-back of a side", () => {
  test("until that side has answered on the sentence as it reads now", async () => {
    const world = await aWorkspace(db);
    const { treeId } = await aTree(world);
    const first = await whyRow(db, world, treeId, { text: "Leads are fetched once a day" });
    const second = await whyRow(db, world, treeId, { text: "The export was set up monthly", parentId: first });
    const onProblem = pairMark(
      { text: "leads are fetched, once a day.", parentId: null },
      { text: problem, parentId: null },
    );

    const unanswered = await readBacksOf(world.seller);
    await sign(world, first, world.sales, onProblem);
    const answered = await readBacksOf(world.seller);
    await db.update(whys).set({ text: "Leads are fetched twice a day" }).where(eq(whys.id, first));
    const reworded = await readBacksOf(world.seller);

    expect(unanswered).toMatchObject([{ whyId: first, above: problem, author: "Ines Okafor", more: 1, isMine: false }]);
    expect(answered).toMatchObject([{ whyId: second, above: "Leads are fetched once a day", more: 0 }]);
    expect(reworded).toMatchObject([{ whyId: first, more: 1 }]);
  });

  test("of the other side too, also for its own whys, and never of neutral members", async () => {
    const world = await aWorkspace(db);
    const { treeId } = await aTree(world);
    await whyRow(db, world, treeId);

    expect(await readBacksOf(world.lead)).toMatchObject([{ isMine: true, more: 0 }]);
    expect(await readBacksOf(world.facilitator)).toEqual([]);
  });

  test("not on a refuted branch, not in a settled tree, not once its incident has ended", async () => {
    const world = await aWorkspace(db);
    const { treeId } = await aTree(world);
    const refuted = await whyRow(db, world, treeId, { status: "refuted" });
    await whyRow(db, world, treeId, { parentId: refuted });
    const settled = await treeRow(db, world, [await incidentRow(db, world)], { settledAt: new Date() });
    await whyRow(db, world, settled);
    const ended = await treeRow(db, world, [await incidentRow(db, world, { stage: "withdrawn" })]);
    await whyRow(db, world, ended);

    expect(await readBacksOf(world.seller)).toEqual([]);
  });

  test("not for a side of another relationship or workspace", async () => {
    const [world, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const { treeId } = await aTree(world);
    await whyRow(db, world, treeId);

    expect(await readBacksOf(depot.seller)).toEqual([]);
    expect(await readBacksOf({ ...depot.seller, teamId: world.sales })).toEqual([]);
  });
});

describe("a verdict waits", () => {
  async function implemented(world: World, days: number, checkerId: string | null) {
    const implementedOn = addDays(today, -days);
    const id = await improvementRow(db, world, null, { phase: "check", implementedOn });
    await predict(world, id, { checkerId });
    return id;
  }
  const verdictsOf = async (member: Member) => (await listWaiting(db, member)).verdicts.map(({ id }) => id);

  test("for its checker, once the window is over", async () => {
    const world = await aWorkspace(db);
    const other = await aMember(db, world, { name: "Marta Ruiz", role: "member", teamId: world.sales });
    const over = await implemented(world, 30, world.seller.id);
    await implemented(world, 29, world.seller.id);

    expect(await verdictsOf(world.seller)).toEqual([over]);
    expect(await verdictsOf(other)).toEqual([]);
    expect(await verdictsOf(world.lead)).toEqual([]);
  });

  test("for anybody of the other side while nobody is named", async () => {
    const world = await aWorkspace(db);
    const id = await implemented(world, 40, null);

    expect(await verdictsOf(world.seller)).toEqual([id]);
    expect(await verdictsOf(world.lead)).toEqual([]);
    expect(await verdictsOf(world.facilitator)).toEqual([]);
  });
});

describe("an improvement waits for its owner", () => {
  test("in plan and do, and once it is judged; the one due soonest first", async () => {
    const world = await aWorkspace(db);
    const ofLead = (given: Parameters<typeof improvementRow>[3]) => improvementRow(db, world, null, given);
    const later = await ofLead({ phase: "do", dueOn: "2026-12-24" });
    const sooner = await ofLead({ phase: "plan", dueOn: "2026-12-01" });
    const missed = await ofLead({ phase: "act" });
    await checkRow(db, world, missed, { verdict: "partly" });
    const effective = await ofLead({ phase: "act" });
    await checkRow(db, world, effective, { verdict: "effective" });
    await ofLead({ phase: "check" });
    await ofLead({ phase: "closed" });
    await ofLead({ phase: "do", ownerId: world.seller.id });
    const contained = await ofLead({ phase: "check", kind: "containment", dueOn: "2026-12-25" });

    const waiting = await listWaiting(db, world.lead);

    expect(waiting.nextSteps.map(({ id }) => id)).toEqual([sooner, later, contained, missed, effective]);
  });

  test("to be predicted first, and to be started once the prediction and its check are written", async () => {
    const world = await aWorkspace(db);
    const plan = (kind: ImprovementKind, dueOn: string) =>
      improvementRow(db, world, null, { phase: "plan", kind, dueOn });
    const whole = { measure: "Leads older than a day", fromLevel: "41", toLevel: "10", byDay: "2026-12-24" };
    const check = { method: "count_zero", windowDays: 30, leastObservations: 5, checkerId: world.seller.id } as const;
    await plan("countermeasure", "2026-12-01");
    await predict(world, await plan("countermeasure", "2026-12-02"), { ...check, ...whole, toLevel: null });
    await predict(world, await plan("countermeasure", "2026-12-03"), { ...check, ...whole });
    await predict(world, await plan("containment", "2026-12-04"), { text: "No lead waits.", checkPlan: null });
    await predict(world, await plan("containment", "2026-12-05"), { text: "No lead waits.", checkPlan: "We look." });

    const { nextSteps } = await listWaiting(db, world.lead);

    expect(nextSteps.map(({ isPredicted }) => isPredicted)).toEqual([false, false, true, false, true]);
  });
});

describe("an open incident waits for the view of a side", () => {
  test("that has not told it, unless the member logged it", async () => {
    const world = await aWorkspace(db);
    const asked = await incidentRow(db, world, { occurredOn: "2026-03-02" });
    const told = await incidentRow(db, world, { occurredOn: "2026-03-01" });
    await incidentRow(db, world, { stage: "closed" });
    await incidentRow(db, world, { stage: "improving" });
    await db.insert(perspectives).values({
      id: v7(),
      workspaceId: world.workspace.id,
      incidentId: told,
      sideId: world.sales,
      text: "We see a list once a day.",
      writtenById: world.seller.id,
    });
    const idsFor = async (member: Member) => (await listWaiting(db, member)).silences.map(({ id }) => id);

    expect(await idsFor(world.seller)).toEqual([asked]);
    expect(await idsFor(world.lead)).toEqual([]);
    expect(await idsFor(world.facilitator)).toEqual([]);
  });
});

test("nothing waits for an executive, who reads and changes nothing, not even one who belongs to a side", async () => {
  const world = await aWorkspace(db);
  const { treeId } = await aTree(world);
  await whyRow(db, world, treeId);
  const judgeable = await improvementRow(db, world, null, { phase: "check", implementedOn: addDays(today, -60) });
  await predict(world, judgeable);
  const executive = await aMember(db, world, { name: "Paul Stern", role: "executive", teamId: world.sales });

  const waiting = await listWaiting(db, executive);

  expect((await listWaiting(db, world.seller)).silences).not.toEqual([]);
  expect(Object.values(waiting).flat()).toEqual([]);
});

test("what waits is found in one round of eight queries, however much there is, and each kind is limited", async () => {
  const world = await aWorkspace(db);
  const empty = await countQueries(() => listWaiting(db, world.seller));
  for (let n = 0; n < 15; n++) {
    const { treeId } = await aTree(world);
    await whyRow(db, world, treeId);
  }

  const full = await countQueries(() => listWaiting(db, world.seller));

  expect([empty.queries, full.queries]).toEqual([8, 8]);
  expect(full.result.readBacks.length).toBe(8);
  expect(full.result.silences.length).toBe(8);
  expect(await db.$count(causeTrees, eq(causeTrees.workspaceId, world.workspace.id))).toBe(15);
});
