import "server-only";
import { eq, sql } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { v7 } from "uuid";
import { z } from "zod";
import type { Database } from "@/db/client";
import { rateLimits, users } from "@/db/schema";
import { refuse } from "@/lib/refusal";
import { recordOnAccount } from "./account-events";
import { networkOf, type Whence } from "./device";
import { emailAddress } from "./input";
import { isPasswordOf } from "./passwords";
import { startSession } from "./sessions";

export const signInInput = z.object({
  email: emailAddress,
  password: z.string().min(1, "Write your password.").max(1024, "At most 128 characters."),
});

/** One answer for every failure, so that it tells nobody which addresses exist. */
const noMatch = "This address and this password do not belong together.";

/** Tries in 15 minutes, by what they are counted for. */
const mostTries = { account: 5, address: 30 } as const;
type CountedBy = keyof typeof mostTries;
/** How long whoever tried too often waits, the first time, the second and from then on; a day after, all is forgotten. */
const pauseMinutes = [15, 30, 60] as const;

/** Where tries at addresses that nobody has are counted. */
const nobodysTries = "sign-in-nobody";

const counter = (db: Database, keyPrefix: string, points: number, duration: number) =>
  new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix,
    points,
    duration,
    clearExpiredByTimeout: false,
  });
const tries = (db: Database, by: CountedBy) => counter(db, `sign-in-${by}`, mostTries[by], 15 * 60);
const pauses = (db: Database, by: CountedBy) => counter(db, `sign-in-pauses-${by}`, 1, 24 * 60 * 60);

/**
 * Counts a try before the password is looked at, so that tries at the same moment count too: at most 5 per account and 30
 * per network address in 15 minutes, then growing pauses, over all copies of the program (trust 3).
 */
export async function countTry(db: Database, email: string, address: string): Promise<void> {
  // The address first: one that has to wait must not use up the tries of other people's accounts.
  await countFor(db, "address", addressKey(address));
  await countFor(db, "account", email);
}

/** A header may have written it, at any length. */
const addressKey = (address: string) => address.slice(0, 64);

async function countFor(db: Database, by: CountedBy, key: string): Promise<void> {
  try {
    await tries(db, by).consume(key);
  } catch (tooMany) {
    if (!(tooMany instanceof RateLimiterRes)) throw tooMany;
    // Of all that come too late, also at the same moment, one is the first: with it the pause begins.
    const isFirst = tooMany.consumedPoints === mostTries[by] + 1;
    const minutes = isFirst ? await beginPause(db, by, key) : Math.ceil(tooMany.msBeforeNext / 60_000);
    refuse("too_many", `Too many tries. Please wait ${minutes > 1 ? `${minutes} minutes` : "1 minute"} and try again.`);
  }
}

async function beginPause(db: Database, by: CountedBy, key: string): Promise<number> {
  const { consumedPoints: soMany } = await pauses(db, by).penalty(key);
  const minutes = pauseMinutes[soMany - 1] ?? 60;
  await tries(db, by).block(key, minutes * 60);
  return minutes;
}

/**
 * After the right password: the account has all its tries back, the network address this one. A whole office may share
 * an address, and whoever signs in rightly must not use up what stands against guessing.
 */
export async function forgetTries(db: Database, email: string, address: string): Promise<void> {
  await forgetAccount(db, email);
  await tries(db, "address").reward(addressKey(address));
}

/** The account has all its tries back, and its pauses begin anew. */
export async function forgetAccount(db: Database, email: string): Promise<void> {
  await tries(db, "account").delete(email);
  await pauses(db, "account").delete(email);
}

/**
 * Checks a password and starts a session. Both are written into the history of the user's workspaces.
 * @param address the network address the try comes from
 * @returns the session's token
 */
export async function signIn(
  db: Database,
  input: z.output<typeof signInInput>,
  address: string,
  from: Whence = { device: null, network: networkOf(address) },
): Promise<string> {
  await countTry(db, input.email, address);
  const [user] = await db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, input.email));
  const matches = await isPasswordOf(user?.passwordHash, input.password);
  if (!user || !matches) {
    await recordRefused(db, user?.id, from);
    refuse("invalid", noMatch, { password: [noMatch] });
  }
  await forgetTries(db, input.email, address);
  return db.transaction(async (tx) => {
    const token = await startSession(tx, user.id, from);
    await recordOnAccount(tx, user.id, "session.started", from);
    return token;
  });
}

/**
 * An address that nobody has costs the same reading and a write, too, so that time tells nothing; of those only how many
 * there were is kept, for a day.
 */
async function recordRefused(db: Database, userId: string | undefined, from: Whence): Promise<void> {
  await db.transaction(async (tx) => {
    if (!userId) await countNobody(tx);
    await recordOnAccount(tx, userId ?? v7(), "session.refused", from, "nobody");
  });
}

async function countNobody(tx: Database): Promise<void> {
  const { points, expire } = rateLimits;
  const isOver = sql`${expire} < now()`;
  const tomorrow = sql`now() + interval '1 day'`;
  await tx
    .insert(rateLimits)
    .values({ key: nobodysTries, points: 1, expire: tomorrow })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${isOver} then 1 else ${points} + 1 end`,
        expire: sql`case when ${isOver} then ${tomorrow} else ${expire} end`,
      },
    });
}
