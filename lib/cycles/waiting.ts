import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import { todayOf } from "@/lib/text/days";
import { daysBetweenReviews } from "./cycle-rules";

/**
 * What a cycle asks of a member: their side has not answered to an objective, an objective they own has nobody on the
 * other side, an owner of their side has left, the objectives are due to be looked at, or the cycle has come to its last day.
 */
export type CycleWait = {
  asks: "answer" | "partner" | "owner" | "review" | "end";
  cycleId: string;
  cycle: string;
  relationshipId: string;
  objectiveId: string | null;
  title: string | null; // of the objective
  since: string | null; // the day from which the review was due, or the last day of the cycle
};

/** A side has not agreed to the objective "o" as it stands, in a cycle whose phase "o" carries along. */
export const isUnanswered = (here: SQL, side: SQL) => sql`
  (o.phase = 'catchball' or (o.phase = 'running' and o.decision = 'adapt'))
  and not exists (
    select 1 from catchball_turns t where t.workspace_id = ${here} and t.objective_id = o.id
      and t.side_id = ${side} and t.move = 'agreed' and t.of_version = o.version)`;

/** The day from which the objectives of the cycle "c" are to be looked at again. */
export const reviewDay = (here: SQL) => sql`
  select greatest(c.starts_on, max(r.held_on)) + ${daysBetweenReviews}::int as on_day from cycle_reviews r
  where r.workspace_id = ${here} and r.cycle_id = c.id and r.kind = 'quarterly'`;

/** In one query, the cycles that began last first; of each kind a few. */
export async function listCycleWaits(db: Database, member: Member, limit = 8): Promise<CycleWait[]> {
  const { workspaceId: here, id: me, teamId } = member;
  if (teamId === null || !may(member.role, "cycle:write")) return [];
  const leads = may(member.role, "cycle:lead");
  const today = todayOf(member);
  const found = await db.execute(sql`
    with open as (
      select c.id, c.name, c.relationship_id, c.phase, c.starts_on, c.ends_on
      from relationships r
      join cycles c on c.workspace_id = ${here} and c.relationship_id = r.id and c.phase <> 'closed'
      where r.workspace_id = ${here} and ${teamId} in (r.first_team_id, r.second_team_id)
      order by c.starts_on desc, c.id limit 20
    ), table_of as (
      select o.*, c.name, c.relationship_id, c.phase, c.starts_on from open c
      join objectives o on o.workspace_id = ${here} and o.cycle_id = c.id and o.removed_at is null
    )
    select * from (
      select 'answer' as asks, o.cycle_id as "cycleId", o.name as cycle, o.relationship_id as "relationshipId",
        o.id as "objectiveId", o.title, null as since, 1 as place, o.created_at as at
      from table_of o
      where ${isUnanswered(sql`${here}`, sql`${teamId}`)}
      union all
      select 'partner', o.cycle_id, o.name, o.relationship_id, o.id, o.title, null, 2, o.created_at
      from table_of o
      where o.phase in ('scan', 'plan', 'catchball')
        and ((o.first_owner_id = ${me} and o.second_owner_id is null)
          or (o.second_owner_id = ${me} and o.first_owner_id is null))
      union all
      select 'owner', o.cycle_id, o.name, o.relationship_id, o.id, o.title, null, 2, o.created_at
      from table_of o
      join members gone on gone.workspace_id = ${here} and gone.team_id = ${teamId} and gone.ended_at is not null
        and gone.id in (o.first_owner_id, o.second_owner_id)
      union all
      select case when c.ends_on < ${today}::date then 'end' else 'review' end, c.id, c.name, c.relationship_id, null, null,
        case when c.ends_on < ${today}::date then c.ends_on else due.on_day end::text, 3, null
      from open c
      cross join lateral (${reviewDay(sql`${here}`)}) due
      where c.phase = 'running' and (due.on_day <= ${today}::date or c.ends_on < ${today}::date)
        and (${leads} or exists (
          select 1 from table_of o where o.cycle_id = c.id and ${me} in (o.first_owner_id, o.second_owner_id)))
    ) asked order by place, at, "cycleId", "objectiveId" limit ${limit}`);
  return rows<CycleWait>(found);
}
