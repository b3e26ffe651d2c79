import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { activity, members } from "@/db/schema";
import type { Role } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { findTokenMember, makeApiToken } from "@/lib/people/api-tokens";
import { changeMember, endMemberSessions, removeMember } from "@/lib/people/members";
import { startSession } from "@/lib/people/sessions";
import { testDatabase } from "../../support/database";
import { memberBy } from "../../support/sessions";
import { aMember, aWorkspace } from "../../support/worlds";

const db = await testDatabase();

const change = (of: Member, role: Role, teamId = of.teamId) => ({
  memberId: of.id,
  role,
  teamId,
  seenRole: of.role,
  seenTeamId: of.teamId,
});
const deedsOn = (member: Member) =>
  db
    .select({ verb: activity.verb })
    .from(activity)
    .where(and(eq(activity.workspaceId, member.workspaceId), eq(activity.subjectId, member.id)));

test("an owner changes a member's role and team", async () => {
  const mill = await aWorkspace(db);

  await changeMember(db, mill.owner, change(mill.seller, "lead", mill.marketing));

  const [standing] = await db.select().from(members).where(eq(members.id, mill.seller.id));
  expect(standing).toMatchObject({ role: "lead", teamId: mill.marketing });
  expect(await deedsOn(mill.seller)).toEqual([{ verb: "member.changed" }]);
});

test("a new role begins with a new session", async () => {
  const mill = await aWorkspace(db);
  const token = await startSession(db, mill.seller.userId);

  await changeMember(db, mill.owner, change(mill.seller, "executive"));

  expect(await memberBy(db, token, mill.workspace.slug)).toBeUndefined();
});

test("a new team leaves people signed in", async () => {
  const mill = await aWorkspace(db);
  const token = await startSession(db, mill.seller.userId);

  await changeMember(db, mill.owner, change(mill.seller, "member", mill.marketing));

  expect(await memberBy(db, token, mill.workspace.slug)).toMatchObject({ teamId: mill.marketing });
});

test("the last owner can be neither removed nor made less", async () => {
  const mill = await aWorkspace(db);

  await expect(changeMember(db, mill.owner, change(mill.owner, "lead"))).rejects.toMatchObject({ kind: "conflict" });
  await expect(removeMember(db, mill.owner, mill.owner.id)).rejects.toMatchObject({ kind: "conflict" });
});

test("of two owners who step down at the same moment one stays", async () => {
  const mill = await aWorkspace(db);
  const second = await aMember(db, mill, { name: "Second Owner", role: "owner" });

  const results = await Promise.allSettled([
    changeMember(db, mill.owner, change(mill.owner, "member")),
    changeMember(db, second, change(second, "member")),
  ]);

  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("what somebody else changed meanwhile is not overwritten unseen", async () => {
  const mill = await aWorkspace(db);
  await changeMember(db, mill.owner, change(mill.seller, "lead"));

  const late = changeMember(db, mill.owner, change(mill.seller, "executive"));

  await expect(late).rejects.toMatchObject({ kind: "conflict", standing: { role: "lead" } });
});

test("a removed member can enter no more, and neither can their tokens", async () => {
  const mill = await aWorkspace(db);
  const second = await aMember(db, mill, { name: "Second Owner", role: "owner" });
  const session = await startSession(db, second.userId);
  const { token } = await makeApiToken(db, second, { id: v7(), name: "Nightly export" });

  await removeMember(db, mill.owner, second.id);

  expect(await memberBy(db, session, mill.workspace.slug)).toBeUndefined();
  expect(await findTokenMember(db, token)).toBeUndefined();
});

test("only an owner manages people, and only those of the workspace", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];

  for (const member of [mill.lead, mill.seller, mill.executive])
    await expect(removeMember(db, member, mill.facilitator.id)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(removeMember(db, depot.owner, mill.seller.id)).rejects.toMatchObject({ kind: "not_found" });
  await expect(changeMember(db, depot.owner, change(mill.seller, "lead"))).rejects.toMatchObject({ kind: "not_found" });
  await expect(changeMember(db, mill.owner, change(mill.seller, "member", depot.sales))).rejects.toMatchObject({
    kind: "not_found",
  });
});

test("an owner signs a member out everywhere, and nobody else does", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const token = await startSession(db, mill.seller.userId);

  for (const other of [mill.lead, mill.seller, mill.executive])
    await expect(endMemberSessions(db, other, mill.seller.id)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(endMemberSessions(db, depot.owner, mill.seller.id)).rejects.toMatchObject({ kind: "not_found" });
  expect(await endMemberSessions(db, mill.owner, mill.seller.id)).toBe(1);

  expect(await memberBy(db, token, mill.workspace.slug)).toBeUndefined();
  expect(await deedsOn(mill.seller)).toEqual([{ verb: "member.signed_out" }]);
});
