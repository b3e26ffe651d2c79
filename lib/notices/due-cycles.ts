import { sql } from "drizzle-orm";
import { isUnanswered, reviewDay } from "@/lib/cycles/waiting";
import type { Wanted } from "./wanted";

/** A side has not agreed to an objective: to its owner on that side, else to who looks after the side. */
export const catchballDue: Wanted = {
  kinds: ["catchball_waits"],
  rows: sql`
    select o.workspace_id, told.member_id, 'catchball_waits' as kind,
      'catchball_waits:' || o.id || ':' || coalesce((
        select max(t.of_version) from catchball_turns t where t.workspace_id = o.workspace_id and t.objective_id = o.id
          and t.side_id = side.id and t.move = 'agreed'), 0) as key,
      o.title as about, '/cycles/' || o.cycle_id as path, null::date as due_on
    from days d
    join (
      select objectives.*, c.phase, c.relationship_id from cycles c
      join objectives on objectives.workspace_id = c.workspace_id and objectives.cycle_id = c.id
        and objectives.removed_at is null
      where c.phase <> 'closed') o on o.workspace_id = d.workspace_id
    join relationships r on r.workspace_id = o.workspace_id and r.id = o.relationship_id
    cross join lateral (values (r.first_team_id, o.first_owner_id), (r.second_team_id, o.second_owner_id)) side(id, owner_id)
    left join members p on p.workspace_id = o.workspace_id and p.id = side.owner_id and p.ended_at is null
    cross join lateral (
      select p.id as member_id where p.id is not null
      union
      select l.member_id from looks_after l
      where p.id is null and l.workspace_id = o.workspace_id and l.team_id = side.id) told
    where ${isUnanswered(sql`o.workspace_id`, sql`side.id`)}`,
};

/** The objectives are to be looked at again, or the cycle is past its last day: to both sides' leads and the owners. */
export const cycleReviewsDue: Wanted = {
  kinds: ["cycle_review_due"],
  rows: sql`
    select c.workspace_id, told.member_id, 'cycle_review_due' as kind, 'cycle_review_due:' || c.id || ':' || at.day as key,
      c.name as about, '/cycles/' || c.id || case when c.ends_on < d.today then '' else '/review' end as path,
      at.day as due_on
    from days d
    join cycles c on c.workspace_id = d.workspace_id and c.phase = 'running'
    join relationships r on r.workspace_id = c.workspace_id and r.id = c.relationship_id
    cross join lateral (${reviewDay(sql`c.workspace_id`)}) due
    cross join lateral (select case when c.ends_on < d.today then c.ends_on else due.on_day end as day) at
    cross join lateral (
      select l.member_id from looks_after l
      where l.workspace_id = c.workspace_id and l.team_id in (r.first_team_id, r.second_team_id)
      union
      select m.id from objectives o
      join members m on m.workspace_id = o.workspace_id and m.id in (o.first_owner_id, o.second_owner_id)
        and m.ended_at is null
      where o.workspace_id = c.workspace_id and o.cycle_id = c.id and o.removed_at is null) told
    where at.day < d.today or (at.day = d.today and c.ends_on >= d.today)`,
};
