import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { notices } from "@/db/schema";
import type { NoticeKind } from "@/db/terms";
import type { Member } from "@/lib/access/member";

/** What a member has been told and what still stands of it: kind, words, way and day, in the order of their keys. */
export const told = (db: Database, { workspaceId, id }: Pick<Member, "workspaceId" | "id">, kind?: NoticeKind) =>
  db
    .select({ kind: notices.kind, about: notices.about, path: notices.path, dueOn: notices.dueOn })
    .from(notices)
    .where(
      and(
        eq(notices.workspaceId, workspaceId),
        eq(notices.memberId, id),
        isNull(notices.settledAt),
        kind && eq(notices.kind, kind),
      ),
    )
    .orderBy(asc(notices.key));
