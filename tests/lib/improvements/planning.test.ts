import { v7 } from "uuid";
import { expect, test } from "vitest";
import { relationships, teams } from "@/db/schema";
import { editImprovement } from "@/lib/improvements/commands";
import { findImprovement } from "@/lib/improvements/improvement-page";
import { linkImprovement, unlinkImprovement } from "@/lib/improvements/linking";
import { writePrediction } from "@/lib/improvements/predicting";
import { listBoard, listByAge } from "@/lib/improvements/queries";
import { startImprovement } from "@/lib/improvements/working";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import {
  anImprovementToCheck,
  anIncidentWithCause,
  aPlan,
  aPrediction,
  aRootCause,
  seen,
  standing,
  verbsOf,
} from "./an-improvement";

const db = await testDatabase();

test("a planned improvement stands on the board of its own workspace and on no other", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];

  const id = await aPlan(db, mill);

  expect((await listBoard(db, mill.seller)).flatMap(({ cards }) => cards)).toMatchObject([{ id, phase: "plan" }]);
  expect((await listByAge(db, mill.executive)).cards).toMatchObject([{ id, ownerName: "Ines Okafor" }]);
  expect((await listBoard(db, depot.lead)).flatMap(({ cards }) => cards)).toEqual([]);
  expect((await listByAge(db, depot.lead)).cards).toEqual([]);
  expect(await findImprovement(db, depot.lead, id)).toBeUndefined();
});

test("planning the same id again is one improvement and one activity; somebody else's id is refused", async () => {
  const mill = await aWorkspace(db);
  const depot = await aWorkspace(db);
  const id = v7();

  await aPlan(db, mill, { id });
  await aPlan(db, mill, { id });

  expect(await verbsOf(db, mill, id)).toEqual(["improvement.planned"]);
  await expect(aPlan(db, { ...mill, lead: mill.seller }, { id })).rejects.toMatchObject({ kind: "conflict" });
  await expect(aPlan(db, depot, { id })).rejects.toMatchObject({ kind: "conflict" });
});

test("an executive plans nothing and owns nothing", async () => {
  const mill = await aWorkspace(db);

  await expect(aPlan(db, { ...mill, lead: mill.executive }, { rootCauseId: null })).rejects.toMatchObject({
    kind: "forbidden",
  });
  await expect(aPlan(db, mill, { ownerId: mill.executive.id })).rejects.toMatchObject({
    fields: { ownerId: [expect.stringContaining("executive")] },
  });
});

test("whatever another workspace has does not exist: relationship, owner, why, root cause, improvement", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const theirCause = await aRootCause(db, depot.lead);
  const { whyId } = await anIncidentWithCause(db, depot, theirCause);
  const theirs = await aPlan(db, depot);
  const id = await aPlan(db, mill);
  const notFound = { kind: "not_found" };

  await expect(aPlan(db, mill, { relationshipId: depot.relationship.id })).rejects.toMatchObject(notFound);
  await expect(aPlan(db, mill, { ownerId: depot.lead.id })).rejects.toMatchObject(notFound);
  await expect(aPlan(db, mill, { whyId })).rejects.toMatchObject(notFound);
  await expect(aPlan(db, mill, { rootCauseId: theirCause })).rejects.toMatchObject(notFound);
  await expect(aPlan(db, mill, { rootCauseId: v7() })).rejects.toMatchObject(notFound);
  await expect(startImprovement(db, mill.lead, await seen(db, theirs))).rejects.toMatchObject(notFound);
  await expect(
    writePrediction(db, mill.lead, aPrediction(mill, id, { checkerId: depot.seller.id })),
  ).rejects.toMatchObject(notFound);
  await expect(
    linkImprovement(db, mill.lead, { improvementId: id, whyId: null, rootCauseId: theirCause }),
  ).rejects.toMatchObject(notFound);
});

test("the first due day is kept when the day moves", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill, { dueOn: "2026-12-01" });
  const { title, kind, ownerId, strength } = await standing(db, improvementId);

  const seenFirst = await seen(db, improvementId);
  await editImprovement(db, mill.lead, { ...seenFirst, title, kind, ownerId, strength, dueOn: "2027-01-15" });

  expect(await standing(db, improvementId)).toMatchObject({ dueOn: "2027-01-15", firstDueOn: "2026-12-01" });
  expect(await verbsOf(db, mill, improvementId)).toEqual(["improvement.planned", "improvement.edited"]);
});

test("of two edits at once one stands, and the other is told what stands", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill);
  const { kind, ownerId, strength, dueOn, version } = await standing(db, improvementId);
  const edit = (title: string) =>
    editImprovement(db, mill.lead, { improvementId, version, title, kind, ownerId, strength, dueOn });

  const both = await Promise.allSettled([edit("One list"), edit("One table")]);

  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const { title } = await standing(db, improvementId);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { kind: "conflict", standing: { title } },
  });
});

test("once started, kind and strength are fixed and a new owner is of the same side", async () => {
  const mill = await aWorkspace(db);
  const colleague = await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing });
  const improvementId = await anImprovementToCheck(db, mill);
  const row = await standing(db, improvementId);
  const edit = async (more: object) =>
    editImprovement(db, mill.lead, { ...row, ...(await seen(db, improvementId)), ...more });

  await expect(edit({ kind: "standard" })).rejects.toMatchObject({ fields: { kind: [expect.any(String)] } });
  await expect(edit({ strength: 1 })).rejects.toMatchObject({ fields: { strength: [expect.any(String)] } });
  await expect(edit({ dueOn: null })).rejects.toMatchObject({ fields: { dueOn: [expect.any(String)] } });
  await expect(edit({ ownerId: mill.seller.id })).rejects.toMatchObject({ fields: { ownerId: [expect.any(String)] } });
  await expect(edit({ ownerId: mill.facilitator.id })).rejects.toMatchObject({ kind: "invalid" });
  await edit({ ownerId: colleague.id });

  expect(await standing(db, improvementId)).toMatchObject({ ownerId: colleague.id });
});

test("an improvement hangs on root causes and on whys; linking twice is one link", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead, "Reject needs no reason code");
  const { whyId, treeId } = await anIncidentWithCause(db, mill, await aRootCause(db, mill.lead));
  const improvementId = await aPlan(db, mill, { rootCauseId });
  const why = { improvementId, whyId, rootCauseId: null };

  await linkImprovement(db, mill.lead, why);
  await linkImprovement(db, mill.lead, why);

  expect(await findImprovement(db, mill.seller, improvementId)).toMatchObject({ whys: [{ id: whyId, treeId }] });
  expect(await verbsOf(db, mill, improvementId)).toEqual(["improvement.planned", "improvement.linked"]);
  await unlinkImprovement(db, mill.lead, why);
  await unlinkImprovement(db, mill.lead, why);
  expect(await verbsOf(db, mill, improvementId)).toEqual([
    "improvement.planned",
    "improvement.linked",
    "improvement.unlinked",
  ]);
});

test("what it acts on stays once it is in place", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await anImprovementToCheck(db, mill);
  const rootCauseId = await aRootCause(db, mill.lead);

  await expect(linkImprovement(db, mill.lead, { improvementId, whyId: null, rootCauseId })).rejects.toMatchObject({
    kind: "conflict",
  });
});

test("of two first predictions at once one is written, and the other is shown it", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill);
  const write = (toLevel: string) =>
    writePrediction(db, mill.lead, aPrediction(mill, improvementId, { predictionVersion: 0, toLevel }));

  const both = await Promise.allSettled([write("under 12"), write("under 8")]);

  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { kind: "conflict", standing: { toLevel: expect.any(String) } },
  });
});

test("the list by age goes on where its last page ended, oldest first", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push(await aPlan(db, mill, { rootCauseId }));

  const first = await listByAge(db, mill.lead, {}, undefined, 2);
  const second = await listByAge(db, mill.lead, {}, first.next, 2);
  const third = await listByAge(db, mill.lead, {}, second.next, 2);

  expect([...first.cards, ...second.cards, ...third.cards].map(({ id }) => id)).toEqual(ids);
  expect(third.next).toBeUndefined();
});

test("the board is filtered by owner, by the owner's side and by what is mine to own or check", async () => {
  const mill = await aWorkspace(db);
  const marketings = await aPlan(db, mill);
  const salesOwn = await aPlan(db, mill, { ownerId: mill.seller.id });
  await writePrediction(db, mill.lead, aPrediction(mill, marketings, { checkerId: mill.seller.id }));
  const shown = async (filter: object, member = mill.seller) =>
    (await listByAge(db, member, filter)).cards.map(({ id }) => id);

  expect(await shown({ ownerId: mill.lead.id })).toEqual([marketings]);
  expect(await shown({ sideId: mill.sales })).toEqual([salesOwn]);
  expect(await shown({ mine: true })).toEqual([marketings, salesOwn]);
  expect(await shown({ mine: true }, mill.facilitator)).toEqual([]);
});

test("a why of another relationship is refused: other sides would have to judge", async () => {
  const mill = await aWorkspace(db);
  const { whyId } = await anIncidentWithCause(db, mill, await aRootCause(db, mill.lead));
  const [service, relationshipId] = [v7(), v7()];
  await db.insert(teams).values({ id: service, workspaceId: mill.workspace.id, name: "Service" });
  await db.insert(relationships).values({
    id: relationshipId,
    workspaceId: mill.workspace.id,
    firstTeamId: mill.sales,
    secondTeamId: service,
  });

  await expect(aPlan(db, mill, { relationshipId, whyId })).rejects.toMatchObject({ kind: "invalid" });
});
