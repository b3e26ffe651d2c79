import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { activity } from "@/db/schema";
import { addTeam, relateTeams, relationshipInput } from "@/lib/teams/commands";
import { listRelationships, listTeams, requireRelationship } from "@/lib/teams/queries";
import { testDatabase } from "../support/database";
import { aWorkspace } from "../support/worlds";

const db = await testDatabase();

test("a new team stands in its own workspace and unseen from another", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];

  const team = await addTeam(db, mill.owner, { name: "Service" });

  expect((await listTeams(db, mill.lead)).map(({ name }) => name)).toEqual(["Marketing", "Sales", "Service"]);
  expect(await listTeams(db, depot.lead)).toHaveLength(2);
  const deeds = await db
    .select({ verb: activity.verb })
    .from(activity)
    .where(and(eq(activity.workspaceId, mill.workspace.id), eq(activity.subjectId, team.id)));
  expect(deeds).toEqual([{ verb: "team.added" }]);
});

test("a team's name stands once in a workspace, in whatever case", async () => {
  const mill = await aWorkspace(db);

  await expect(addTeam(db, mill.owner, { name: "SALES" })).rejects.toMatchObject({
    kind: "conflict",
    fields: { name: [expect.any(String)] },
  });
});

test("two teams are related once, in whichever order", async () => {
  const mill = await aWorkspace(db);
  const service = await addTeam(db, mill.owner, { name: "Service" });
  await relateTeams(db, mill.owner, { firstTeamId: mill.sales, secondTeamId: service.id });

  const again = relateTeams(db, mill.owner, { firstTeamId: service.id, secondTeamId: mill.sales });

  await expect(again).rejects.toMatchObject({ kind: "conflict" });
  expect((await listRelationships(db, mill.lead)).map(({ name }) => name)).toEqual([
    "Marketing and Sales",
    "Sales and Service",
  ]);
});

test("a team has no relationship with itself, nor with a team of another workspace", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];

  const withItself = relationshipInput.safeParse({ firstTeamId: mill.sales, secondTeamId: mill.sales });
  const abroad = relateTeams(db, mill.owner, { firstTeamId: mill.sales, secondTeamId: depot.marketing });

  expect(withItself.success).toBe(false);
  await expect(abroad).rejects.toMatchObject({ kind: "not_found" });
  await expect(requireRelationship(db, mill.owner, depot.relationship.id)).rejects.toMatchObject({ kind: "not_found" });
});

test("only an owner adds teams and relationships", async () => {
  const mill = await aWorkspace(db);

  for (const member of [mill.lead, mill.seller, mill.executive]) {
    await expect(addTeam(db, member, { name: "Service" })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(
      relateTeams(db, member, { firstTeamId: mill.sales, secondTeamId: mill.marketing }),
    ).rejects.toMatchObject({ kind: "forbidden" });
  }
});
