import "server-only";
import { and, asc, eq, gte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { frictionCosts, incidents } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { isConfirmed } from "./confirmation";
import type { Amount } from "./formulas";
import { type Summed, sumOf } from "./month-sums";

export type Line = typeof frictionCosts.$inferSelect & { incidentTitle: string | null; isConfirmed: boolean };

/** The lines of a relationship since a month, by month, with those that were taken away. One query. */
async function listLines(db: Database, member: Member, relationshipId: string, since: string): Promise<Line[]> {
  const found = await db
    .select({ line: frictionCosts, incidentTitle: incidents.title })
    .from(frictionCosts)
    .leftJoin(
      incidents,
      and(eq(incidents.workspaceId, frictionCosts.workspaceId), eq(incidents.id, frictionCosts.incidentId)),
    )
    .where(
      and(
        eq(frictionCosts.workspaceId, member.workspaceId),
        eq(frictionCosts.relationshipId, relationshipId),
        gte(frictionCosts.month, since),
      ),
    )
    .orderBy(asc(frictionCosts.month), asc(frictionCosts.createdAt), asc(frictionCosts.id))
    .limit(5_000);
  return found.map(({ line, incidentTitle }) => ({ ...line, incidentTitle, isConfirmed: isConfirmed(line) }));
}

/** What friction cost in a month in one currency: what incidents say about themselves, and the ledger. */
export type MonthCost = Summed & { month: string; ofIncidents: Amount; ofLedger: Amount };

type Kept = { month: string; low: number; expected: number; high: number };

export type LedgerAsked = { relationshipId: string; currency: string; since: string };
export type Ledger = { lines: Line[]; months: MonthCost[] };

/**
 * The ledger of a relationship since a month: its lines, also those taken away, and what each month comes to, oldest
 * first. An incident that a line is about counts by that line alone, so nothing counts twice. A week counts to the month
 * in which it begins, as in every chart. Two queries.
 * @param asked.currency ISO 4217 of the sums; currencies are not added up
 */
export async function loadLedger(db: Database, member: Member, asked: LedgerAsked): Promise<Ledger> {
  const { relationshipId, currency, since } = asked;
  const [lines, kept] = await Promise.all([listLines(db, member, relationshipId, since), keptCosts(db, member, asked)]);
  const standing = lines.filter((line) => line.removedAt === null && line.currency === currency);
  const names = [...new Set([...standing.map(({ month }) => month), ...kept.map(({ month }) => month)])].sort();
  const months = names.map((month) => {
    const written = standing.filter((line) => line.month === month);
    const incidents = kept.filter((sum) => sum.month === month).map((sum) => ({ ...sum, isConfirmed: false }));
    const { lines: count, unknown, confirmed, ...ofLedger } = sumOf(written);
    const { low, expected, high } = sumOf([...written, ...incidents]);
    const { low: least, expected: likely, high: most } = sumOf(incidents);
    const ofIncidents = { low: least, expected: likely, high: most };
    return { month, low, expected, high, lines: count, unknown, confirmed, ofIncidents, ofLedger };
  });
  return { lines, months };
}

/** The months of the ledger alone; see `loadLedger`. */
export const listMonthCosts = async (db: Database, member: Member, asked: LedgerAsked): Promise<MonthCost[]> =>
  (await loadLedger(db, member, asked)).months;

/** Costs that incidents carry, by month, without the incidents that a line of the ledger is about. */
async function keptCosts(
  db: Database,
  member: Member,
  { relationshipId, currency, since }: LedgerAsked,
): Promise<Kept[]> {
  const ours = sql`workspace_id = ${member.workspaceId} and relationship_id = ${relationshipId}
    and measure = ${`money:${currency}`} and root_cause_id is null and category is null and week >= ${since}::date`;
  const found = await db.execute(sql`
    with named as materialized (
      select distinct incident_id from friction_costs
      where workspace_id = ${member.workspaceId} and relationship_id = ${relationshipId} and removed_at is null
        and incident_id is not null and expected is not null and currency = ${currency}),
    sums as (
      select week, low, expected, high from friction_weeks where ${ours}
      union all
      select s.week, -s.low, -s.expected, -s.high from named
      cross join lateral (
        select week, low, expected, high from friction_shares
        where ${ours} and incident_id = named.incident_id) s)
    select to_char(week, 'YYYY-MM-01') as month, sum(low)::float8 as low, sum(expected)::float8 as expected,
      sum(high)::float8 as high
    from sums group by 1 having sum(expected) <> 0 order by 1`);
  return rows<Kept>(found);
}

/** Which currency the ledger is kept in: the one of its latest line, else the one the workspace proposes. One query. */
export async function findLedgerCurrency(db: Database, member: Member, relationshipId: string): Promise<string> {
  const found = await db.execute(sql`
    select coalesce(
      (select currency from friction_costs
        where workspace_id = ${member.workspaceId} and relationship_id = ${relationshipId} and removed_at is null
        order by month desc, created_at desc limit 1),
      w.currency) as currency
    from workspaces w where w.id = ${member.workspaceId}`);
  return one(rows<{ currency: string }>(found)).currency;
}
