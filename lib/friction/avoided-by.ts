import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { findMeasured } from "@/lib/measures/tries";
import { causesActedOn } from "@/lib/root-causes/links";
import { todayOf } from "@/lib/text/days";
import { type Avoided, costAvoided, type MonthMet, monthsAround } from "./avoided";

/** What an improvement avoids, and on what that rests. */
export type AvoidedBy = Avoided & {
  improvementId: string;
  title: string;
  implementedOn: string;
  /** The measure whose chart gives the signal, and since when. */
  measure: { id: string; name: string };
  beganOn: string | null;
  /** Months left out: its causes were met, and nobody wrote a cost down. */
  unknown: number;
  /** Improvements that act on one of the same causes, or were in place at nearly the same time. */
  together: string[];
};

/** `effective` were found so; of these some give no signal, and of some nobody knows what it cost before or since. */
export type AvoidedCosts = { counted: AvoidedBy[]; effective: number; withoutSignal: number; withoutCost: number };

type Effective = {
  improvementId: string;
  title: string;
  iteration: number;
  implementedOn: string;
  measureId: string | null;
};

/** More than these nobody reads; the latest stand. */
const mostRead = 50;

/** The cost that improvements of a relationship avoid per month, the latest first. Seven queries at most. */
export async function listAvoided(
  db: Database,
  member: Member,
  { relationshipId, currency }: { relationshipId: string; currency: string },
): Promise<AvoidedCosts> {
  const effective = await listEffective(db, member, relationshipId);
  if (effective.length === 0) return { counted: [], effective: 0, withoutSignal: 0, withoutCost: 0 };
  const measured = await findMeasured(
    db,
    member,
    effective.map(({ measureId }) => measureId),
  );
  const signalled = effective.flatMap((each) => {
    const of = measured.get(each.measureId ?? "");
    const outcome = of?.chart.outcomes.find(
      ({ change }) => change.improvementId === each.improvementId && change.iteration === each.iteration,
    );
    return of && outcome?.code === "improved" ? [{ ...each, measure: of.measure, outcome }] : [];
  });
  const ids = effective.map(({ improvementId }) => improvementId);
  const met =
    signalled.length > 0 ? await listMet(db, member, { ids, relationshipId, currency }) : { firstOn: null, found: [] };
  const counted = signalled.flatMap(({ measure, outcome, ...each }): AvoidedBy[] => {
    const { improvementId, title, implementedOn } = each;
    const own = met.found.filter((month) => month.improvementId === improvementId);
    if (met.firstOn === null || !own.some(({ expected }) => expected)) return [];
    const { costs, unknown } = monthsAround(own, { implementedOn, firstOn: met.firstOn, today: todayOf(member) });
    const avoided = costAvoided(costs, { implementedOn, verdict: "effective", signal: outcome.code });
    if (!avoided) return [];
    const causes = new Set(own.flatMap(({ causes: acted }) => acted));
    const alike = effective.filter(
      (other) =>
        other.improvementId !== improvementId &&
        met.found.some(
          (month) => month.improvementId === other.improvementId && month.causes.some((id) => causes.has(id)),
        ),
    );
    return [
      {
        ...avoided,
        improvementId,
        title,
        implementedOn,
        measure: { id: measure.id, name: measure.name },
        beganOn: outcome.beganOn,
        unknown,
        together: [...new Set([...outcome.notSeparableFrom, ...alike.map((other) => other.title)])],
      },
    ];
  });
  return {
    counted,
    effective: effective.length,
    withoutSignal: effective.length - signalled.length,
    withoutCost: signalled.length - counted.length,
  };
}

/** Found effective in their present try by the latest verdict, and in place. */
async function listEffective(db: Database, member: Member, relationshipId: string): Promise<Effective[]> {
  const found = await db.execute(sql`
    select i.id as "improvementId", i.title, i.iteration, p.implemented_on::text as "implementedOn",
      p.measure_id as "measureId"
    from improvements i
    join predictions p on p.workspace_id = i.workspace_id and p.improvement_id = i.id and p.iteration = i.iteration
    cross join lateral (
      select verdict from checks c
      where c.workspace_id = i.workspace_id and c.improvement_id = i.id and c.iteration = i.iteration
      order by c.given_at desc, c.id desc limit 1) latest
    where i.workspace_id = ${member.workspaceId} and i.relationship_id = ${relationshipId}
      and i.phase in ('act', 'closed') and p.implemented_on is not null and latest.verdict = 'effective'
    order by p.implemented_on desc, i.id limit ${mostRead}`);
  return rows<Effective>(found);
}

type Met = MonthMet & { improvementId: string; causes: string[] };

/** How often the causes of each were met by month, and what that cost; and since when incidents were known at all. */
async function listMet(
  db: Database,
  member: Member,
  { ids, relationshipId, currency }: { ids: string[]; relationshipId: string; currency: string },
): Promise<{ firstOn: string | null; found: Met[] }> {
  const ours = sql`w.workspace_id = ${member.workspaceId} and w.relationship_id = ${relationshipId}`;
  const money = sql`w.measure = ${`money:${currency}`}`;
  const [first, found] = await Promise.all([
    db.execute(sql`
      select min(w.week)::text as "on" from friction_weeks w
      where ${ours} and w.measure = 'incidents' and w.root_cause_id is null and w.category is null and w.expected > 0`),
    db.execute(sql`
      select a.improvement_id as "improvementId", to_char(w.week, 'YYYY-MM-01') as month,
        array_agg(distinct a.root_cause_id::text) as causes,
        coalesce(sum(w.expected) filter (where w.measure = 'incidents'), 0)::float8 as incidents,
        (sum(w.low) filter (where ${money}))::float8 as low,
        (sum(w.expected) filter (where ${money}))::float8 as expected,
        (sum(w.high) filter (where ${money}))::float8 as high
      from ${causesActedOn(member, ids)} a
      join friction_weeks w on ${ours} and w.root_cause_id = a.root_cause_id and (w.measure = 'incidents' or ${money})
      group by 1, 2 order by 1, 2`),
  ]);
  return { firstOn: rows<{ on: string | null }>(first)[0]?.on ?? null, found: rows<Met>(found) };
}
