import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { members, passwordResets, users } from "@/db/schema";
import { refuse } from "@/lib/refusal";
import { recordOnAccount } from "./account-events";
import { withdrawResetsOf } from "./choose-by-reset";
import { resetMinutes } from "./make-reset";
import { hashToken, newToken } from "./tokens";

/**
 * A link for a new password, made by whoever runs the installation: the way back in for an owner whom no other owner can
 * help. Held to the same rules as an owner's link, and told in the history of each of their workspaces.
 * @param email the address they sign in with, in lower case
 * @returns the token for the link, to be shown once, and whose it is
 */
export async function makeResetAtMachine(db: Database, email: string): Promise<{ token: string; name: string }> {
  const token = newToken();
  const name = await db.transaction(async (tx) => {
    const [person] = await tx
      .select({ workspaceId: members.workspaceId, memberId: members.id, userId: users.id, name: users.name })
      .from(users)
      .innerJoin(members, and(eq(members.userId, users.id), isNull(members.endedAt)))
      .where(eq(users.email, email))
      .orderBy(asc(members.createdAt), asc(members.id))
      .limit(1);
    if (!person) return refuse("not_found", `Nobody who may enter a workspace here signs in as ${email}.`);
    const { workspaceId, memberId, userId } = person;
    await withdrawResetsOf(tx, userId);
    await tx.insert(passwordResets).values({
      id: v7(),
      workspaceId,
      memberId,
      email,
      // No owner makes one for themselves, so this says that it was made here.
      madeById: memberId,
      tokenHash: hashToken(token),
      expiresAt: sql`now() + make_interval(mins => ${resetMinutes})`,
    });
    await recordOnAccount(tx, userId, "password.reset_offered", { way: "printed" }, "nobody");
    return person.name;
  });
  return { token, name };
}
