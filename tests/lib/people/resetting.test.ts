import { desc, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { activity, mails, members, notices, passwordResets, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { sendMails } from "@/lib/mail/send-mails";
import { chooseByReset, findReset } from "@/lib/people/choose-by-reset";
import { makeReset } from "@/lib/people/make-reset";
import { hashPassword } from "@/lib/people/passwords";
import { makeResetAtMachine } from "@/lib/people/reset-at-machine";
import { findSession, startSession } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { hashToken } from "@/lib/people/tokens";
import { testDatabase } from "../../support/database";
import { type MailServer, startMailServer } from "../../support/smtp";
import { aMember, aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
const before = "the river runs under the mill";
const after = "two herons on one leg";
const passwordHash = await hashPassword(before);
const elsewhere = () => `10.0.0.${Math.floor(Math.random() * 1e9)}`;
let post: MailServer;

beforeAll(async () => {
  process.env.ORIGIN = "https://cause.example.org";
  process.env.TOKEN_KEY = "a key of the test";
  process.env.AUTH_SECRET = "another";
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = "a third";
  post = await startMailServer();
});
afterAll(() => post.stop());

/** A mill with Marta, who has forgotten her password. */
async function aMill() {
  const mill = await aWorkspace(db);
  const marta = await aMember(db, mill, { name: "Marta Ruiz", role: "member", passwordHash });
  return { ...mill, marta, email: `${marta.userId}@people.example` };
}
const shown = async (mill: World, of: Member, by = mill.owner) => {
  const { token } = await makeReset(db, by, { id: v7(), memberId: of.id, way: "shown" });
  return token ?? "";
};
const choose = (token: string, password = after) => chooseByReset(db, { token, password });
const deedsOn = async (member: Member) =>
  (await db.select({ verb: activity.verb }).from(activity).where(eq(activity.subjectId, member.id))).map(
    ({ verb }) => verb,
  );

test("with an owner's link a member chooses a new password, all their sessions end, and they are told", async () => {
  const mill = await aMill();
  const session = await startSession(db, mill.marta.userId);

  await choose(await shown(mill, mill.marta));

  expect(await findSession(db, session)).toBeUndefined();
  await expect(signIn(db, { email: mill.email, password: before }, elsewhere())).rejects.toMatchObject({
    kind: "invalid",
  });
  await expect(signIn(db, { email: mill.email, password: after }, elsewhere())).resolves.toHaveLength(43);
  const told = await db.select().from(notices).where(eq(notices.memberId, mill.marta.id));
  expect(told).toMatchObject([{ kind: "password_reset", path: "/profile", readAt: null }]);
  expect(await deedsOn(mill.marta)).toEqual([
    "password.reset_offered",
    "password.reset",
    "session.refused",
    "session.started",
  ]);
});

test("the password before holds until a new one is chosen", async () => {
  const mill = await aMill();
  const session = await startSession(db, mill.marta.userId);

  await shown(mill, mill.marta);

  expect(await findSession(db, session)).toBeDefined();
  await expect(signIn(db, { email: mill.email, password: before }, elsewhere())).resolves.toHaveLength(43);
});

test("a link counts once, also when it is used twice at the same moment", async () => {
  const mill = await aMill();
  const token = await shown(mill, mill.marta);

  const tries = await Promise.allSettled([choose(token), choose(token, "another phrase for later")]);

  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(choose(token)).rejects.toMatchObject({ kind: "conflict", message: /used already/ });
});

test("a link holds for 30 minutes, and a newer one makes it void", async () => {
  const mill = await aMill();
  const [first, second] = [await shown(mill, mill.marta), await shown(mill, mill.marta)];
  expect(await findReset(db, first)).toMatchObject({ state: "withdrawn" });
  expect(await findReset(db, second)).toMatchObject({ state: "open" });
  const pass = (minutes: string) =>
    db
      .update(passwordResets)
      .set({ expiresAt: sql`${passwordResets.expiresAt} - ${minutes}::interval` })
      .where(eq(passwordResets.tokenHash, hashToken(second)));

  await pass("29 minutes");
  expect(await findReset(db, second)).toMatchObject({ state: "open" });
  await pass("1 minute");

  await expect(choose(first)).rejects.toMatchObject({ kind: "conflict", message: /newer one/ });
  await expect(choose(second)).rejects.toMatchObject({ kind: "conflict", message: /30 minutes/ });
  await expect(choose("x".repeat(43))).rejects.toMatchObject({ kind: "not_found" });
});

test("a link is bound to the address and the membership it was made for", async () => {
  const mill = await aMill();
  const moved = await shown(mill, mill.marta);
  await db
    .update(users)
    .set({ email: `new-${mill.email}` })
    .where(eq(users.id, mill.marta.userId));
  await expect(choose(moved)).rejects.toMatchObject({ kind: "conflict" });

  const left = await shown(mill, mill.marta);
  await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, mill.marta.id));
  await expect(choose(left)).rejects.toMatchObject({ kind: "conflict" });
});

test("only an owner makes a link, for members of their workspace, and not for themselves", async () => {
  const [mill, depot] = [await aMill(), await aWorkspace(db)];

  for (const other of [mill.lead, mill.seller, mill.executive])
    await expect(shown(mill, mill.marta, other)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(shown(depot, mill.marta)).rejects.toMatchObject({ kind: "not_found" });
  await expect(shown(mill, mill.owner)).rejects.toMatchObject({ kind: "conflict" });
});

test("who runs the machine makes a link for an owner whom nobody else can help, and each of their workspaces is told", async () => {
  const [mill, depot] = [await aMill(), await aWorkspace(db)];
  const there = v7();
  const before = await shown(mill, mill.marta);
  await db
    .insert(members)
    .values({ id: there, workspaceId: depot.workspace.id, userId: mill.marta.userId, role: "lead" });

  const { token, name } = await makeResetAtMachine(db, mill.email);

  expect(name).toBe("Marta Ruiz");
  expect(await findReset(db, before)).toMatchObject({ state: "withdrawn" });
  await choose(token);
  await expect(signIn(db, { email: mill.email, password: after }, elsewhere())).resolves.toHaveLength(43);
  for (const id of [mill.marta.id, there]) {
    const told = await db.select().from(activity).where(eq(activity.subjectId, id));
    const made = told.filter(({ verb }) => verb === "password.reset_offered").at(-1);
    expect(made).toMatchObject({ memberId: null, details: { way: "printed" } });
    expect(told.map(({ verb }) => verb)).toContain("password.reset");
  }
  const [notice] = await db.select().from(notices).where(eq(notices.kind, "password_reset")).orderBy(desc(notices.id));
  expect(notice?.about).toContain("on the machine itself");
  await expect(makeResetAtMachine(db, "nobody@people.example")).rejects.toMatchObject({ kind: "not_found" });
  await db.update(members).set({ endedAt: new Date() }).where(eq(members.userId, mill.marta.userId));
  await expect(makeResetAtMachine(db, mill.email)).rejects.toMatchObject({ kind: "not_found" });
});

test("no owner is shown a link that opens a workspace which is not theirs", async () => {
  const [mill, depot] = [await aMill(), await aWorkspace(db)];
  const there = { id: v7(), workspaceId: depot.workspace.id, userId: mill.marta.userId, role: "owner" } as const;
  await db.insert(members).values(there);

  await expect(shown(mill, mill.marta)).rejects.toMatchObject({ kind: "conflict", fields: { way: [/another/] } });
  await db.insert(members).values({ ...there, id: v7(), userId: mill.owner.userId });
  await expect(shown(mill, mill.marta)).resolves.toHaveLength(43);
});

test("only hashes are kept, and the same form sent again shows a link that works", async () => {
  const mill = await aMill();
  const form = { id: v7(), memberId: mill.marta.id, way: "shown" } as const;
  const first = await makeReset(db, mill.owner, form);
  const second = await makeReset(db, mill.owner, form);

  const kept = await db.select().from(passwordResets).where(eq(passwordResets.memberId, mill.marta.id));

  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain(second.token);
  expect(await findReset(db, first.token ?? "")).toBeUndefined();
  expect(await findReset(db, second.token ?? "")).toMatchObject({ state: "open" });
});

test("pauses after wrong guesses end with the new password", async () => {
  const mill = await aMill();
  for (let i = 0; i < 6; i += 1)
    await signIn(db, { email: mill.email, password: "not the one at all" }, elsewhere()).catch(() => {});

  await choose(await shown(mill, mill.marta));

  await expect(signIn(db, { email: mill.email, password: after }, elsewhere())).resolves.toHaveLength(43);
});

test("a mailed link reaches the member alone, whatever mail they want, and so does word of the new password", async () => {
  const mill = await aMill();
  const form = { id: v7(), memberId: mill.marta.id, way: "mailed" } as const;
  await expect(makeReset(db, mill.owner, form)).rejects.toMatchObject({ fields: { way: [expect.any(String)] } });
  process.env.SMTP_URL = post.url;
  await db.execute(sql`insert into notice_settings (workspace_id, member_id, digest)
    values (${mill.workspace.id}, ${mill.marta.id}, 'none')`);

  expect(await makeReset(db, mill.owner, form)).toEqual({});
  expect(await makeReset(db, mill.owner, form)).toEqual({});
  await sendMails(db);
  const [, token = ""] = /https:\/\/cause\.example\.org\/reset\/([\w-]{43})\b/.exec(post.mails[0]?.text ?? "") ?? [];
  await choose(token);
  await sendMails(db);

  expect(post.mails.map(({ subject, to }) => [subject, to?.map(({ address }) => address)])).toEqual([
    ["The mill: choose a new password", [mill.email]],
    ["The mill: your password was chosen anew", [mill.email]],
  ]);
  expect(await db.select({ state: mails.state }).from(mails).where(eq(mails.memberId, mill.marta.id))).toEqual([
    { state: "sent" },
    { state: "sent" },
  ]);
  delete process.env.SMTP_URL;
});
