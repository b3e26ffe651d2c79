import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { openPhases } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { todayOf } from "@/lib/text/days";
import { stuckAfterDays } from "@/lib/trends/ages";
import { weeksBack } from "@/lib/trends/weeks";

/** So many weeks, the running one included. */
export const comparedWeeks = 13;

export type Compared = {
  relationshipId: string;
  incidents: number; // of these weeks
  recurred: number; // of these weeks
  open: number; // improvements
  stuck: number;
  signals: number; // that nobody has answered
};

/** Each relationship of the workspace in the same figures, by its id. One query. */
export async function compareRelationships(db: Database, member: Member): Promise<Map<string, Compared>> {
  const { workspaceId } = member;
  const today = todayOf(member);
  const since = sql`${weeksBack(today, comparedWeeks)}::date`;
  const open = sql.raw(openPhases.map((phase) => `'${phase}'`).join(", "));
  const found = await db.execute(sql`
    select r.id as "relationshipId",
      (select coalesce(sum(expected), 0)::int from friction_weeks w
        where w.workspace_id = r.workspace_id and w.relationship_id = r.id and w.measure = 'incidents'
          and w.week >= ${since} and w.root_cause_id is null and w.category is null) as incidents,
      (select count(distinct n.id)::int from recurrences c
        join incidents n on n.workspace_id = c.workspace_id and n.id = c.incident_id
        where c.workspace_id = r.workspace_id and n.relationship_id = r.id and n.occurred_on >= ${since}) as recurred,
      i.open, i.stuck,
      (select count(*)::int from measure_signals s
        join measures m on m.workspace_id = s.workspace_id and m.id = s.measure_id and m.removed_at is null
        where s.workspace_id = r.workspace_id and m.relationship_id = r.id and s.settled_at is null
          and s.is_wanted is not true) as signals
    from relationships r cross join lateral (
      select count(*)::int as open, count(*) filter (
        where (created_at at time zone ${member.workspace.timeZone}::text)::date
          < ${today}::date - ${stuckAfterDays}::int)::int as stuck
      from improvements i
      where i.workspace_id = r.workspace_id and i.relationship_id = r.id and i.phase in (${open})) i
    where r.workspace_id = ${workspaceId} order by r.created_at, r.id limit 100`);
  return new Map(rows<Compared>(found).map((row) => [row.relationshipId, row]));
}
