import "server-only";
import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { members, users, workspaces } from "@/db/schema";
import { hashPassword } from "./passwords";

/**
 * The owner who has to let everybody in again: the first of a workspace of people's own, while nobody there has a
 * password, as after a back-up without secrets. Undefined where somebody can sign in, or nobody has to.
 */
export async function ownerWithoutWayIn(db: Database): Promise<{ userId: string; email: string } | undefined> {
  const owners = db
    .select({ userId: users.id, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.role, "owner"), isNull(members.endedAt), eq(workspaces.isExample, false)))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(1);
  const [first] = await owners;
  if (!first) return undefined;
  const able = await db.select({ one: sql`1` }).from(users).where(isNotNull(users.passwordHash)).limit(1);
  return able.length > 0 ? undefined : first;
}

/** For whoever runs the installation, at its machine: no session and no workspace stands behind it. */
export async function giveFirstPassword(db: Database, userId: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await db
    .update(users)
    .set({ passwordHash })
    .where(and(eq(users.id, userId), isNull(users.passwordHash)));
}
