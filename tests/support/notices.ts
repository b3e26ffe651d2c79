import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { noticeSettings, notices } from "@/db/schema";
import type { Member } from "@/lib/access/member";

/** A notice as it stands in the database, told an hour ago at the moment that the test calls now. Answers with its id. */
export async function noticeRow(
  db: Database,
  member: Member,
  given: Partial<typeof notices.$inferInsert> & { createdAt: Date },
): Promise<string> {
  const id = v7();
  await db.insert(notices).values({
    workspaceId: member.workspaceId,
    memberId: member.id,
    kind: "improvement_due",
    key: id,
    about: "Write the stand-in rule into the routing table",
    path: "/improvements",
    ...given,
    id,
  });
  return id;
}

type Settings = Partial<Omit<typeof noticeSettings.$inferInsert, "workspaceId" | "memberId">>;

/** How a member wants to be told. */
export async function wants(db: Database, { workspaceId, id: memberId }: Member, set: Settings): Promise<void> {
  await db
    .insert(noticeSettings)
    .values({ workspaceId, memberId, ...set })
    .onConflictDoUpdate({ target: [noticeSettings.workspaceId, noticeSettings.memberId], set });
}

type MailRow = { key: string; state: string; tries: number; failure: string | null; dueAt: string };

/** The mails promised to somebody, by their key. */
export async function mailsTo(db: Database, { workspaceId, id }: Member): Promise<MailRow[]> {
  const found = await db.execute(sql`
    select key, state, tries, failure, due_at::text as "dueAt" from mails
    where workspace_id = ${workspaceId} and member_id = ${id} order by key`);
  return rows<MailRow>(found);
}
