import "server-only";
import { and, eq, gte, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { incidents } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import type { IncidentFilter, IncidentKey } from "./input";

const pageSize = 50;

/** An incident as a list shows it: nothing of who logged it but the side. */
export type ListedIncident = Pick<
  typeof incidents.$inferSelect,
  "id" | "occurredOn" | "title" | "relationshipId" | "sideId" | "handOff" | "category" | "severity" | "stage"
>;

export type IncidentPage = {
  incidents: ListedIncident[];
  /** Where the pages before and after this one begin; none at either end. */
  newer: IncidentKey | undefined;
  older: IncidentKey | undefined;
};

/**
 * One page of incidents, newest day first, narrowed by the filter; from `after` on backward in time, or `before` forward.
 * One query, and one more where a text is searched.
 */
export async function listIncidents(
  db: Database,
  member: Member,
  filter: IncidentFilter = {},
  limit = pageSize,
): Promise<IncidentPage> {
  const forward = filter.before !== undefined;
  const found = await selectPage(db, await narrowed(db, member, filter), forward, limit + 1);
  const page = found.slice(0, limit);
  const more = found.length > limit;
  if (forward) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const hasNewer = forward ? more : filter.after !== undefined;
  const hasOlder = forward || more;
  return { incidents: page, newer: hasNewer ? first : undefined, older: hasOlder ? last : undefined };
}

/** Written out: put together anew on each request, it took the program longer than its fifty rows take the database. */
async function selectPage(db: Database, where: SQL | undefined, forward: boolean, limit: number) {
  const order = forward ? sql`occurred_on, id` : sql`occurred_on desc, id desc`;
  const found = await db.execute(sql`
    select id, occurred_on::text as "occurredOn", title, relationship_id as "relationshipId", side_id as "sideId",
      hand_off as "handOff", category, severity, stage
    from incidents where ${where} order by ${order} limit ${limit}`);
  return rows<ListedIncident>(found);
}

/** Open means: no person has ended it. Written out, so that the index of open incidents is known to hold them. */
export const isOpen = sql`${incidents.stage} not in ('closed', 'withdrawn', 'contained_only')`;

const place = ({ occurredOn, id }: IncidentKey) => sql`(${occurredOn}::date, ${id}::uuid)`;
const here = sql`(incidents.occurred_on, incidents.id)`;

async function narrowed(db: Database, member: Member, filter: IncidentFilter): Promise<SQL | undefined> {
  const { relationship, stage, side, severity, handOff, category, since, until, text, after, before } = filter;
  return and(
    eq(incidents.workspaceId, member.workspaceId),
    relationship ? eq(incidents.relationshipId, relationship) : undefined,
    stage ? (stage === "open" ? isOpen : eq(incidents.stage, stage)) : undefined,
    side ? (side === "neutral" ? isNull(incidents.sideId) : eq(incidents.sideId, side)) : undefined,
    severity ? eq(incidents.severity, severity) : undefined,
    handOff ? eq(incidents.handOff, handOff) : undefined,
    category ? eq(incidents.category, category) : undefined,
    since ? gte(incidents.occurredOn, since) : undefined,
    until ? lte(incidents.occurredOn, until) : undefined,
    text ? await holding(db, member, text) : undefined,
    after ? sql`${here} < ${place(after)}` : undefined,
    before ? sql`${here} > ${place(before)}` : undefined,
  );
}

/** So many of the latest incidents are looked at; where so many hold the words, a page is met on the way down the list. */
const latest = { incidents: 400, hits: 5 };

/**
 * The condition for a full-text search. A rare word is looked up in its index, a common one is met soon enough on the
 * way down the list, and looking up all that hold it would cost far more; the planner cannot know which it is.
 */
async function holding(db: Database, member: Member, text: string): Promise<SQL> {
  const query = sql`websearch_to_tsquery('simple', ${text})`;
  const counted = await db.execute(sql`
    select count(*)::int as hits from (
      select search from incidents where workspace_id = ${member.workspaceId}
      order by occurred_on desc, id desc limit ${latest.incidents}) latest
    where latest.search @@ ${query}`);
  const [{ hits } = { hits: 0 }] = rows<{ hits: number }>(counted);
  // "coalesce" says no look-up, and that about every second row fits: then the list is walked in its order.
  if (hits >= latest.hits) return sql`coalesce(incidents.search @@ ${query}, false)`;
  // "offset 0" has the words looked up first: without statistics the planner takes the workspace for the rarer thing.
  return sql`incidents.id in (select h.id from (
    select id, workspace_id from incidents where search @@ ${query} offset 0) h
    where h.workspace_id = ${member.workspaceId})`;
}

/** Hand-offs that were named in this workspace, by name: what a new incident is offered. Walks its index value by value. */
export async function listHandOffs(db: Database, member: Member, limit = 50): Promise<string[]> {
  const { workspaceId } = member;
  const found = await db.execute(sql`
    with recursive known as (
      (select hand_off from incidents where workspace_id = ${workspaceId} and hand_off is not null
       order by hand_off limit 1)
      union all
      select (select i.hand_off from incidents i
              where i.workspace_id = ${workspaceId} and i.hand_off > known.hand_off order by i.hand_off limit 1)
      from known where known.hand_off is not null
    )
    select hand_off from known where hand_off is not null limit ${limit}`);
  return rows<{ hand_off: string }>(found).map(({ hand_off }) => hand_off);
}
