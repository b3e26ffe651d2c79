import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { recordOnAccount } from "./account-events";
import { fromNowhere, type Whence } from "./device";
import type { profileInput } from "./input";
import { hashPassword, isPasswordOf, password } from "./passwords";
import { endSessionsOf, startSession } from "./sessions";
import { countTry, forgetTries } from "./sign-in";

export const newPasswordInput = z.object({
  current: z.string().min(1, "Write the password you have now.").max(1024, "At most 128 characters."),
  password,
});

/** One's own name, way of writing days and figures, time zone and theme; they hold in every workspace. */
export async function editProfile(db: Database, member: Member, input: z.output<typeof profileInput>) {
  permit(member, "profile:edit");
  await db.transaction(async (tx) => {
    await tx.update(users).set(input).where(eq(users.id, member.userId));
    await recordActivity(tx, member, "profile.edited", member.id);
  });
}

/**
 * Changes one's password, ends all sessions and starts a new one. A wrong guess at the present one counts as a try to sign in.
 * @param address the network address the try comes from
 * @returns the token of the new session
 */
export async function changePassword(
  db: Database,
  { userId, email }: { userId: string; email: string },
  input: z.output<typeof newPasswordInput>,
  address: string,
  from: Whence = fromNowhere,
) {
  await countTry(db, email, address);
  const [user] = await db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  const wrong = "This is not the password you have now.";
  if (!(await isPasswordOf(user?.passwordHash, input.current))) refuse("invalid", wrong, { current: [wrong] });
  await forgetTries(db, email, address);
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    const ended = await endSessionsOf(tx, userId);
    const token = await startSession(tx, userId, from);
    await recordOnAccount(tx, userId, "password.changed", { ended, ...from });
    return token;
  });
}

/** The address of a user, and whether they sign in with a password. */
export async function findAccount(db: Database, userId: string) {
  const hasPassword = sql<boolean>`${users.passwordHash} is not null`;
  const [account] = await db.select({ email: users.email, hasPassword }).from(users).where(eq(users.id, userId));
  return account;
}
