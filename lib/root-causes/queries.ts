import "server-only";
import { and, desc, eq, ilike, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { members, rootCauses, users } from "@/db/schema";
import type { Category, Phase } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { mondayOf } from "@/lib/incidents/friction-shares";
import { rowId } from "@/lib/text/shapes";
import { anyOf, improvementsOn } from "./links";
import { alikeFrom, wordOverlap, wordsThatMatter } from "./overlap";

export type RootCauseFilter = { text?: string; category?: Category };

/** One entry of the catalogue as a list shows it. */
export type RootCauseRow = {
  id: string;
  text: string;
  category: Category;
  incidents: number;
  lastSeenOn: string | null;
  recurred: number; // incidents after a countermeasure or standard was in place
  improvements: Partial<Record<Phase, number>>;
};

/** `%` and `_` in what a person typed mean themselves. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

const within = (member: Member, { text, category }: RootCauseFilter): SQL | undefined =>
  and(
    eq(rootCauses.workspaceId, member.workspaceId),
    isNull(rootCauses.mergedIntoId),
    category && eq(rootCauses.category, category),
    text ? ilike(rootCauses.text, containing(text)) : undefined,
  );

/**
 * One page of the catalogue, the latest entries first; `after` is the id of the last row before. Ids of root causes are
 * made by the server alone, so they sort by the time of entry. Three queries, however many rows.
 */
export async function listRootCauses(
  db: Database,
  member: Member,
  filter: RootCauseFilter = {},
  after?: string,
  limit = 50,
): Promise<{ causes: RootCauseRow[]; next: string | undefined }> {
  const { id, text, category } = rootCauses;
  const found = await db
    .select({ id, text, category })
    .from(rootCauses)
    .where(and(within(member, filter), after ? lt(id, after) : undefined))
    .orderBy(desc(id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const next = found.length > limit ? page.at(-1)?.id : undefined;
  if (page.length === 0) return { causes: [], next };
  const ids = page.map((cause) => cause.id);
  const [seen, acting] = await Promise.all([countIncidents(db, member, ids), countImprovements(db, member, ids)]);
  const causes = page.map((cause) => {
    const { incidents = 0, last_seen_on: lastSeenOn = null, recurred = 0 } = seen.get(cause.id) ?? {};
    return { ...cause, incidents, lastSeenOn, recurred, improvements: acting.get(cause.id) ?? {} };
  });
  return { causes, next };
}

type Seen = { root_cause_id: string; incidents: number; last_seen_on: string | null; recurred: number };

/**
 * From the sums that are kept by week, so that a cause of ten thousand incidents costs what one of ten does; single days
 * are looked up in two weeks alone: the last one, and that of the first implementation. An incident recurred when that
 * was strictly before its day (recurrence.ts says why). A withdrawn incident was none.
 */
export async function countIncidents(db: Database, member: Member, ids: string[]): Promise<Map<string, Seen>> {
  const { workspaceId } = member;
  const daysIn = (week: string) => sql`(
    select n.occurred_on from friction_shares f
    join incidents n on n.workspace_id = ${workspaceId} and n.id = f.incident_id
    where f.workspace_id = ${workspaceId} and f.root_cause_id = weeks.root_cause_id and f.measure = 'incidents'
      and f.week = ${sql.raw(week)})`;
  const found = await db.execute(sql`
    with acting as (
      select a.root_cause_id, min(p.implemented_on) as since from ${improvementsOn(member, ids)} a
      join improvements i on i.workspace_id = ${workspaceId} and i.id = a.improvement_id
        and i.kind in ('countermeasure', 'standard')
      join predictions p on p.workspace_id = i.workspace_id and p.improvement_id = i.id
      where p.implemented_on is not null
      group by a.root_cause_id),
    weeks as (
      select w.root_cause_id, a.since, ${mondayOf(sql`a.since`)} as first_week, sum(w.expected) as incidents,
        max(w.week) as last_week,
        coalesce(sum(w.expected) filter (where w.week > ${mondayOf(sql`a.since`)}), 0) as later
      from friction_weeks w left join acting a on a.root_cause_id = w.root_cause_id
      where w.workspace_id = ${workspaceId} and w.root_cause_id = ${anyOf(ids)} and w.measure = 'incidents' and w.expected > 0
      group by w.root_cause_id, a.since)
    select root_cause_id, incidents::int, (select max(occurred_on)::text from ${daysIn("weeks.last_week")} d) as last_seen_on,
      (later + (select count(*) from ${daysIn("weeks.first_week")} d where d.occurred_on > weeks.since))::int as recurred
    from weeks`);
  return new Map(rows<Seen>(found).map((row) => [row.root_cause_id, row]));
}

/** The improvements on each of these entries, by phase. */
export async function countImprovements(db: Database, member: Member, ids: string[]) {
  const found = await db.execute(sql`
    select a.root_cause_id, i.phase, count(*)::int as improvements from ${improvementsOn(member, ids)} a
    join improvements i on i.workspace_id = ${member.workspaceId} and i.id = a.improvement_id
    group by a.root_cause_id, i.phase`);
  const counts = new Map<string, Partial<Record<Phase, number>>>();
  for (const row of rows<{ root_cause_id: string; phase: Phase; improvements: number }>(found))
    counts.set(row.root_cause_id, { ...counts.get(row.root_cause_id), [row.phase]: row.improvements });
  return counts;
}

/** The entry itself; undefined when this workspace has none of that id. */
export async function findRootCause(db: Database, member: Member, rootCauseId: string) {
  if (!rowId.safeParse(rootCauseId).success) return undefined;
  const [found] = await db
    .select({
      id: rootCauses.id,
      text: rootCauses.text,
      category: rootCauses.category,
      otherCategories: rootCauses.otherCategories,
      trendNote: rootCauses.trendNote,
      acceptedBy: rootCauses.acceptedBy,
      acceptedReason: rootCauses.acceptedReason,
      acceptedReviewOn: rootCauses.acceptedReviewOn,
      acceptedAt: rootCauses.acceptedAt,
      mergedIntoId: rootCauses.mergedIntoId,
      version: rootCauses.version,
      enteredAt: rootCauses.createdAt,
      enteredBy: users.name,
    })
    .from(rootCauses)
    .innerJoin(members, and(eq(members.workspaceId, rootCauses.workspaceId), eq(members.id, rootCauses.enteredById)))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(rootCauses.workspaceId, member.workspaceId), eq(rootCauses.id, rootCauseId)));
  return found;
}
export type RootCause = NonNullable<Awaited<ReturnType<typeof findRootCause>>>;

export type RootCauseChoice = { id: string; text: string; category: Category; alike: boolean };

/** How many entries are compared with what was typed; the catalogue of a workspace is smaller than that for years. */
const compared = 1000;

/**
 * Entries to choose from where a branch ends or an incident is linked: what shares words with `text` first, then the
 * latest. `alike` ones are proposed as the same cause (method 1.10); a person confirms.
 */
export async function listRootCauseChoices(
  db: Database,
  member: Member,
  { text, category }: RootCauseFilter = {},
  limit = 20,
): Promise<RootCauseChoice[]> {
  const wanted = wordsThatMatter(text ?? "");
  const sharing = [...wanted].slice(0, 30).map((word) => ilike(rootCauses.text, containing(word)));
  const found = await db
    .select({ id: rootCauses.id, text: rootCauses.text, category: rootCauses.category })
    .from(rootCauses)
    .where(and(within(member, { category }), or(...sharing)))
    .orderBy(desc(rootCauses.id))
    .limit(sharing.length > 0 ? compared : limit);
  return found
    .map((cause) => ({ cause, overlap: wordOverlap(wanted, wordsThatMatter(cause.text)) }))
    .sort((one, other) => other.overlap - one.overlap)
    .slice(0, limit)
    .map(({ cause, overlap }) => ({ ...cause, alike: !!category && overlap >= alikeFrom }));
}
