import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";

/**
 * What has happened in a workspace up to a number of its history: only where, never what. Whoever shows one of these
 * asks for it anew, and through the door again.
 */
export type Change = {
  sequence: number;
  /** The incidents, trees, improvements, … that were touched; null when they are too many to name. */
  subjects: string[] | null;
  /** The first words of what was done: incident, tree, comment, … */
  kinds: string[];
  /** Among how many browsers that hear of it what they ask for is spread, more when the program is busy; unknown to whoever asks alone. */
  among?: number;
};

/** More are not named: whoever was away that long looks at everything anew. The trigger on `activity` knows it, too. */
export const mostSubjects = 100;

/** What a notification of the database says, `w` being the workspace; the trigger on `activity` writes it. */
export type Told = { w: string; n: number; s: string[] | null; k: string[] };
export const channel = "common_cause_activity";

/** What happened in the workspace after this number of its history. One query, bounded however much it was. */
export async function changesSince(db: Database, workspaceId: string, since: number): Promise<Change> {
  const found = await db.execute(sql`
    with later as (
      select sequence, subject_id, verb from activity
      where workspace_id = ${workspaceId} and sequence > ${since} order by sequence desc limit 1001),
    told as (select distinct subject_id from later limit ${mostSubjects + 1})
    select coalesce(max(sequence), ${since}::bigint)::float8 as sequence,
      case when (select count(*) from told) <= ${mostSubjects} and count(*) <= 1000
        then (select coalesce(json_agg(subject_id), '[]') from told) end as subjects,
      (select coalesce(json_agg(distinct split_part(verb, '.', 1)), '[]') from later) as kinds
    from later`);
  return one(rows<Change>(found));
}

/** Several changes, one after the other, as one. */
export function joined(earlier: Change | undefined, later: Change): Change {
  if (!earlier) return later;
  const subjects =
    earlier.subjects && later.subjects ? [...new Set([...earlier.subjects, ...later.subjects])] : undefined;
  return {
    sequence: Math.max(earlier.sequence, later.sequence),
    subjects: subjects && subjects.length <= mostSubjects ? subjects : null,
    kinds: [...new Set([...earlier.kinds, ...later.kinds])],
  };
}
