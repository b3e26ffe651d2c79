import { sql } from "drizzle-orm";
import { incidents } from "@/db/schema";
import { isOpen } from "@/lib/incidents/queries";
import { aboutIt, toldFor, type Wanted, whoeverTakesUp } from "./wanted";

/** A root cause was accepted until today: to whoever wrote that down. */
export const acceptancesDue: Wanted = {
  kinds: ["acceptance_review_due"],
  rows: sql`
    select c.workspace_id, ${toldFor("o")} as member_id, 'acceptance_review_due' as kind,
      'acceptance_review_due:' || c.id || ':' || c.accepted_review_on as key,
      ${aboutIt("c.text", "o", "u", "who wrote the acceptance down")} as about, '/root-causes/' || c.id as path,
      c.accepted_review_on as due_on
    from days d
    join root_causes c on c.workspace_id = d.workspace_id and c.accepted_review_on <= d.today
      and c.accepted_at is not null and c.merged_into_id is null
    join members o on o.workspace_id = c.workspace_id and o.id = c.acceptance_recorded_by_id
    join users u on u.id = o.user_id ${whoeverTakesUp("o")}`,
};

/**
 * A branch of a cause tree ended with a day, and the day has come: what was passed on, while an incident of the tree is
 * open, and what was accepted. To who looks after either side, for the tree is theirs together.
 */
export const endingsDue: Wanted = {
  kinds: ["escalation_due", "acceptance_review_due"],
  rows: sql`
    select w.workspace_id, l.member_id, of_kind.kind, of_kind.kind || ':' || w.id || ':' || w.ending_on as key,
      w.text || coalesce(' (' || nullif(w.ending_by, '') || ')', '') as about,
      '/causes/' || w.tree_id || '?why=' || w.id as path, w.ending_on as due_on
    from days d
    join whys w on w.workspace_id = d.workspace_id and w.ending_on <= d.today and w.removed_at is null
      and w.status <> 'refuted' and w.ending in ('escalated', 'accepted')
    cross join lateral (
      select case w.ending when 'escalated' then 'escalation_due' else 'acceptance_review_due' end as kind) of_kind
    join cause_trees t on t.workspace_id = w.workspace_id and t.id = w.tree_id
    join relationships r on r.workspace_id = t.workspace_id and r.id = t.relationship_id
    join looks_after l on l.workspace_id = t.workspace_id and l.team_id in (r.first_team_id, r.second_team_id)
    where w.ending = 'accepted' or exists (
      select 1 from incident_trees it
      join ${incidents} on incidents.workspace_id = it.workspace_id and incidents.id = it.incident_id and ${isOpen}
      where it.workspace_id = t.workspace_id and it.tree_id = t.id)`,
};

/** Older trees wait in the list; nobody is reminded of them any more. */
const newestDays = 30;

/**
 * Whys that the other side wrote wait for a side's read-back since yesterday or longer: once for a tree, until the oldest
 * of them has its answer. A signature that fell because a sentence changed is asked for on Today and in the tree.
 */
export const readBacksDue: Wanted = {
  kinds: ["read_back_waits"],
  rows: sql`
    select waiting.workspace_id, l.member_id, 'read_back_waits' as kind,
      'read_back_waits:' || waiting.tree_id || ':' || waiting.since as key, waiting.problem as about,
      '/causes/' || waiting.tree_id as path, null::date as due_on
    from (
      select t.workspace_id, t.id as tree_id, t.problem, side.id as side_id, min(w.created_at)::date as since
      from days d
      join cause_trees t on t.workspace_id = d.workspace_id and t.settled_at is null
        and t.created_at > d.today - ${newestDays}::int
      join relationships r on r.workspace_id = t.workspace_id and r.id = t.relationship_id
      cross join lateral (values (r.first_team_id), (r.second_team_id)) side(id)
      join whys w on w.workspace_id = t.workspace_id and w.tree_id = t.id and w.removed_at is null
        and w.status <> 'refuted' and w.created_at < d.today and w.side_id is distinct from side.id
      where exists (
          select 1 from incident_trees it
          join ${incidents} on incidents.workspace_id = it.workspace_id and incidents.id = it.incident_id and ${isOpen}
          where it.workspace_id = t.workspace_id and it.tree_id = t.id)
        and not exists (
          select 1 from read_backs b
          where b.workspace_id = w.workspace_id and b.why_id = w.id and b.side_id = side.id)
      group by t.workspace_id, t.id, t.problem, side.id) waiting
    join looks_after l on l.workspace_id = waiting.workspace_id and l.team_id = waiting.side_id`,
};
