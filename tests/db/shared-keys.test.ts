import { beforeEach, expect, test } from "vitest";
import { CannotStart } from "@/db/fatal";
import { sharedKeys } from "@/db/schema";
import { requireSharedKeys } from "@/db/shared-keys";
import { testDatabase } from "../support/database";

const db = await testDatabase();
const secrets = { authSecret: "river-and-mill", actionsKey: "heron-on-one-leg", tokenKey: "stone-in-the-stream" };
const environment = {};

beforeEach(() => db.delete(sharedKeys));

const refusedWords = (tried: Promise<unknown>) =>
  tried.then(
    () => "let in",
    (error: unknown) => (error instanceof CannotStart ? error.message : String(error)),
  );

test("a copy with the same keys as the first may start", async () => {
  await requireSharedKeys(db, { secrets, environment });

  await expect(requireSharedKeys(db, { secrets: { ...secrets }, environment })).resolves.toEqual({ otherBuild: false });
});

test.each([
  ["AUTH_SECRET", { authSecret: "another" }],
  ["NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", { actionsKey: "another" }],
  ["TOKEN_KEY", { tokenKey: "another" }],
])("a copy whose %s differs is refused in words that name it, and changes nothing", async (name, other) => {
  await requireSharedKeys(db, { secrets, environment });

  const words = await refusedWords(
    requireSharedKeys(db, { secrets: { ...secrets, ...other }, environment: { [name]: "another" } }),
  );

  expect(words).toMatch(new RegExp(`^${name} differs from what the other copies`));
  await expect(requireSharedKeys(db, { secrets, environment })).resolves.toBeDefined();
});

test("where a key was not given, the words say where the program took it from", async () => {
  await requireSharedKeys(db, { secrets, environment });

  const other = { ...secrets, authSecret: "another", tokenKey: "another" };
  const words = await refusedWords(requireSharedKeys(db, { secrets: other, environment: { AUTH_SECRET: "another" } }));

  expect(words).toMatch(/^AUTH_SECRET and TOKEN_KEY \(not set, so from secrets.json in DATA_DIR\) differ /);
});

test("new keys are taken on when they are named, and the ones before are refused from then on", async () => {
  await requireSharedKeys(db, { secrets, environment });
  const next = { ...secrets, authSecret: "another" };
  const words = await refusedWords(requireSharedKeys(db, { secrets: next, environment }));
  const [, named = ""] = /NEW_KEYS=([0-9a-f]{12})/.exec(words) ?? [];

  await requireSharedKeys(db, { secrets: next, environment: { NEW_KEYS: named } });

  await expect(requireSharedKeys(db, { secrets: next, environment })).resolves.toBeDefined();
  expect(await refusedWords(requireSharedKeys(db, { secrets, environment: { NEW_KEYS: named } }))).toMatch(/differs/);
});

test("of five copies that start at once with different keys one is let in", async () => {
  const tried = Array.from({ length: 5 }, (_, copy) =>
    refusedWords(requireSharedKeys(db, { secrets: { ...secrets, tokenKey: `key ${copy}` }, environment })),
  );

  expect((await Promise.all(tried)).filter((words) => words === "let in")).toHaveLength(1);
});

test("another build with the same keys may start, and is told apart", async () => {
  const first = await requireSharedKeys(db, { secrets, environment, build: "spring" });
  const second = await requireSharedKeys(db, { secrets, environment, build: "summer" });

  expect([first, second]).toEqual([{ otherBuild: false }, { otherBuild: true }]);
});

test("none of the keys can be read from the database", async () => {
  await requireSharedKeys(db, { secrets, environment });

  const kept = JSON.stringify(await db.select().from(sharedKeys));

  for (const secret of Object.values(secrets)) expect(kept).not.toContain(secret);
});
