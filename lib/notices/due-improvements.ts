import { sql } from "drizzle-orm";
import { improvements, predictions } from "@/db/schema";
import {
  isJudged,
  isOtherSide,
  isReviewDue,
  isSustainAsked,
  isWindowOver,
  sustainContext,
  windowEndsOn,
} from "@/lib/improvements/due";
import { aboutIt, toldFor, type Wanted, whoeverTakesUp } from "./wanted";

/** So many days before its day an owner is reminded of an improvement. */
const daysAhead = 7;

const today = sql`d.today`;

/** What is to be in place soon, and what should be by now: to whoever owns it, or planned what nobody owns. */
export const workDue: Wanted = {
  kinds: ["improvement_due", "improvement_overdue"],
  rows: sql`
    select i.workspace_id, ${toldFor("o")} as member_id, of_kind.kind, of_kind.kind || ':' || i.id || ':' || i.due_on as key,
      ${aboutIt("i.title", "o", "u", "who owned it")} as about, '/improvements/' || i.id as path, i.due_on
    from days d
    join improvements i on i.workspace_id = d.workspace_id and i.phase in ('plan', 'do')
      and i.due_on <= d.today + ${daysAhead}::int
    cross join lateral (
      select case when i.due_on < d.today then 'improvement_overdue' else 'improvement_due' end as kind) of_kind
    join members o on o.workspace_id = i.workspace_id and o.id = coalesce(i.owner_id, i.planned_by_id)
    join users u on u.id = o.user_id ${whoeverTakesUp("o")}`,
};

/** The window is over: to the named checker; where none was named, or they have left, to who looks after the other side. */
export const verdictsDue: Wanted = {
  kinds: ["verdict_due"],
  rows: sql`
    select improvements.workspace_id, told.member_id, 'verdict_due' as kind,
      'verdict_due:' || improvements.id || ':'
        || coalesce(${windowEndsOn}, improvements.implemented_on, improvements.created_at::date) as key,
      improvements.title || case when c.ended_at is null then '' else ' (' || u.name || ', who was to judge it, has left)' end
        as about,
      '/improvements/' || improvements.id as path, ${windowEndsOn} as due_on
    from days d
    join improvements on improvements.workspace_id = d.workspace_id and improvements.phase = 'check' and ${isJudged}
    join predictions on predictions.workspace_id = improvements.workspace_id
      and predictions.improvement_id = improvements.id and predictions.iteration = improvements.iteration
    join relationships r on r.workspace_id = improvements.workspace_id and r.id = improvements.relationship_id
    left join members o on o.workspace_id = improvements.workspace_id and o.id = improvements.owner_id
    left join members c on c.workspace_id = improvements.workspace_id and c.id = ${predictions.checkerId}
    left join users u on u.id = c.user_id
    cross join lateral (
      select c.id as member_id where c.id is not null and c.ended_at is null
      union
      select l.member_id from looks_after l
      where (c.id is null or c.ended_at is not null) and l.workspace_id = improvements.workspace_id
        and l.team_id in (r.first_team_id, r.second_team_id) and l.member_id is distinct from ${improvements.ownerId}
        and l.team_id is distinct from
          case when ${predictions.startedAt} is null then o.team_id else ${predictions.ownerSideId} end) told
    where ${isWindowOver(today)}`,
};

/** "Does it still hold?": to whoever judged that try, else to who looks after the other side. */
export const sustainChecksDue: Wanted = {
  kinds: ["sustain_check_due"],
  rows: sql`
    select c.workspace_id, told.member_id, 'sustain_check_due' as kind,
      'sustain_check_due:' || c.improvement_id || ':' || c.due_on as key,
      i.title || case when j.ended_at is null then '' else ' (' || u.name || ', who judged it, has left)' end as about,
      '/improvements/' || i.id as path, c.due_on
    from days d
    join sustain_checks c on c.workspace_id = d.workspace_id ${sustainContext}
    left join members j on j.workspace_id = c.workspace_id and j.id = p.checker_id
    left join users u on u.id = j.user_id
    cross join lateral (
      select j.id as member_id where j.ended_at is null and ${isOtherSide(sql`j.team_id`)}
      union
      select l.member_id from looks_after l
      where l.workspace_id = c.workspace_id and l.member_id is distinct from i.owner_id
        and ${isOtherSide(sql`l.team_id`)}
        and (j.id is null or j.ended_at is not null or (${isOtherSide(sql`j.team_id`)}) is not true)) told
    where ${isSustainAsked(today)}`,
};

/** A standard's day of review: to whoever keeps it. */
export const standardReviewsDue: Wanted = {
  kinds: ["standard_review_due"],
  rows: sql`
    select s.workspace_id, ${toldFor("o")} as member_id, 'standard_review_due' as kind,
      'standard_review_due:' || i.id || ':' || s.review_on as key,
      ${aboutIt("i.title", "o", "u", "who kept its standard")} as about, '/improvements/' || i.id as path,
      s.review_on as due_on
    from days d
    join standards s on s.workspace_id = d.workspace_id
    join improvements i on i.workspace_id = s.workspace_id and i.id = s.improvement_id and i.phase in ('act', 'closed')
    join members o on o.workspace_id = s.workspace_id and o.id = s.owner_id
    join users u on u.id = o.user_id ${whoeverTakesUp("o")}
    where ${isReviewDue(today)}`,
};
