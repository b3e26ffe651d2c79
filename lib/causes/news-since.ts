import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { newsOf, type TreeNews } from "./news";

/** Which deeds of the history are read one by one; whoever was away for more is told of every why. */
const mostDeeds = 300;

/**
 * What deeds after `since` have changed in the tree, whoever did them, as it stands now; undefined when this workspace has
 * no such tree. What was done on lines that point here from other trees, and on the words of the catalogue, is not in it.
 */
export async function newsSince(
  db: Database,
  member: Member,
  treeId: string,
  since: number,
): Promise<TreeNews | undefined> {
  if (!z.uuid().safeParse(treeId).success) return undefined;
  const { workspaceId } = member;
  const found = await db.execute(sql`
    with later as materialized (
      select sequence, details from activity
      where workspace_id = ${workspaceId} and subject_id = ${treeId} and sequence > ${since}
      order by sequence limit ${mostDeeds + 1}),
    named as (
      select distinct (each #>> '{}')::uuid as id from later, jsonb_path_query(coalesce(details, '{}'),
        'strict $.** ? (@.type() == "string" && @ like_regex "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$")') each)
    select
      (select true from cause_trees where workspace_id = ${workspaceId} and id = ${treeId}) as stands,
      coalesce((select max(sequence) from later), ${since}::bigint)::float8 as sequence,
      array(
        select w.id from whys w where w.workspace_id = ${workspaceId} and w.tree_id = ${treeId} and (
          (select count(*) from later) > ${mostDeeds}
          or w.id in (select id from named)
          or w.id in (
            select e.why_id from evidence e
            where e.workspace_id = ${workspaceId} and e.id in (select id from named)))) as ids`);
  const { stands, sequence, ids } = one(rows<{ stands: boolean | null; sequence: number; ids: string[] }>(found));
  if (!stands) return undefined;
  return newsOf(db, member, { treeId, sequence, whyIds: ids, unsettled: false });
}
