import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { causeTrees, comments, improvements, incidents, rootCauses, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import type { CommentSubject } from "./input";

/** Where a comment keeps what it is about. */
export const subjectColumns = {
  incident: comments.incidentId,
  tree: comments.treeId,
  root_cause: comments.rootCauseId,
  improvement: comments.improvementId,
} as const satisfies Record<CommentSubject, unknown>;

const fields = {
  incident: "incidentId",
  tree: "treeId",
  root_cause: "rootCauseId",
  improvement: "improvementId",
} as const;
/** The same for a new row. */
export const subjectField = (on: CommentSubject, subjectId: string) => ({ [fields[on]]: subjectId });

const tables = { incident: incidents, tree: causeTrees, root_cause: rootCauses, improvement: improvements } as const;

type About = { on: CommentSubject; subjectId: string; whyId: string | null };

/** @throws Refusal when there is nothing of that id in this workspace, or the why is no line of the tree */
export async function requireSubject(tx: Database, member: Member, { on, subjectId, whyId }: About): Promise<void> {
  const table = tables[on];
  const [found] = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.workspaceId, member.workspaceId), eq(table.id, subjectId)));
  if (!found) refuse("not_found", "What this comment is about does not exist.");
  if (whyId === null) return;
  const [why] = await tx
    .select({ id: whys.id })
    .from(whys)
    .where(
      and(
        eq(whys.workspaceId, member.workspaceId),
        eq(whys.id, whyId),
        eq(whys.treeId, subjectId),
        isNull(whys.removedAt),
      ),
    );
  if (on !== "tree" || !why) refuse("not_found", "This why is no longer in the tree.");
}

type Ids = Pick<typeof comments.$inferSelect, "incidentId" | "treeId" | "rootCauseId" | "improvementId">;

/** What a comment is about, as its row says. */
export function subjectOf(ids: Ids): { on: CommentSubject; subjectId: string } {
  for (const [on, field] of Object.entries(fields) as [CommentSubject, keyof Ids][]) {
    const subjectId = ids[field];
    if (subjectId) return { on, subjectId };
  }
  throw new Error("A comment about nothing.");
}
