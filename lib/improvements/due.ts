import { inArray, type SQL, sql } from "drizzle-orm";
import { improvements, predictions } from "@/db/schema";

/**
 * When what follows a step falls due (method 3.2). Today asks it for one member, the notices for all workspaces; both say
 * by these words on which day it is: `today` is SQL for that day.
 */

/** Kinds that another side judges; a containment or an investigation is closed by its owner. */
export const isJudged = inArray(improvements.kind, ["countermeasure", "standard", "detection"]);

/** The last day of the window in which an improvement is watched; none where no window was agreed. */
export const windowEndsOn = sql`${improvements.implementedOn} + ${predictions.windowDays} * (1 + ${predictions.extensions})`;

export const isWindowOver = (today: SQL) => sql`coalesce(${windowEndsOn} <= ${today}, true)`;

/** What a question "c" about an improvement "i" is read with: the prediction "p" of its try and the relationship "r". */
export const sustainContext = sql`
  join improvements i on i.workspace_id = c.workspace_id and i.id = c.improvement_id and i.iteration = c.iteration
    and i.phase in ('act', 'closed')
  join predictions p on p.workspace_id = c.workspace_id and p.improvement_id = c.improvement_id
    and p.iteration = c.iteration
  join relationships r on r.workspace_id = c.workspace_id and r.id = i.relationship_id`;

/** The latest of its questions whose day has come and that nobody has answered. */
export const isSustainAsked = (today: SQL) => sql`
  c.answer is null and c.dropped_at is null and c.due_on <= ${today}
  and not exists (
    select 1 from sustain_checks l
    where l.workspace_id = c.workspace_id and l.improvement_id = c.improvement_id and l.iteration = c.iteration
      and l.after_days > c.after_days and l.due_on <= ${today} and l.answer is null and l.dropped_at is null)`;

/** A side of the relationship "r" that is not the owner's. */
export const isOtherSide = (teamId: SQL) =>
  sql`${teamId} in (r.first_team_id, r.second_team_id) and p.owner_side_id is distinct from ${teamId}`;

/** The standard "s" of the improvement "i", written after its latest verdict, is to be looked at again. */
export const isReviewDue = (today: SQL) => sql`
  s.review_on <= ${today}
  and s.written_at >= coalesce((
    select max(c.given_at) from checks c
    where c.workspace_id = i.workspace_id and c.improvement_id = i.id and c.iteration = i.iteration), s.written_at)`;
