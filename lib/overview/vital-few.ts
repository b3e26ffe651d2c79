import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Phase } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { afresh, type Recall } from "@/lib/activity/recall";
import { improvementsOn } from "@/lib/root-causes/links";
import { paretoSentence } from "@/lib/root-causes/pareto-words";
import { countImprovements } from "@/lib/root-causes/queries";
import { listLargest, type Period, type Sums } from "@/lib/root-causes/weekly-sums";
import { pareto } from "@/lib/trends/pareto";

export type PhaseCounts = Partial<Record<Phase, number>>;
export type VitalFew = {
  view: "money" | "incidents";
  sums: Sums;
  improvements: Map<string, PhaseCounts>;
  standings: Map<string, Standing>;
};

/** What may change which improvements act on a cause, and how far they are. */
const acting = ["improvement", "cycle", "root_cause", "why", "tree", "evidence"];
const noCounts = new Map<string, PhaseCounts>();

/** What makes the most: by cost where anybody wrote one down, else by incidents. Four queries at most. */
export async function findVitalFew(
  db: Database,
  member: Member,
  { relationshipId, period, currency }: { relationshipId: string; period: Period; currency: string },
  recall: Recall = afresh,
): Promise<VitalFew> {
  const money = `money:${currency}`;
  const asked = { by: "cause", relationshipId, period } as const;
  const byCost = await listLargest(db, member, { ...asked, measure: money, second: "incidents" });
  const isCosted = byCost.named.length > 0;
  const sums = isCosted ? byCost : await listLargest(db, member, { ...asked, measure: "incidents", second: money });
  const ids = sums.named.map(({ id }) => id);
  const these = ids.join(" ");
  const [improvements, verified] = await Promise.all([
    ids.length > 0 ? recall(`acting ${these}`, acting, () => countImprovements(db, member, ids)) : noCounts,
    ids.length > 0 ? recall(`verified ${these}`, acting, () => listVerified(db, member, ids)) : new Set<string>(),
  ]);
  const standings = new Map(
    sums.named.map((cause) => [cause.id, standingOf(cause, verified.has(cause.id), improvements.get(cause.id))]),
  );
  return { view: isCosted ? "money" : "incidents", sums, improvements, standings };
}

/** Causes on which an improvement was found effective in its present try. */
async function listVerified(db: Database, member: Member, ids: string[]): Promise<Set<string>> {
  const found = await db.execute(sql`
    select distinct a.root_cause_id as id from ${improvementsOn(member, ids)} a
    join improvements i on i.workspace_id = ${member.workspaceId} and i.id = a.improvement_id
      and i.phase in ('act', 'closed')
    cross join lateral (
      select verdict from checks c
      where c.workspace_id = i.workspace_id and c.improvement_id = i.id and c.iteration = i.iteration
      order by c.given_at desc, c.id desc limit 1) latest
    where latest.verdict = 'effective'`);
  return new Set(rows<{ id: string }>(found).map(({ id }) => id));
}

export const standings = ["verified", "in_check", "under_way", "accepted", "nothing"] as const;
export type Standing = (typeof standings)[number];

/** How far the best improvement on a cause has come; what a sponsor accepts needs none. */
export function standingOf(
  { acceptedReviewOn }: { acceptedReviewOn: string | null },
  isVerified: boolean,
  counts: PhaseCounts = {},
): Standing {
  if (isVerified) return "verified";
  if (counts.check) return "in_check";
  if (counts.do || counts.plan || counts.act) return "under_way";
  return acceptedReviewOn ? "accepted" : "nothing";
}

type Named = Sums["named"][number];

/** The sentence of the Pareto, and the causes it names: the vital few, or those that are shown. */
export function paretoOf({ view, sums }: Pick<VitalFew, "view" | "sums">): { finding: string; named: Named[] } {
  const drawn = pareto<Named>(sums.named, sums.others.value);
  const finding = paretoSentence({ address: { view, by: "cause" }, sums, drawn, nameOf: (name) => name });
  const isFew = drawn.vitalFew > 0 && drawn.vitalFew <= sums.named.length;
  return { finding, named: isFew ? sums.named.slice(0, drawn.vitalFew) : sums.named };
}
