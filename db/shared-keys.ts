import { createHash, createHmac } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Secrets } from "./data-folder";
import { CannotStart } from "./fatal";
import type { Database } from "./open-transaction";
import { sharedKeys } from "./schema";

/** The secrets by the variables that give them; each must be the same in all copies of the program. */
const variables = {
  AUTH_SECRET: "authSecret",
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: "actionsKey",
  TOKEN_KEY: "tokenKey",
} as const satisfies Record<string, keyof Secrets>;
type Variable = keyof typeof variables;
const everyVariable = Object.keys(variables) as Variable[];

/** Any number that no other program on the server is likely to lock, and none of ours that is taken. */
const lockKey = "4846250119";

/** Tells whether two copies have the same secret, to nobody else anything: the secret itself is the key of the hash. */
const markOf = (secrets: Secrets, name: Variable) =>
  createHmac("sha256", secrets[variables[name]]).update(`common-cause shared key, 1\n${name}`).digest("base64url");

/** Names one set of keys, so that accepting it by mistake accepts no other. */
const nameOf = (marks: string[]) => createHash("sha256").update(marks.join("\n")).digest("hex").slice(0, 12);

export type Copy = {
  secrets: Secrets;
  /** The build this copy runs; undefined in development. */
  build?: string;
  environment?: Record<string, string | undefined>;
};

/**
 * Compares the secrets of this copy with those of the copies that started before it; the first one's are noted. A set of
 * new ones is taken on when NEW_KEYS names it. Builds may differ: keys must match, and a rolling upgrade has two of them.
 * @returns whether another build started here before
 * @throws CannotStart with the variables that differ
 */
export async function requireSharedKeys(
  db: Database,
  { secrets, build, environment = process.env }: Copy,
): Promise<{ otherBuild: boolean }> {
  const own = everyVariable.map((name) => ({ name, mark: markOf(secrets, name) }));
  return db.transaction(async (tx) => {
    // Of several copies that start at once with different keys, one is the first.
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(lockKey)})`);
    const known = new Map((await tx.select().from(sharedKeys)).map(({ name, mark }) => [name, mark]));
    const differing = own.filter(({ name, mark }) => (known.get(name) ?? mark) !== mark);
    const ours = nameOf(own.map(({ mark }) => mark));
    if (differing.length > 0 && environment.NEW_KEYS !== ours)
      throw new CannotStart(refusal(differing.map(({ name }) => name).map(sourceIn(environment)), ours));
    const before = known.get("build");
    const noted = build ? [...own, { name: "build", mark: build }] : own;
    for (const { name, mark } of noted) {
      if (known.get(name) === mark) continue;
      if (known.has(name))
        await tx.update(sharedKeys).set({ mark, since: sql`now()` }).where(eq(sharedKeys.name, name));
      else await tx.insert(sharedKeys).values({ name, mark });
    }
    return { otherBuild: build !== undefined && before !== undefined && before !== build };
  });
}

const sourceIn = (environment: Record<string, string | undefined>) => (name: Variable) =>
  environment[name] ? name : `${name} (not set, so from secrets.json in DATA_DIR)`;

const refusal = (names: string[], ours: string) =>
  `${inWords(names)} ${names.length > 1 ? "differ" : "differs"} from what the other copies of the program on this ` +
  `database have. Give this copy the same ${names.length > 1 ? "ones" : "one"}. If the change is meant, stop all copies ` +
  `and start one with NEW_KEYS=${ours}.`;

const inWords = (names: string[]) => [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
