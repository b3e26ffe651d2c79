import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { incidentRootCauses, incidents, rootCauses, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { listImprovementsOnCauses } from "@/lib/improvements/queries";
import { recountFriction } from "@/lib/incidents/recount-friction";
import {
  listDaysOfCauses,
  listEffectiveDaysOfCause,
  listImplementationsOnCause,
  listIncidentsOfCause,
  listWhysOfCause,
} from "@/lib/root-causes/cause-page";
import { editRootCause } from "@/lib/root-causes/edit-root-cause";
import { findRootCause, listRootCauseChoices, listRootCauses } from "@/lib/root-causes/queries";
import { addDays, todayOf } from "@/lib/text/days";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import {
  anImprovementToCheck,
  anIncidentWithCause,
  aPlan,
  aRootCause,
  judged,
  putInPlaceOn,
  verbsOf,
} from "../improvements/an-improvement";

const db = await testDatabase();

async function anIncident(world: World, occurredOn: string): Promise<string> {
  const id = v7();
  const { workspace, relationship, lead } = world;
  const row = { workspaceId: workspace.id, relationshipId: relationship.id, loggedById: lead.id };
  await db.insert(incidents).values({ ...row, id, title: "A lead waited", occurredOn });
  return id;
}

const linkToCause = (world: World, incidentId: string, rootCauseId: string) =>
  db
    .insert(incidentRootCauses)
    .values({ workspaceId: world.workspace.id, incidentId, rootCauseId, linkedById: world.lead.id });

/** These tests write rows as they stand; the sums of them are counted before they are read. */
const shownOf = async (member: Member, id: string) => {
  await recountFriction(db, { repair: true });
  return (await listRootCauses(db, member)).causes.find((cause) => cause.id === id);
};

test("the catalogue counts each incident once, be it through a tree or linked by a person", async () => {
  const mill = await aWorkspace(db);
  const id = await aRootCause(db, mill.lead);
  const { incidentId } = await anIncidentWithCause(db, mill, id, "2026-02-01");
  await linkToCause(mill, incidentId, id);
  await linkToCause(mill, await anIncident(mill, "2026-03-04"), id);

  expect(await shownOf(mill.executive, id)).toMatchObject({ incidents: 2, lastSeenOn: "2026-03-04", recurred: 0 });
  expect(await listDaysOfCauses(db, mill.lead, [id])).toEqual([
    { occurredOn: "2026-02-01", incidents: 1 },
    { occurredOn: "2026-03-04", incidents: 1 },
  ]);
});

test("what stands on a refuted branch is no incident of the cause; what is the same as a live one is", async () => {
  const mill = await aWorkspace(db);
  const id = await aRootCause(db, mill.lead);
  const live = await anIncidentWithCause(db, mill, id, "2026-02-01");
  const dead = await anIncidentWithCause(db, mill, id, "2026-02-02");
  const same = await anIncidentWithCause(db, mill, await aRootCause(db, mill.lead), "2026-02-03");
  const above = { id: v7(), workspaceId: mill.workspace.id, treeId: dead.treeId, authorId: mill.lead.id };
  await db.insert(whys).values({ ...above, position: "a0", text: "Spam filters eat the mails", status: "refuted" });
  await db.update(whys).set({ parentId: above.id }).where(eq(whys.id, dead.whyId));
  await db
    .update(whys)
    .set({ ending: "same_as", sameAsId: live.whyId, rootCauseId: null, category: null })
    .where(eq(whys.id, same.whyId));

  const days = (await listIncidentsOfCause(db, mill.lead, id)).map(({ occurredOn }) => occurredOn);

  expect(days).toEqual(["2026-02-03", "2026-02-01"]);
});

test("an incident after the implementation shows as having come back", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  const today = todayOf(mill.lead);
  await putInPlaceOn(db, await anImprovementToCheck(db, mill, { rootCauseId }), today);
  for (const day of [addDays(today, -5), today, addDays(today, 1)])
    await linkToCause(mill, await anIncident(mill, day), rootCauseId);

  expect(await shownOf(mill.lead, rootCauseId)).toMatchObject({
    incidents: 3,
    recurred: 1,
    improvements: { check: 1 },
  });
  expect(await listImplementationsOnCause(db, mill.lead, rootCauseId)).toMatchObject([{ implementedOn: today }]);
});

test("an improvement on a why that ends in the cause acts on the cause", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  const { whyId, treeId } = await anIncidentWithCause(db, mill, rootCauseId);
  const id = await aPlan(db, mill, { whyId });

  expect(await listImprovementsOnCauses(db, mill.lead, [rootCauseId])).toMatchObject([
    { id, actsOn: [{ id: rootCauseId, is: "root_cause" }] },
  ]);
  expect(await listWhysOfCause(db, mill.lead, rootCauseId)).toMatchObject([{ id: whyId, treeId }]);
});

test("an effective verdict counts on its day in the workspace's zone", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await judged(db, mill, "effective");
  const [card] = await listImprovementsOnCauses(db, mill.lead, [
    (await listRootCauses(db, mill.lead)).causes[0]?.id ?? "",
  ]);

  expect(card).toMatchObject({ id: improvementId, check: { verdict: "effective" } });
  expect(await listEffectiveDaysOfCause(db, mill.lead, card?.actsOn[0]?.id ?? "")).toEqual([todayOf(mill.lead)]);
});

test("the catalogue goes on where its last page ended, and is searched by text and category", async () => {
  const mill = await aWorkspace(db);
  const ids: string[] = [];
  for (const text of ["Two price lists", "Reject needs no reason", "100% of leads at once"])
    ids.unshift(await aRootCause(db, mill.lead, text));

  const first = await listRootCauses(db, mill.lead, {}, undefined, 2);
  const second = await listRootCauses(db, mill.lead, {}, first.next, 2);

  expect([...first.causes, ...second.causes].map(({ id }) => id)).toEqual(ids);
  expect(second.next).toBeUndefined();
  const found = async (filter: object) => (await listRootCauses(db, mill.lead, filter)).causes.map(({ text }) => text);
  expect(await found({ text: "REASON" })).toEqual(["Reject needs no reason"]);
  expect(await found({ text: "%" })).toEqual(["100% of leads at once"]);
  expect(await found({ category: "culture" })).toEqual([]);
});

test("entries that share most words within a category are proposed as the same", async () => {
  const mill = await aWorkspace(db);
  await aRootCause(db, mill.lead, "Price lists are kept by hand in two places");
  await aRootCause(db, mill.lead, "Leads wait for the weekly export");

  const choices = await listRootCauseChoices(db, mill.lead, {
    text: "Two price lists kept by hand",
    category: "process",
  });

  expect(choices).toMatchObject([{ text: "Price lists are kept by hand in two places", alike: true }]);
});

test("a root cause of another workspace does not exist", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const id = await aRootCause(db, depot.lead);
  await anIncidentWithCause(db, depot, id);

  expect(await findRootCause(db, mill.lead, id)).toBeUndefined();
  expect(await findRootCause(db, mill.lead, "no-id")).toBeUndefined();
  expect((await listRootCauses(db, mill.lead)).causes).toEqual([]);
  expect(await listRootCauseChoices(db, mill.lead)).toEqual([]);
  expect(await listIncidentsOfCause(db, mill.lead, id)).toEqual([]);
  expect(await listWhysOfCause(db, mill.lead, id)).toEqual([]);
  expect(await listImprovementsOnCauses(db, mill.lead, [id])).toEqual([]);
  await expect(
    editRootCause(db, mill.lead, { rootCauseId: id, version: 1, text: "Ours", category: "role" }),
  ).rejects.toMatchObject({ kind: "not_found" });
});

test("of two people who reword a root cause at once, the second is shown what stands", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead, "A queue");
  const reword = (text: string) =>
    editRootCause(db, mill.seller, { rootCauseId, version: 1, text, category: "process" });

  const both = await Promise.allSettled([reword("A queue nobody owns"), reword("A queue without an owner")]);

  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const text = (await findRootCause(db, mill.lead, rootCauseId))?.text;
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { kind: "conflict", standing: { text, version: 2 } },
  });
  expect(await verbsOf(db, mill, rootCauseId)).toEqual(["root_cause.entered", "root_cause.edited"]);
});

test("a root cause cannot take the text and category of another", async () => {
  const mill = await aWorkspace(db);
  await aRootCause(db, mill.lead, "Two price lists");
  const rootCauseId = await aRootCause(db, mill.lead, "Price lists by hand");

  const edit = editRootCause(db, mill.lead, { rootCauseId, version: 1, text: "two PRICE lists", category: "process" });

  await expect(edit).rejects.toMatchObject({ kind: "invalid", fields: { text: [expect.any(String)] } });
});

test("whys keep their words and follow their root cause into another category", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  const { whyId } = await anIncidentWithCause(db, mill, rootCauseId);

  await editRootCause(db, mill.lead, { rootCauseId, version: 1, text: "No owner for the queue", category: "role" });

  const [why] = await db.select().from(whys).where(eq(whys.id, whyId));
  expect(why).toMatchObject({ text: "Leads go to a shared mailbox", category: "role" });
  const [cause] = await db.select().from(rootCauses).where(eq(rootCauses.id, rootCauseId));
  expect(cause).toMatchObject({ text: "No owner for the queue", category: "role" });
});

test("an executive does not edit the catalogue", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);

  const edit = editRootCause(db, mill.executive, { rootCauseId, version: 1, text: "Mine", category: "role" });

  await expect(edit).rejects.toMatchObject({ kind: "forbidden" });
});
