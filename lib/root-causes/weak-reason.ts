import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { rootCauses } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { inPlace, onRootCauses, requireStanding } from "./root-cause-deed";
import type { WeakReasonInput } from "./weak-reason-input";

/** Says why nothing stronger than a reminder is done about a root cause (method 2.4). An empty reason takes it back. */
export async function giveWeakReason(db: Database, member: Member, input: WeakReasonInput): Promise<void> {
  permit(member, "cause:edit");
  const { rootCauseId, weakReason } = input;
  await onRootCauses(db, member, [rootCauseId], async (tx, causes) => {
    const cause = requireStanding(causes, rootCauseId);
    if (cause.weakReason === weakReason) return undefined;
    await tx
      .update(rootCauses)
      .set({ weakReason, version: sql`${rootCauses.version} + 1` })
      .where(inPlace(member, rootCauseId));
    return { deeds: [{ verb: "root_cause.weak_reason_given", subjectId: rootCauseId, details: { weakReason } }] };
  });
}

export type WeakCause = { id: string; weakReason: string | null };

/**
 * Those of the root causes on which something is done and all of it is weak: no improvement of strength 2 or 3 that was
 * not given up. With the reason that somebody wrote, if they did. What is accepted needs none.
 */
export async function listWeakCauses(db: Database, member: Member, rootCauseIds: readonly string[]) {
  if (rootCauseIds.length === 0) return [];
  const { workspaceId } = member;
  const found = await db.execute(sql`
    select r.id, r.weak_reason as "weakReason" from root_causes r
    cross join lateral (
      select max(i.strength) as strongest from improvements i
      where i.workspace_id = ${workspaceId} and i.phase not in ('abandoned', 'cancelled') and i.strength is not null
        and i.id in (
          select improvement_id from improvement_root_causes
          where workspace_id = ${workspaceId} and root_cause_id = r.id
          union
          select iw.improvement_id from whys w
          join improvement_whys iw on iw.workspace_id = ${workspaceId} and iw.why_id = w.id
          where w.workspace_id = ${workspaceId} and w.root_cause_id = r.id and w.ending = 'root_cause'
            and w.removed_at is null and w.status <> 'refuted')) s
    where r.workspace_id = ${workspaceId} and r.id in ${[...rootCauseIds]} and r.accepted_at is null
      and s.strongest = 1
    order by r.id`);
  return rows<WeakCause>(found);
}
