import * as argon2 from "@node-rs/argon2";
import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeEach, expect, test, vi } from "vitest";
import { activity, apiTokens, rateLimits, sessions, users } from "@/db/schema";
import { findTokenMember, listApiTokens, makeApiToken, withdrawApiToken } from "@/lib/people/api-tokens";
import { hashPassword, password } from "@/lib/people/passwords";
import { changePassword } from "@/lib/people/profile";
import {
  endOtherSessions,
  endOwnSession,
  endSession,
  findSession,
  listSessions,
  startSession,
} from "@/lib/people/sessions";
import { signIn, signInInput } from "@/lib/people/sign-in";
import { hashToken } from "@/lib/people/tokens";
import { testDatabase } from "../../support/database";
import { memberBy } from "../../support/sessions";
import { aMember, aWorkspace } from "../../support/worlds";

// The real hash, counted: each check of a password costs one.
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof argon2>();
  return { ...real, verify: vi.fn(real.verify) };
});

const db = await testDatabase();
const right = "the river runs under the mill";
const passwordHash = await hashPassword(right);
const elsewhere = () => `10.0.0.${Math.floor(Math.random() * 1e9)}`;

async function somebody() {
  const mill = await aWorkspace(db);
  const member = await aMember(db, mill, { name: "Marta Ruiz", role: "member", passwordHash });
  return { ...mill, member, email: `${member.userId}@people.example` };
}

beforeEach(() => {
  vi.mocked(argon2.verify).mockClear();
});

test("the right password starts a session, in whatever case the address is typed", async () => {
  const { member, email, workspace } = await somebody();

  const typed = signInInput.parse({ email: ` ${email.toUpperCase()} `, password: right });
  const token = await signIn(db, typed, elsewhere());

  expect(await memberBy(db, token, workspace.slug)).toMatchObject({ id: member.id });
});

test("an unknown address costs one hash, like a wrong password, and gets the same answer", async () => {
  const { email } = await somebody();
  const sayNo = async (who: string) => {
    vi.mocked(argon2.verify).mockClear();
    const refused = await signIn(db, { email: who, password: "not the one at all" }, elsewhere()).catch(
      (error) => error,
    );
    return { words: refused.message, hashes: vi.mocked(argon2.verify).mock.calls.length };
  };
  await sayNo("warm.up@nobody.example");

  const [known, unknown] = [await sayNo(email), await sayNo("nobody@nobody.example")];

  expect(known.hashes).toBe(1);
  expect(unknown).toEqual(known);
});

test("somebody without a password cannot sign in with one", async () => {
  const mill = await aWorkspace(db);

  const tried = signIn(
    db,
    { email: `${mill.lead.userId}@people.example`, password: "nobody has this password" },
    elsewhere(),
  );

  await expect(tried).rejects.toMatchObject({ kind: "invalid" });
});

test("of 20 tries at one account at once 5 are checked", async () => {
  const { email } = await somebody();

  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, () => signIn(db, { email, password: "not the one at all" }, elsewhere())),
  );

  expect(vi.mocked(argon2.verify)).toHaveBeenCalledTimes(5);
  const kinds = tries.map((tried) => (tried.status === "rejected" ? tried.reason.kind : "let in"));
  expect(kinds.filter((kind) => kind === "too_many")).toHaveLength(15);
});

test("after too many tries even the right password waits, and the words say how long", async () => {
  const { email } = await somebody();
  for (let i = 0; i < 5; i += 1)
    await signIn(db, { email, password: "not the one at all" }, elsewhere()).catch(() => {});

  await expect(signIn(db, { email, password: right }, elsewhere())).rejects.toThrow(/wait 15 minutes/);
});

test("each pause after too many tries is longer, up to an hour, and the right password ends that", async () => {
  const { email } = await somebody();
  const wrong = () =>
    signIn(db, { email, password: "not the one at all" }, elsewhere()).catch((error: Error) => error.message);
  const untilPause = async () => {
    const words: string[] = [];
    for (let i = 0; i < 6; i += 1) words.push(String(await wrong()));
    return words.find((sentence) => sentence.includes("wait"));
  };
  const goBy = () =>
    db
      .update(rateLimits)
      .set({ expire: new Date(Date.now() - 1000) })
      .where(eq(rateLimits.key, `sign-in-account:${email}`));

  const pauses: unknown[] = [];
  for (let i = 0; i < 4; i += 1) {
    pauses.push(await untilPause());
    await goBy();
  }
  await signIn(db, { email, password: right }, elsewhere());
  pauses.push(await untilPause());

  const wait = (minutes: number) => `Too many tries. Please wait ${minutes} minutes and try again.`;
  expect(pauses).toEqual([15, 30, 60, 60, 15].map(wait));
});

test("a network address that has to wait uses up no tries of anybody's account", async () => {
  const { email } = await somebody();
  const office = elsewhere();
  const wrong = (who: string) =>
    signIn(db, { email: who, password: "not the one at all" }, office).catch((error) => error);
  await Promise.all(Array.from({ length: 31 }, (_, i) => wrong(`${i}-${office}@nobody.example`)));
  for (let i = 0; i < 6; i += 1) expect(await wrong(email)).toMatchObject({ kind: "too_many" });

  await expect(signIn(db, { email, password: right }, elsewhere())).resolves.toHaveLength(43);
});

test("of many accounts tried from one network address 30 are checked", async () => {
  const address = elsewhere();

  const tries = await Promise.allSettled(
    Array.from({ length: 40 }, (_, i) =>
      signIn(db, { email: `${i}-${address}@nobody.example`, password: "not the one at all" }, address),
    ),
  );

  expect(vi.mocked(argon2.verify)).toHaveBeenCalledTimes(30);
  expect(tries.every(({ status }) => status === "rejected")).toBe(true);
});

test("the right password gives an account its tries back", async () => {
  const { email } = await somebody();
  const wrong = () => signIn(db, { email, password: "not the one at all" }, elsewhere()).catch(() => {});
  for (let i = 0; i < 4; i += 1) await wrong();
  await signIn(db, { email, password: right }, elsewhere());
  for (let i = 0; i < 4; i += 1) await wrong();

  await expect(signIn(db, { email, password: right }, elsewhere())).resolves.toHaveLength(43);
});

test("people who sign in rightly use up no tries of the network address they share", async () => {
  const { email } = await somebody();
  const office = elsewhere();
  const here = (who: string, words: string) => signIn(db, { email: who, password: words }, office);
  for (let i = 0; i < 29; i += 1) await here(`${i}-${office}@nobody.example`, "not the one at all").catch(() => {});
  await here(email, right);
  await here(email, right);

  await expect(here(email, right)).resolves.toHaveLength(43);
});

test("a session ended in one place is refused in every other at once", async () => {
  const { member, workspace } = await somebody();
  const token = await startSession(db, member.userId);
  await endSession(db, token);

  expect(await findSession(db, token)).toBeUndefined();
  expect(await memberBy(db, token, workspace.slug)).toBeUndefined();
});

test("a session ends after 7 idle days and after 30 in all", async () => {
  const { member, workspace } = await somebody();
  const [idle, old, good] = [
    await startSession(db, member.userId),
    await startSession(db, member.userId),
    await startSession(db, member.userId),
  ];
  const set = (token: string, column: object) =>
    db
      .update(sessions)
      .set(column)
      .where(eq(sessions.tokenHash, hashToken(token)));
  await set(idle, { lastSeenAt: sql`now() - interval '7 days'` });
  await set(old, { expiresAt: sql`now()` });
  await set(good, { lastSeenAt: sql`now() - interval '6 days 23 hours'`, expiresAt: sql`now() + interval '1 hour'` });

  expect(await memberBy(db, idle, workspace.slug)).toBeUndefined();
  expect(await memberBy(db, old, workspace.slug)).toBeUndefined();
  expect(await memberBy(db, good, workspace.slug)).toBeDefined();
});

test("one sees one's own sessions and ends any of them, and nobody else's", async () => {
  const [one, other] = [await somebody(), await somebody()];
  const [here, there] = [await startSession(db, one.member.userId), await startSession(db, one.member.userId)];
  const listed = await listSessions(db, one.member.userId, here);
  const away = listed.find(({ isThis }) => !isThis)?.id ?? "";

  await expect(endOwnSession(db, other.member.userId, away)).rejects.toMatchObject({ kind: "not_found" });
  await endOwnSession(db, one.member.userId, away);

  expect(listed).toHaveLength(2);
  expect(await findSession(db, there)).toBeUndefined();
  expect(await findSession(db, here)).toBeDefined();
});

test("a new password asks for the one before and ends every session but the new one", async () => {
  const { member, email } = await somebody();
  const before = await startSession(db, member.userId);
  const user = { userId: member.userId, email };
  const next = "two herons on one leg";

  await expect(changePassword(db, user, { current: "a guess", password: next }, elsewhere())).rejects.toMatchObject({
    fields: { current: [expect.any(String)] },
  });
  const now = await changePassword(db, user, { current: right, password: next }, elsewhere());

  expect(await findSession(db, before)).toBeUndefined();
  expect(await findSession(db, now)).toBeDefined();
  await expect(signIn(db, { email, password: next }, elsewhere())).resolves.toBeDefined();
});

test.each([
  ["too short", "eleven char"],
  ["too long", "x".repeat(129)],
  ["among the commonest", "PasswordPassword"],
  ["among the commonest", "1qaz2wsx3edc"],
])("a password that is %s is refused at the field", (_why, text) => {
  expect(password.safeParse(text).success).toBe(false);
});

test("a password typed with composed or with separate accents is the same password", async () => {
  const { member, email } = await somebody();
  await db
    .update(users)
    .set({ passwordHash: await hashPassword(password.parse("Die Mühle am Bach".normalize("NFD"))) })
    .where(eq(users.id, member.userId));

  await expect(
    signIn(db, { email, password: "Die Mühle am Bach".normalize("NFC") }, elsewhere()),
  ).resolves.toBeDefined();
});

test("tokens are kept as hashes alone, and a withdrawn one is nobody's", async () => {
  const mill = await aWorkspace(db);
  const session = await startSession(db, mill.owner.userId);
  const { id, token } = await makeApiToken(db, mill.owner, { id: v7(), name: "Nightly export" });

  await withdrawApiToken(db, mill.owner, id);

  const kept = JSON.stringify([await db.select().from(sessions), await db.select().from(apiTokens)]);
  expect(kept).not.toContain(session);
  expect(kept).not.toContain(token);
  await expect(withdrawApiToken(db, mill.owner, id)).rejects.toMatchObject({ kind: "not_found" });
});

test("the same token form sent twice is one token, and the text shown last is the one that works", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const form = { id: v7(), name: "Nightly export" };
  const first = await makeApiToken(db, mill.owner, form);
  const second = await makeApiToken(db, mill.owner, form);

  expect(await listApiTokens(db, mill.owner)).toHaveLength(1);
  expect(await findTokenMember(db, first.token)).toBeUndefined();
  expect(await findTokenMember(db, second.token)).toMatchObject({ id: mill.owner.id });
  await expect(makeApiToken(db, depot.owner, form)).rejects.toMatchObject({ kind: "conflict" });
});

test("one ends all one's other sessions at once, and the one at hand stays", async () => {
  const [one, other] = [await somebody(), await somebody()];
  const [here, there] = [await startSession(db, one.member.userId), await startSession(db, one.member.userId)];
  const theirs = await startSession(db, other.member.userId);

  expect(await endOtherSessions(db, one.member.userId, here)).toBe(1);

  expect(await findSession(db, there)).toBeUndefined();
  expect(await findSession(db, here)).toBeDefined();
  expect(await findSession(db, theirs)).toBeDefined();
});

test("a session is listed with its browser in words and its network without the last part, the one at hand first", async () => {
  const { member } = await somebody();
  const here = await startSession(db, member.userId, { device: "Firefox on Linux", network: "192.0.2.x" });
  await startSession(db, member.userId);

  expect(await listSessions(db, member.userId, here)).toMatchObject([
    { isThis: true, device: "Firefox on Linux", network: "192.0.2.x" },
    { isThis: false, device: null, network: null },
  ]);
});

test("sign-ins, refused ones and ended sessions stand in the history, without the password and the whole address", async () => {
  const { member, email, workspace } = await somebody();
  const from = { device: "Firefox on Linux", network: "192.0.2.x" };
  await signIn(db, { email, password: "not the one at all" }, "192.0.2.77", from).catch(() => {});
  const here = await signIn(db, { email, password: right }, "192.0.2.77", from);
  await startSession(db, member.userId);
  await endOtherSessions(db, member.userId, here);
  await endSession(db, here, { signedOut: true });

  const told = await db
    .select()
    .from(activity)
    .where(eq(activity.workspaceId, workspace.id))
    .orderBy(activity.sequence);

  expect(told.map(({ verb, memberId, details }) => ({ verb, memberId, details }))).toEqual([
    { verb: "session.refused", memberId: null, details: from },
    { verb: "session.started", memberId: member.id, details: from },
    { verb: "session.ended", memberId: member.id, details: { how: "all_others", count: 1 } },
    { verb: "session.ended", memberId: member.id, details: { how: "signed_out", device: "Firefox on Linux" } },
  ]);
  expect(told.every(({ subjectId }) => subjectId === member.id)).toBe(true);
  expect(JSON.stringify(told)).not.toMatch(/192\.0\.2\.77|river|not the one/);
});
