import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { activity } from "@/db/schema";
import { addTeam, relateTeams, relationshipInput } from "@/lib/teams/commands";
import { listRelationships, listTeams, requireRelationship } from "@/lib/teams/queries";
import { testDatabase } from "../support/database";
import { aWorkspace } from "../support/worlds";

const db = await testDatabase();

test("a new team stands in its own workspace and unseen from another", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];

  const team = await addTeam(db, mill.owner, { id: v7(), name: "Service" });

  expect((await listTeams(db, mill.lead)).map(({ name }) => name)).toEqual(["Marketing", "Sales", "Service"]);
  expect(await listTeams(db, depot.lead)).toHaveLength(2);
  expect(await deedsOn(mill.workspace.id, team.id)).toEqual(["team.added"]);
});

test("a team's name stands once in a workspace, in whatever case", async () => {
  const mill = await aWorkspace(db);

  await expect(addTeam(db, mill.owner, { id: v7(), name: "SALES" })).rejects.toMatchObject({
    kind: "conflict",
    fields: { name: [expect.any(String)] },
  });
});

test("a team that is sent twice stands once, and both answers are the same", async () => {
  const mill = await aWorkspace(db);
  const input = { id: v7(), name: "Service" };

  const [first, second] = [await addTeam(db, mill.owner, input), await addTeam(db, mill.owner, input)];

  expect(second).toEqual(first);
  expect((await listTeams(db, mill.lead)).map(({ name }) => name)).toEqual(["Marketing", "Sales", "Service"]);
  expect(await deedsOn(mill.workspace.id, input.id)).toEqual(["team.added"]);
});

test("a relationship that is sent twice stands once, and both answers are the same", async () => {
  const mill = await aWorkspace(db);
  const service = await addTeam(db, mill.owner, { id: v7(), name: "Service" });
  const input = { id: v7(), firstTeamId: mill.sales, secondTeamId: service.id };

  const [first, second] = [await relateTeams(db, mill.owner, input), await relateTeams(db, mill.owner, input)];

  expect(second).toEqual(first);
  expect(await listRelationships(db, mill.lead)).toHaveLength(2);
  expect(await deedsOn(mill.workspace.id, input.id)).toEqual(["relationship.added"]);
});

test("a form that has added something already is told so, and gets a fresh id for what was typed", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const service = await addTeam(db, mill.owner, { id: v7(), name: "Service" });
  const outOfDate = { kind: "conflict", standing: { nextId: expect.any(String) } };

  await expect(addTeam(db, mill.owner, { id: service.id, name: "Support" })).rejects.toMatchObject(outOfDate);
  await expect(addTeam(db, depot.owner, { id: service.id, name: "Service" })).rejects.toMatchObject(outOfDate);
  await expect(
    relateTeams(db, mill.owner, { id: mill.relationship.id, firstTeamId: mill.sales, secondTeamId: service.id }),
  ).rejects.toMatchObject(outOfDate);
});

test("two teams are related once, in whichever order", async () => {
  const mill = await aWorkspace(db);
  const service = await addTeam(db, mill.owner, { id: v7(), name: "Service" });
  await relateTeams(db, mill.owner, { id: v7(), firstTeamId: mill.sales, secondTeamId: service.id });

  const again = relateTeams(db, mill.owner, { id: v7(), firstTeamId: service.id, secondTeamId: mill.sales });

  await expect(again).rejects.toMatchObject({ kind: "conflict" });
  expect((await listRelationships(db, mill.lead)).map(({ name }) => name)).toEqual([
    "Marketing and Sales",
    "Sales and Service",
  ]);
});

test("a team has no relationship with itself, nor with a team of another workspace", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];

  const withItself = relationshipInput.safeParse({ id: v7(), firstTeamId: mill.sales, secondTeamId: mill.sales });
  const abroad = relateTeams(db, mill.owner, { id: v7(), firstTeamId: mill.sales, secondTeamId: depot.marketing });

  expect(withItself.success).toBe(false);
  await expect(abroad).rejects.toMatchObject({ kind: "not_found" });
  await expect(requireRelationship(db, mill.owner, depot.relationship.id)).rejects.toMatchObject({ kind: "not_found" });
});

test("only an owner adds teams and relationships", async () => {
  const mill = await aWorkspace(db);

  for (const member of [mill.lead, mill.seller, mill.executive]) {
    await expect(addTeam(db, member, { id: v7(), name: "Service" })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(
      relateTeams(db, member, { id: v7(), firstTeamId: mill.sales, secondTeamId: mill.marketing }),
    ).rejects.toMatchObject({ kind: "forbidden" });
  }
});

async function deedsOn(workspaceId: string, subjectId: string) {
  const deeds = await db
    .select({ verb: activity.verb })
    .from(activity)
    .where(and(eq(activity.workspaceId, workspaceId), eq(activity.subjectId, subjectId)));
  return deeds.map(({ verb }) => verb);
}
