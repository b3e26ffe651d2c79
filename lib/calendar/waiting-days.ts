import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { improvements, predictions } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import { reviewDay } from "@/lib/cycles/waiting";
import { isJudged, windowEndsOn } from "@/lib/improvements/due";
import { addDays, todayOf } from "@/lib/text/days";
import type { CalendarDay } from "./calendar-file";

/** So far back and so far ahead a calendar shows what waits. */
const daysBack = 30;
const daysAhead = 365;
const mostDays = 500;

type Row = { is: keyof typeof sayings; id: string; day: string; about: string; path: string };

/** What each day asks for, before the words it is about. */
const sayings = {
  due: { title: "Due", words: "To be in place by this day." },
  check: { title: "Give the verdict", words: "The time of watching is over." },
  sustain: { title: "Does it still hold?", words: "Say whether the gain was held." },
  standard: { title: "Review the standard", words: "Is it still the way of working?" },
  acceptance: { title: "Look at the acceptance again", words: "It was accepted until this day." },
  escalation: { title: "Ask what became of it", words: "It was passed on until this day." },
  review: { title: "Review the cycle", words: "Its objectives are looked at again." },
  end: { title: "The cycle ends", words: "Look back, and hand over to the next." },
} as const;

/**
 * Whatever waits for a member on a day: in the next year, and since a month and still not done. Found from the member's
 * own rows outwards, so that it costs the same in a workspace of many.
 */
export async function listWaitingDays(db: Database, member: Member): Promise<CalendarDay[]> {
  const { workspaceId: here, id: me, teamId } = member;
  const today = todayOf(member);
  const from = sql`${addDays(today, -daysBack)}::date`;
  const to = sql`${addDays(today, daysAhead)}::date`;
  const leads = may(member.role, "cycle:lead");
  const found = await db.execute(sql`
    select "is", id, day::text, about, path from (
      select 'due' as "is", i.id::text as id, i.due_on as day, i.title as about, '/improvements/' || i.id as path
      from improvements i
      where i.workspace_id = ${here} and i.owner_id = ${me} and i.phase in ('plan', 'do')
      union all
      select 'check', improvements.id || '-' || improvements.iteration, ${windowEndsOn}, improvements.title,
        '/improvements/' || improvements.id
      from ${predictions}
      join ${improvements} on improvements.workspace_id = ${here} and improvements.id = predictions.improvement_id
        and improvements.iteration = predictions.iteration and improvements.phase = 'check' and ${isJudged}
      where predictions.workspace_id = ${here} and predictions.checker_id = ${me}
      union all
      select 'sustain', c.id::text, c.due_on, i.title, '/improvements/' || i.id
      from predictions p
      join improvements i on i.workspace_id = ${here} and i.id = p.improvement_id and i.iteration = p.iteration
        and i.phase in ('act', 'closed')
      join sustain_checks c on c.workspace_id = ${here} and c.improvement_id = i.id and c.iteration = i.iteration
        and c.answer is null and c.dropped_at is null
      where p.workspace_id = ${here} and p.checker_id = ${me}
      union all
      select 'standard', i.id::text, s.review_on, i.title, '/improvements/' || i.id
      from standards s
      join improvements i on i.workspace_id = ${here} and i.id = s.improvement_id and i.phase in ('act', 'closed')
      where s.workspace_id = ${here} and s.owner_id = ${me} and s.review_on between ${from} and ${to}
      union all
      select 'acceptance', r.id::text, r.accepted_review_on, r.text, '/root-causes/' || r.id
      from root_causes r
      where r.workspace_id = ${here} and r.acceptance_recorded_by_id = ${me} and r.merged_into_id is null
        and r.accepted_at is not null and r.accepted_review_on between ${from} and ${to}
      union all
      select case n.kind when 'escalation_due' then 'escalation' else 'acceptance' end, n.id::text, n.due_on, n.about, n.path
      from notices n
      where n.workspace_id = ${here} and n.member_id = ${me} and n.settled_at is null
        and n.kind in ('escalation_due', 'acceptance_review_due') and n.path like '/causes/%'
      union all
      select of_cycle.*
      from relationships r
      join cycles c on c.workspace_id = ${here} and c.relationship_id = r.id and c.phase = 'running'
      cross join lateral (${reviewDay(sql`${here}`)}) due
      cross join lateral (
        select 'end', c.id::text, c.ends_on, c.name, '/cycles/' || c.id
        union all
        select 'review', c.id || '-' || due.on_day, due.on_day, c.name, '/cycles/' || c.id || '/review'
        where due.on_day < c.ends_on) of_cycle
      where r.workspace_id = ${here} and ${teamId}::uuid in (r.first_team_id, r.second_team_id)
        and (${leads} or exists (
          select 1 from objectives o
          where o.workspace_id = ${here} and o.cycle_id = c.id and o.removed_at is null
            and ${me} in (o.first_owner_id, o.second_owner_id)))
    ) waiting
    where day between ${from} and ${to}
    order by day, "is", id limit ${mostDays}`);
  return rows<Row>(found).map(asDay);
}

function asDay({ is, id, day, about, path }: Row): CalendarDay {
  const { title, words } = sayings[is];
  return { name: `${is}-${id}`, day, title: `${title}: ${about}`, words, path };
}

/** The days of one improvement: when it is due, judged, asked about again, and when its standard is looked at. */
export async function listImprovementDays(db: Database, member: Member, id: string): Promise<CalendarDay[]> {
  const here = member.workspaceId;
  const found = await db.execute(sql`
    select "is", id, day::text, about, path from (
      select improvements.phase, improvements.title as about, '/improvements/' || improvements.id as path, of_it.*
      from ${improvements}
      left join ${predictions} on predictions.workspace_id = ${here} and predictions.improvement_id = improvements.id
        and predictions.iteration = improvements.iteration
      cross join lateral (
        select 'due' as "is", improvements.id::text as id, improvements.due_on as day
        where improvements.phase in ('plan', 'do')
        union all
        select 'check', improvements.id || '-' || improvements.iteration, ${windowEndsOn}
        where improvements.phase = 'check' and ${isJudged}
        union all
        select 'sustain', c.id::text, c.due_on from sustain_checks c
        where c.workspace_id = ${here} and c.improvement_id = improvements.id
          and c.iteration = improvements.iteration and c.answer is null and c.dropped_at is null
          and improvements.phase in ('act', 'closed')
        union all
        select 'standard', improvements.id::text, s.review_on from standards s
        where s.workspace_id = ${here} and s.improvement_id = improvements.id and improvements.phase in ('act', 'closed')
      ) of_it
      where improvements.workspace_id = ${here} and improvements.id = ${id}
    ) days where day is not null order by day, "is", id limit 50`);
  return rows<Row>(found).map(asDay);
}

/** The days of one cycle that is not over: its next review and its end. */
export async function listCycleDays(db: Database, member: Member, id: string): Promise<CalendarDay[]> {
  const here = member.workspaceId;
  const found = await db.execute(sql`
    select of_cycle."is", of_cycle.id, of_cycle.day::text, of_cycle.about, of_cycle.path
    from cycles c
    cross join lateral (${reviewDay(sql`${here}`)}) due
    cross join lateral (
      select 'end' as "is", c.id::text as id, c.ends_on as day, c.name as about, '/cycles/' || c.id as path
      union all
      select 'review', c.id || '-' || due.on_day, due.on_day, c.name, '/cycles/' || c.id || '/review'
      where c.phase = 'running' and due.on_day < c.ends_on) of_cycle
    where c.workspace_id = ${here} and c.id = ${id} and c.phase <> 'closed'
    order by 3, 1`);
  return rows<Row>(found).map(asDay);
}
