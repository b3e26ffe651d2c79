/** What a person may link a tree, an incident or a why to, found by words. */
import "server-only";
import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { listIncidents } from "@/lib/incidents/queries";
import { wordOverlap, wordsThatMatter } from "@/lib/root-causes/overlap";

type Scope = Pick<Member, "workspaceId">;

const compared = 500;
const mostWords = 8;

/** The words as the index of words asks for them: all, and any; each finds those that begin with it. */
function searches(words: ReadonlySet<string>): [all: string, any: string] {
  const each = [...words].slice(0, mostWords).map((word) => `'${word}':*`); // letters and digits alone
  return [each.join(" & "), each.join(" | ")];
}

/** Those that share most words first; where none were given, as they came. */
function nearest<Row>(found: Row[], words: ReadonlySet<string>, textOf: (row: Row) => string, limit: number): Row[] {
  return found
    .map((row) => ({ row, overlap: wordOverlap(words, wordsThatMatter(textOf(row))) }))
    .sort((one, other) => other.overlap - one.overlap)
    .slice(0, limit)
    .map(({ row }) => row);
}

export type TreeChoice = { id: string; problem: string; whys: number; isSettled: boolean };

/**
 * Trees of the relationship that do not serve the incident yet: what shares words first, else the latest. What holds all
 * the words is looked at before what holds some of them.
 */
export async function listTreeChoices(
  db: Database,
  { workspaceId }: Scope,
  { relationshipId, incidentId }: { relationshipId: string; incidentId: string },
  text: string,
  limit = 12,
): Promise<TreeChoice[]> {
  const words = wordsThatMatter(text);
  const free = sql`t.workspace_id = ${workspaceId} and t.relationship_id = ${relationshipId}
    and not exists (select 1 from incident_trees l
      where l.workspace_id = ${workspaceId} and l.incident_id = ${incidentId} and l.tree_id = t.id)`;
  // As for whys below: "offset 0" has the words looked up first.
  const holding = (query: string) => sql`
    (select t.id, t.problem, t.settled_at, t.created_at from (
      select * from cause_trees where to_tsvector('simple', problem) @@ to_tsquery('simple', ${query}) offset 0) t
    where ${free} limit ${compared})`;
  const [all, any] = searches(words);
  const latest = sql`select t.id, t.problem, t.settled_at, t.created_at from cause_trees t where ${free}
    order by t.created_at desc, t.id desc limit ${limit}`;
  const some = words.size === 0 ? latest : sql`${holding(all)} union ${holding(any)}`;
  const found = rows<Omit<TreeChoice, "whys">>(
    await db.execute(sql`
      select f.id, f.problem, f.settled_at is not null as "isSettled" from (${some}) f order by f.created_at desc, f.id desc`),
  );
  const chosen = nearest(found, words, ({ problem }) => problem, limit);
  const counts = await countWhys(
    db,
    workspaceId,
    chosen.map(({ id }) => id),
  );
  return chosen.map((tree) => ({ ...tree, whys: counts.get(tree.id) ?? 0 }));
}

async function countWhys(db: Database, workspaceId: string, treeIds: string[]): Promise<Map<string, number>> {
  if (treeIds.length === 0) return new Map();
  const counted = await db
    .select({ treeId: whys.treeId, number: count() })
    .from(whys)
    .where(and(eq(whys.workspaceId, workspaceId), inArray(whys.treeId, treeIds), isNull(whys.removedAt)))
    .groupBy(whys.treeId);
  return new Map(counted.map(({ treeId, number }) => [treeId, number]));
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
  const [all, any] = searches(words);
  // "offset 0" has the words looked up first: without statistics the planner takes the workspace for the rarer thing.
  const holding = (query: string) => sql`
    (select w.id, w.text, w.tree_id from (
      select * from whys where to_tsvector('simple', text) @@ to_tsquery('simple', ${query}) offset 0) w
    where w.workspace_id = ${workspaceId} and w.tree_id <> ${treeId} and w.removed_at is null
      and w.status <> 'refuted' and w.ending is distinct from 'same_as'
    limit ${compared})`;
  const found = await db.execute(sql`
    select f.id, f.text, f.tree_id as "treeId", t.problem
    from (${holding(all)} union ${holding(any)}) f
    join cause_trees t on t.workspace_id = ${workspaceId} and t.id = f.tree_id
    order by f.id desc`);
  return nearest(rows<WhyChoice>(found), words, (why) => why.text, limit);
}
