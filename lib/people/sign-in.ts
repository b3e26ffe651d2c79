import "server-only";
import { eq } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { z } from "zod";
import type { Database } from "@/db/client";
import { rateLimits, users } from "@/db/schema";
import { refuse } from "@/lib/refusal";
import { emailAddress } from "./input";
import { isPasswordOf } from "./passwords";
import { startSession } from "./sessions";

export const signInInput = z.object({
  email: emailAddress,
  password: z.string().min(1, "Write your password.").max(1024, "At most 128 characters."),
});

/** One answer for every failure, so that it tells nobody which addresses exist. */
const noMatch = "This address and this password do not belong together.";
const quarterHour = 900;
const limiter = (db: Database, keyPrefix: string, points: number) =>
  new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix,
    points,
    duration: quarterHour,
    blockDuration: quarterHour,
    clearExpiredByTimeout: false,
  });

/**
 * Counts a try before the password is looked at, so that tries at the same moment count too: at most 5 per account and 30
 * per network address in 15 minutes, over all copies of the program (trust 3).
 */
export async function countTry(db: Database, email: string, address: string): Promise<void> {
  try {
    await limiter(db, "sign-in-account", 5).consume(email);
    await limiter(db, "sign-in-address", 30).consume(address);
  } catch (tooMany) {
    if (!(tooMany instanceof RateLimiterRes)) throw tooMany;
    const minutes = Math.max(1, Math.ceil(tooMany.msBeforeNext / 60_000));
    refuse("too_many", `Too many tries. Please wait ${minutes} ${minutes === 1 ? "minute" : "minutes"} and try again.`);
  }
}

/**
 * After the right password: the account has all its tries back, the network address this one. A whole office may share
 * an address, and whoever signs in rightly must not use up what stands against guessing.
 */
export async function forgetTries(db: Database, email: string, address: string): Promise<void> {
  await limiter(db, "sign-in-account", 5).delete(email);
  await limiter(db, "sign-in-address", 30).reward(address);
}

/**
 * Checks a password and starts a session.
 * @param address the network address the try comes from
 * @returns the session's token
 */
export async function signIn(db: Database, input: z.output<typeof signInInput>, address: string): Promise<string> {
  await countTry(db, input.email, address);
  const [user] = await db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, input.email));
  const matches = await isPasswordOf(user?.passwordHash, input.password);
  if (!user || !matches) refuse("invalid", noMatch, { password: [noMatch] });
  await forgetTries(db, input.email, address);
  return startSession(db, user.id);
}
