import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { importedCases, members, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";

/** The cases that were taken in, the latest first. */
export function listImportedCases(db: Database, member: Member) {
  const { id, key, title, importedAt } = importedCases;
  return db
    .select({ id, key, title, importedAt, importedBy: users.name })
    .from(importedCases)
    .innerJoin(
      members,
      and(eq(members.workspaceId, importedCases.workspaceId), eq(members.id, importedCases.importedById)),
    )
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(importedCases.workspaceId, member.workspaceId))
    .orderBy(desc(importedAt), desc(id))
    .limit(50);
}
