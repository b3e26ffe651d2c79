import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";

/** `memberId` is null when the program itself acts (first start, example data). */
export type Actor = Pick<Member, "workspaceId"> & { id: string | null };

/** One deed: `subjectId` is the incident, tree, root cause, improvement, … whose history it belongs to. */
export type Deed = { verb: string; subjectId: string; details?: Record<string, unknown> };

/**
 * Adds a deed to the history, inside the deed's own transaction. Its number is taken under the workspace's row lock,
 * so numbers become visible in order; call it last, for the lock is held until the transaction ends.
 * @param subjectId the incident, tree, root cause, improvement, … whose history this belongs to
 * @returns the activity's sequence number
 */
export async function recordActivity(
  tx: Database,
  actor: Actor,
  verb: string,
  subjectId: string,
  details?: Record<string, unknown>,
): Promise<number> {
  return recordActivities(tx, actor, [{ verb, subjectId, details }]);
}

/** Several deeds at once, in their order, in one statement. @returns the sequence number of the last; of none, 0 */
export async function recordActivities(tx: Database, actor: Actor, deeds: readonly Deed[]): Promise<number> {
  if (deeds.length === 0) return 0;
  const told = JSON.stringify(deeds.map(({ verb, subjectId, details }) => ({ verb, subject_id: subjectId, details })));
  // The hour of each is read while it is written (the column's default), so it follows the lock.
  const written = await tx.execute(sql`
    with taken as (
      update workspaces set activity_sequence = activity_sequence + ${deeds.length}::int
      where id = ${actor.workspaceId} returning activity_sequence as last)
    insert into activity (workspace_id, sequence, member_id, verb, subject_id, details)
    select ${actor.workspaceId}::uuid, taken.last - ${deeds.length}::int + deed.place, ${actor.id}::uuid,
      deed.verb, deed.subject_id, deed.details
    from taken cross join rows from (
      jsonb_to_recordset(${told}::text::jsonb) as (verb text, subject_id uuid, details jsonb)
    ) with ordinality as deed (verb, subject_id, details, place)
    order by deed.place
    returning sequence`);
  const last = rows<{ sequence: number }>(written).at(-1)?.sequence;
  if (last === undefined) throw new Error("A deed in a workspace that does not exist.");
  return last;
}
