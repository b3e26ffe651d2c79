import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { setupTokens, users, workspaces } from "@/db/schema";
import { openExample } from "@/lib/example/open-example";
import { findTokenMember } from "@/lib/people/api-tokens";
import { firstStart } from "@/lib/people/first-start";
import { isFresh, isSetupToken, makeSetupToken, type SetUpInput, setUp, setUpInput } from "@/lib/people/set-up";
import { signIn } from "@/lib/people/sign-in";
import { testDatabase } from "../../support/database";
import { freshInstallation } from "../../support/fresh";

const db = await testDatabase();
const origin = "http://localhost:3000";

const wanted = (token: string, more: Partial<SetUpInput> = {}): SetUpInput => ({
  token,
  ownerName: "Hanne Vogel",
  email: "hanne@mill.example",
  password: "the river runs under the mill",
  workspaceName: "The Mill",
  firstTeam: "Marketing",
  secondTeam: "Sales",
  ownersTeam: "neither",
  timeZone: "Europe/Berlin",
  ...more,
});

const tokenIn = (link: string | undefined) => new URL(link ?? "").searchParams.get("token") ?? "";

beforeEach(() => freshInstallation(db));

test("a set-up link makes owner, workspace, two teams and their relationship", async () => {
  const made = await setUp(db, wanted(await makeSetupToken(db), { ownersTeam: "second" }));

  expect(made.slug).toBe("the-mill");
  expect(await isFresh(db)).toBe(false);
  const [owner] = await db.select().from(users).where(eq(users.id, made.userId));
  expect(owner).toMatchObject({ email: "hanne@mill.example", timeZone: "Europe/Berlin" });
});

test("a set-up link counts once", async () => {
  const token = await makeSetupToken(db);
  const tries = [
    setUp(db, wanted(token)),
    setUp(db, wanted(token, { email: "other@mill.example", workspaceName: "Another" })),
  ];

  const results = await Promise.allSettled(tries);

  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.select().from(workspaces)).toHaveLength(1);
  await expect(setUp(db, wanted(token))).rejects.toMatchObject({ kind: "invalid" });
});

test("a stranger without the link cannot claim a fresh installation", async () => {
  await makeSetupToken(db);

  await expect(setUp(db, wanted("a".repeat(43)))).rejects.toMatchObject({ kind: "invalid" });

  expect(await isFresh(db)).toBe(true);
  expect(await db.select().from(users)).toEqual([]);
});

test("a link printed by an earlier start is void", async () => {
  const first = tokenIn((await firstStart(db, origin, {})).setupLink);
  const second = tokenIn((await firstStart(db, origin, {})).setupLink);

  expect(await isSetupToken(db, first)).toBe(false);
  expect(await isSetupToken(db, second)).toBe(true);
});

test("the set-up link is built from the configured address, and only its hash is kept", async () => {
  const { setupLink } = await firstStart(db, "https://cause.example.org", {});

  expect(setupLink).toMatch(/^https:\/\/cause\.example\.org\/setup\?token=[\w-]{43}$/);
  expect(JSON.stringify(await db.select().from(setupTokens))).not.toContain(tokenIn(setupLink));
});

test("an installation with a workspace of its own prints no link and takes none", async () => {
  const token = await makeSetupToken(db);
  await setUp(db, wanted(token));

  expect(await firstStart(db, origin, {})).toEqual({});
});

test("example data does not count as a workspace of one's own", async () => {
  const opened = await openExample(db);

  expect(opened.path).toMatch(/^\/w\//);
  expect((await firstStart(db, origin, {})).setupLink).toBeDefined();
  expect((await openExample(db)).userId).toBe(opened.userId);
});

test("a refused set-up leaves nothing behind and the link good", async () => {
  await openExample(db);
  const token = await makeSetupToken(db);

  const refused = setUp(db, wanted(token, { email: "ines.okafor@harbour.example" }));

  await expect(refused).rejects.toMatchObject({ kind: "conflict", fields: { email: [expect.any(String)] } });
  expect(await isSetupToken(db, token)).toBe(true);
});

test("set-up asks for two different teams, a real zone and a password that is not common", () => {
  const typed = { ...wanted("x"), secondTeam: "marketing ", timeZone: "Mars/Base", password: "passwordpassword" };

  const fields = setUpInput.safeParse(typed).error?.issues.map(({ path }) => path[0]);

  expect(fields).toEqual(expect.arrayContaining(["password", "timeZone"]));
  expect(setUpInput.safeParse({ ...wanted("x"), secondTeam: "marketing " }).error?.issues[0]?.path).toEqual([
    "secondTeam",
  ]);
});

const unattended = {
  SETUP_OWNER_EMAIL: "Hanne.Vogel@mill.example",
  SETUP_OWNER_PASSWORD: "the river runs under the mill",
  SETUP_WORKSPACE: "The Mill",
};

test("the environment sets up without a browser, once however many copies start", async () => {
  const token = "a-token-for-automation";
  const environment = { ...unattended, SETUP_API_TOKEN: token, SETUP_TEAMS: "Brand, Field sales" };

  const starts = await Promise.all([1, 2, 3, 4, 5].map(() => firstStart(db, origin, environment)));
  await firstStart(db, origin, environment);

  expect(starts.every(({ setupLink }) => setupLink === undefined)).toBe(true);
  expect(await db.select({ name: workspaces.name }).from(workspaces)).toEqual([{ name: "The Mill" }]);
  expect(await findTokenMember(db, token)).toMatchObject({ name: "Hanne Vogel", role: "owner" });
  const typed = { email: "hanne.vogel@mill.example", password: unattended.SETUP_OWNER_PASSWORD };
  expect(await signIn(db, typed, "127.0.0.1")).toHaveLength(43);
});

test.each([
  [{ SETUP_OWNER_EMAIL: "hanne@mill.example" }, /SETUP_OWNER_PASSWORD and SETUP_WORKSPACE/],
  [{ SETUP_API_TOKEN: "a-token-for-automation" }, /SETUP_OWNER_EMAIL/],
  [{ ...unattended, SETUP_OWNER_EMAIL: "hanne" }, /SETUP_OWNER_EMAIL: Write an e-mail address/],
  [{ ...unattended, SETUP_OWNER_PASSWORD: "teeny" }, /SETUP_OWNER_PASSWORD: At least 12 characters/],
  [{ ...unattended, SETUP_TEAMS: "Marketing" }, /SETUP_TEAMS: Name two teams/],
  [{ ...unattended, SETUP_API_TOKEN: "teeny" }, /SETUP_API_TOKEN: It has 16 to 512/],
])("a wrong SETUP_ variable stops the start with a sentence: %o", async (environment, words) => {
  const start = firstStart(db, origin, environment);

  await expect(start).rejects.toThrow(words);
  await expect(start).rejects.not.toThrow(/teeny/);
  expect(await isFresh(db)).toBe(true);
});
