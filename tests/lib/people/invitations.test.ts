import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { activity, invitations, members, users } from "@/db/schema";
import type { Role } from "@/db/terms";
import { findInvitation, joinAsNewcomer, joinAsUser } from "@/lib/people/accept-invitation";
import { invite, listInvitations, withdrawInvitation } from "@/lib/people/invitations";
import { removeMember } from "@/lib/people/members";
import { hashToken } from "@/lib/people/tokens";
import { listMembersByPage } from "@/lib/teams/queries";
import { activitiesOf } from "../../support/activities";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
const membersOf = async (world: World) => (await listMembersByPage(db, world.owner, {})).members;

const anInvitation = (more: { email?: string; role?: Role; teamId?: string | null; id?: string } = {}) => ({
  id: v7(),
  email: `${v7()}@new.example`,
  role: "member" as Role,
  teamId: null,
  ...more,
});
const newcomer = (token: string) => ({
  token,
  name: "Marta Ruiz",
  password: "a boat, a bell and a bridge",
  timeZone: "Europe/Madrid",
});

test("an invitation lets a newcomer in with its role and team", async () => {
  const mill = await aWorkspace(db);
  const { token } = await invite(db, mill.lead, anInvitation({ email: "marta@new.example", teamId: mill.sales }));

  const joined = await joinAsNewcomer(db, newcomer(token));

  expect(joined.slug).toBe(mill.workspace.slug);
  const found = (await membersOf(mill)).find(({ email }) => email === "marta@new.example");
  expect(found).toMatchObject({ name: "Marta Ruiz", role: "member", teamId: mill.sales });
});

test("an invitation counts once, also for two people at the same moment", async () => {
  const mill = await aWorkspace(db);
  const { token } = await invite(db, mill.lead, anInvitation());

  const results = await Promise.allSettled([joinAsNewcomer(db, newcomer(token)), joinAsNewcomer(db, newcomer(token))]);

  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await membersOf(mill)).toHaveLength(6);
  await expect(joinAsNewcomer(db, newcomer(token))).rejects.toThrow(/used already/);
});

test("an invitation is for its address alone", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const { token } = await invite(db, mill.lead, anInvitation({ email: "somebody@else.example" }));

  const taken = joinAsUser(db, token, { userId: depot.seller.userId, email: "jonas@depot.example" });

  await expect(taken).rejects.toMatchObject({ kind: "forbidden" });
  expect(await findInvitation(db, token)).toMatchObject({ state: "open" });
});

test("somebody with an account joins with it and nobody can set a new password by an invitation", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const email = `${depot.seller.userId}@people.example`;
  const { token } = await invite(db, mill.lead, anInvitation({ email, role: "lead" }));

  await expect(joinAsNewcomer(db, newcomer(token))).rejects.toMatchObject({ kind: "conflict" });
  await joinAsUser(db, token, { userId: depot.seller.userId, email });

  expect((await membersOf(mill)).find((member) => member.email === email)).toMatchObject({ role: "lead" });
});

test("an invitation runs out after 72 hours", async () => {
  const mill = await aWorkspace(db);
  const { id, token } = await invite(db, mill.lead, anInvitation());
  await db
    .update(invitations)
    .set({ expiresAt: sql`${invitations.expiresAt} - interval '72 hours'` })
    .where(eq(invitations.id, id));

  await expect(joinAsNewcomer(db, newcomer(token))).rejects.toThrow(/has run out/);
});

test("a withdrawn invitation lets nobody in", async () => {
  const mill = await aWorkspace(db);
  const { id, token } = await invite(db, mill.lead, anInvitation());

  await withdrawInvitation(db, mill.owner, id);

  await expect(joinAsNewcomer(db, newcomer(token))).rejects.toThrow(/withdrawn/);
  await expect(withdrawInvitation(db, mill.owner, id)).rejects.toMatchObject({ kind: "not_found" });
});

test("a new invitation of an address withdraws the one before", async () => {
  const mill = await aWorkspace(db);
  const first = await invite(db, mill.lead, anInvitation({ email: "twice@new.example" }));
  await invite(db, mill.lead, anInvitation({ email: "twice@new.example" }));

  expect(await listInvitations(db, mill.owner)).toHaveLength(1);
  await expect(joinAsNewcomer(db, newcomer(first.token))).rejects.toThrow(/withdrawn/);
});

test("the same form sent twice is one invitation, and the link shown last is the one that works", async () => {
  const mill = await aWorkspace(db);
  const form = anInvitation();
  const first = await invite(db, mill.lead, form);
  const second = await invite(db, mill.lead, form);

  expect(second.id).toBe(first.id);
  expect(await listInvitations(db, mill.owner)).toHaveLength(1);
  expect(await findInvitation(db, first.token)).toBeUndefined();
  expect(await findInvitation(db, second.token)).toMatchObject({ state: "open" });
});

test("a link made anew holds for another 72 hours, for the role and the team that are asked for now", async () => {
  const mill = await aWorkspace(db);
  const form = anInvitation({ email: "again@new.example", teamId: mill.marketing });
  const { id } = await invite(db, mill.lead, form);
  await db.update(invitations).set({ expiresAt: sql`now() - interval '1 hour'` }).where(eq(invitations.id, id));

  const { token } = await invite(db, mill.lead, { ...form, role: "lead", teamId: mill.sales });

  const [renewed] = await db.select().from(invitations).where(eq(invitations.id, id));
  expect(renewed?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 71.9 * 3_600_000);
  await joinAsNewcomer(db, newcomer(token));
  const found = (await membersOf(mill)).find(({ email }) => email === form.email);
  expect(found).toMatchObject({ role: "lead", teamId: mill.sales });
  const [changed] = await activitiesOf(db, mill.workspace.id, "invitation.changed");
  expect(changed?.details).toMatchObject({ role: "lead", from: { role: "member", teamId: mill.marketing } });
});

test("a link made anew cannot be turned into one for another address", async () => {
  const mill = await aWorkspace(db);
  const form = anInvitation();
  await invite(db, mill.lead, form);

  const bent = invite(db, mill.lead, { ...form, email: "somebody@else.example" });

  await expect(bent).rejects.toMatchObject({ kind: "conflict" });
});

test("another workspace can neither see, withdraw nor take over an invitation", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const form = anInvitation();
  const { id } = await invite(db, mill.lead, form);

  expect(await listInvitations(db, depot.owner)).toEqual([]);
  await expect(withdrawInvitation(db, depot.owner, id)).rejects.toMatchObject({ kind: "not_found" });
  await expect(invite(db, depot.lead, form)).rejects.toMatchObject({ kind: "conflict" });
  await expect(invite(db, depot.lead, anInvitation({ teamId: mill.sales }))).rejects.toMatchObject({
    kind: "not_found",
  });
});

test("a lead cannot invite an owner, a member nobody", async () => {
  const mill = await aWorkspace(db);

  await expect(invite(db, mill.lead, anInvitation({ role: "owner" }))).rejects.toMatchObject({ kind: "forbidden" });
  await expect(invite(db, mill.seller, anInvitation())).rejects.toMatchObject({ kind: "forbidden" });
  await expect(invite(db, mill.executive, anInvitation())).rejects.toMatchObject({ kind: "forbidden" });
  await expect(invite(db, mill.owner, anInvitation({ role: "owner" }))).resolves.toBeDefined();
});

test("a member cannot be invited again", async () => {
  const mill = await aWorkspace(db);
  const email = `${mill.seller.userId}@people.example`;

  await expect(invite(db, mill.lead, anInvitation({ email }))).rejects.toMatchObject({
    kind: "conflict",
    fields: { email: [expect.stringContaining("member already")] },
  });
});

test("whoever left and is invited again comes back as the same member", async () => {
  const mill = await aWorkspace(db);
  const email = `${mill.seller.userId}@people.example`;
  await removeMember(db, mill.owner, mill.seller.id);
  const { token } = await invite(db, mill.lead, anInvitation({ email, role: "executive" }));

  await joinAsUser(db, token, { userId: mill.seller.userId, email });

  const [again] = await db.select().from(members).where(eq(members.userId, mill.seller.userId));
  expect(again).toMatchObject({ id: mill.seller.id, role: "executive", teamId: null, endedAt: null });
});

test("tokens and passwords are kept as hashes alone and never stand in the history", async () => {
  const mill = await aWorkspace(db);
  const { token } = await invite(db, mill.lead, anInvitation());
  await joinAsNewcomer(db, newcomer(token));

  const kept = JSON.stringify([
    await db.select().from(activity),
    await db.select().from(invitations),
    await db.select().from(users),
  ]);

  expect(kept).not.toContain(token);
  expect(kept).not.toContain(newcomer(token).password);
  expect(JSON.stringify(await db.select().from(activity))).not.toContain(hashToken(token));
});
