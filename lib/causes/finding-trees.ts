/** What a person may link a tree, an incident or a why to, found by words. */
import "server-only";
import { and, desc, eq, ilike, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { causeTrees, incidentTrees, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { listIncidents } from "@/lib/incidents/queries";
import { wordOverlap, wordsThatMatter } from "@/lib/root-causes/overlap";

type Scope = Pick<Member, "workspaceId">;

/** `%` and `_` in what a person typed mean themselves. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
const compared = 500;
const mostWords = 8;

/** Rows with any of the words; without words all of them. */
function sharing(column: typeof causeTrees.problem, words: ReadonlySet<string>): SQL | undefined {
  return or(...[...words].slice(0, mostWords).map((word) => ilike(column, containing(word))));
}

/** Those that share most words first; where none were given, as they came. */
function nearest<Row>(found: Row[], words: ReadonlySet<string>, textOf: (row: Row) => string, limit: number): Row[] {
  return found
    .map((row) => ({ row, overlap: wordOverlap(words, wordsThatMatter(textOf(row))) }))
    .sort((one, other) => other.overlap - one.overlap)
    .slice(0, limit)
    .map(({ row }) => row);
}

export type TreeChoice = { id: string; problem: string; whys: number; settledAt: Date | null };

/** Trees of the relationship that do not serve the incident yet: what shares words first, then the latest. */
export async function listTreeChoices(
  db: Database,
  member: Scope,
  { relationshipId, incidentId }: { relationshipId: string; incidentId: string },
  text: string,
  limit = 12,
): Promise<TreeChoice[]> {
  const words = wordsThatMatter(text);
  const linked = db
    .select({ id: incidentTrees.treeId })
    .from(incidentTrees)
    .where(and(eq(incidentTrees.workspaceId, member.workspaceId), eq(incidentTrees.incidentId, incidentId)));
  const found = await db
    .select({
      id: causeTrees.id,
      problem: causeTrees.problem,
      settledAt: causeTrees.settledAt,
      whys: sql<number>`(select count(*)::int from ${whys} w where w.workspace_id = ${member.workspaceId}
        and w.tree_id = ${causeTrees.id} and w.removed_at is null)`,
    })
    .from(causeTrees)
    .where(
      and(
        eq(causeTrees.workspaceId, member.workspaceId),
        eq(causeTrees.relationshipId, relationshipId),
        notInArray(causeTrees.id, linked),
        sharing(causeTrees.problem, words),
      ),
    )
    .orderBy(desc(causeTrees.createdAt), desc(causeTrees.id))
    .limit(words.size > 0 ? compared : limit);
  return nearest(found, words, ({ problem }) => problem, limit);
}

export type IncidentChoice = { id: string; title: string; occurredOn: string };

/** Open incidents of the relationship that the tree does not serve yet, the latest day first; by the words of a search. */
export async function listIncidentChoices(
  db: Database,
  member: Member,
  { relationshipId, linkedIds }: { relationshipId: string; linkedIds: readonly string[] },
  text: string,
  limit = 12,
): Promise<IncidentChoice[]> {
  const filter = { relationship: relationshipId, stage: "open", text: text || undefined } as const;
  const { incidents } = await listIncidents(db, member, filter, limit + linkedIds.length);
  return incidents
    .filter(({ id }) => !linkedIds.includes(id))
    .slice(0, limit)
    .map(({ id, title, occurredOn }) => ({ id, title, occurredOn }));
}

export type WhyChoice = { id: string; text: string; treeId: string; problem: string };

/**
 * Whys of other trees of the workspace that a cross-link may point to, those that share most words first; a word also
 * finds those that begin with it. What holds all the words is looked at before what holds some of them: a common word
 * alone is held by more whys than anybody compares.
 */
export async function listWhyChoices(
  db: Database,
  { workspaceId }: Scope,
  treeId: string,
  text: string,
  limit = 20,
): Promise<WhyChoice[]> {
  const words = wordsThatMatter(text);
  if (words.size === 0) return [];
  const search = [...words].slice(0, mostWords).map((word) => `'${word}':*`); // letters and digits alone
  // "offset 0" has the words looked up first: without statistics the planner takes the workspace for the rarer thing.
  const holding = (query: string) => sql`
    (select w.id, w.text, w.tree_id from (
      select * from whys where to_tsvector('simple', text) @@ to_tsquery('simple', ${query}) offset 0) w
    where w.workspace_id = ${workspaceId} and w.tree_id <> ${treeId} and w.removed_at is null
      and w.status <> 'refuted' and w.ending is distinct from 'same_as'
    limit ${compared})`;
  const found = await db.execute(sql`
    select f.id, f.text, f.tree_id as "treeId", t.problem
    from (${holding(search.join(" & "))} union ${holding(search.join(" | "))}) f
    join cause_trees t on t.workspace_id = ${workspaceId} and t.id = f.tree_id
    order by f.id desc`);
  return nearest(rows<WhyChoice>(found), words, (why) => why.text, limit);
}
