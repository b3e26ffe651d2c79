import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { activity, users, workspaces } from "@/db/schema";
import { profileInput } from "@/lib/people/input";
import { editProfile } from "@/lib/people/profile";
import { changeWorkspace } from "@/lib/workspaces/commands";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();

const deedsIn = (workspaceId: string, subjectId: string) =>
  db
    .select({ verb: activity.verb })
    .from(activity)
    .where(and(eq(activity.workspaceId, workspaceId), eq(activity.subjectId, subjectId)));

test("everyone edits their own profile, an executive too, and nobody else's", async () => {
  const mill = await aWorkspace(db);

  await editProfile(db, mill.executive, { name: "C. Aubert", locale: "fr", timeZone: "Europe/Paris", theme: "dark" });

  const [edited] = await db.select().from(users).where(eq(users.id, mill.executive.userId));
  expect(edited).toMatchObject({ name: "C. Aubert", locale: "fr", timeZone: "Europe/Paris", theme: "dark" });
  const [other] = await db.select().from(users).where(eq(users.id, mill.lead.userId));
  expect(other).toMatchObject({ name: mill.lead.name, theme: "system" });
  expect(await deedsIn(mill.workspace.id, mill.executive.id)).toEqual([{ verb: "profile.edited" }]);
});

test("a profile takes what the machine knows: a listed locale, a real zone, one of three themes, a name", () => {
  const typed = { name: " \n ", locale: "xx", timeZone: "Mars/Base", theme: "pink" };

  const wrong = profileInput.safeParse(typed).error?.issues.map(({ path }) => path[0]);

  expect(wrong).toEqual(["name", "locale", "timeZone", "theme"]);
});

const change = { name: "The New Mill", timeZone: "Asia/Kathmandu", seenName: "The mill", seenTimeZone: "UTC" };

test("an owner changes the name and the zone of the workspace, and its address stays", async () => {
  const mill = await aWorkspace(db);

  await changeWorkspace(db, mill.owner, change);

  const [standing] = await db.select().from(workspaces).where(eq(workspaces.id, mill.workspace.id));
  expect(standing).toMatchObject({ name: "The New Mill", timeZone: "Asia/Kathmandu", slug: mill.workspace.slug });
  expect(await deedsIn(mill.workspace.id, mill.workspace.id)).toEqual([{ verb: "workspace.changed" }]);
});

test("a workspace that was changed meanwhile is not overwritten unseen", async () => {
  const mill = await aWorkspace(db);
  await changeWorkspace(db, mill.owner, change);

  const late = changeWorkspace(db, mill.owner, { ...change, name: "The Old Mill" });

  await expect(late).rejects.toMatchObject({ kind: "conflict" });
});

test("only an owner changes the workspace", async () => {
  const mill = await aWorkspace(db);

  for (const member of [mill.lead, mill.seller, mill.executive])
    await expect(changeWorkspace(db, member, change)).rejects.toMatchObject({ kind: "forbidden" });
});
