import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import type { RecurrenceSign } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { isOtherSide, isReviewDue, isSustainAsked, sustainContext } from "@/lib/improvements/due";
import { todayOf } from "@/lib/text/days";

const mostOfAKind = 8;

type OfImprovement = { improvementId: string; title: string; relationshipId: string; ownerTeamId: string | null };

/** An improvement found effective, about which the member's side is asked whether it still holds. */
export type SustainAsk = OfImprovement & { afterDays: number; dueOn: string };

/** From its day on, the latest question of each; never one of the owner's side, nor a neutral member. */
function sustainAsks({ workspaceId, teamId, id }: Member, today: SQL): SQL {
  return sql`
    select i.id as "improvementId", i.title, i.relationship_id as "relationshipId", p.owner_side_id as "ownerTeamId",
      c.after_days as "afterDays", c.due_on::text as "dueOn"
    from sustain_checks c ${sustainContext}
    where c.workspace_id = ${workspaceId} and ${isSustainAsked(today)} and ${isOtherSide(sql`${teamId}::uuid`)}
      and i.owner_id is distinct from ${id}
    order by c.due_on, c.id limit ${mostOfAKind}`;
}

/** A standard whose day of review has come; `isMine`: the member keeps it, else whoever kept it has left. */
export type ReviewDue = OfImprovement & { reviewOn: string; isMine: boolean };

/** To whoever keeps the standard, and to the side of one who has left. */
function reviewsDue({ workspaceId, teamId, id }: Member, today: SQL): SQL {
  return sql`
    select i.id as "improvementId", i.title, i.relationship_id as "relationshipId", o.team_id as "ownerTeamId",
      s.review_on::text as "reviewOn", s.owner_id = ${id} as "isMine"
    from standards s
    join improvements i on i.workspace_id = s.workspace_id and i.id = s.improvement_id and i.phase in ('act', 'closed')
    join members o on o.workspace_id = s.workspace_id and o.id = s.owner_id
    where s.workspace_id = ${workspaceId} and ${isReviewDue(today)}
      and (s.owner_id = ${id} or (o.ended_at is not null and o.team_id = ${teamId}::uuid))
    order by s.review_on, s.id limit ${mostOfAKind}`;
}

/** What came back although something was in place, and the member has not seen it yet; one line for each improvement. */
export type CameBackNews = OfImprovement & {
  sign: RecurrenceSign;
  incident: string | null;
  reopened: boolean;
  more: number; // times it came back besides
};

function cameBackNews({ workspaceId, id }: Member): SQL {
  return sql`
    select distinct on (r.improvement_id) r.improvement_id as "improvementId", i.title,
      i.relationship_id as "relationshipId", o.team_id as "ownerTeamId", r.sign, n.title as incident,
      bool_or(r.reopened) over (partition by r.improvement_id) as reopened,
      (count(*) over (partition by r.improvement_id) - 1)::int as more
    from recurrence_notices t
    join recurrences r on r.workspace_id = t.workspace_id and r.id = t.recurrence_id
    join improvements i on i.workspace_id = r.workspace_id and i.id = r.improvement_id
    left join members o on o.workspace_id = i.workspace_id and o.id = i.owner_id
    left join incidents n on n.workspace_id = r.workspace_id and n.id = r.incident_id
    where t.workspace_id = ${workspaceId} and t.member_id = ${id} and t.seen_at is null
    order by r.improvement_id, r.at desc, r.id desc limit ${mostOfAKind}`;
}

/** An open improvement whose owner has left. */
export type Ownerless = OfImprovement & { ownerName: string };

/** To the side that its owner belonged to, and to the workspace's owners where that was neutral. */
function ownerless({ workspaceId, teamId, role }: Member): SQL {
  return sql`
    select i.id as "improvementId", i.title, i.relationship_id as "relationshipId", o.team_id as "ownerTeamId",
      u.name as "ownerName"
    from members o
    join users u on u.id = o.user_id
    join improvements i on i.workspace_id = o.workspace_id and i.owner_id = o.id
      and i.phase in ('plan', 'do', 'check', 'act')
    where o.workspace_id = ${workspaceId} and o.ended_at is not null
      and (o.team_id = ${teamId}::uuid or (o.team_id is null and ${role === "owner"}))
    order by i.created_at, i.id limit ${mostOfAKind}`;
}

export type FollowThroughWaiting = {
  cameBack: CameBackNews[];
  sustainAsks: SustainAsk[];
  reviews: ReviewDue[];
  ownerless: Ownerless[];
};

/** All four in one query, each with a limit of its own. To who only reads, what came back is told and nothing is asked. */
export async function listFollowThrough(db: Database, member: Member, asks: boolean): Promise<FollowThroughWaiting> {
  const today = sql`${todayOf(member)}::date`;
  const list = (statement: SQL, asked = asks) =>
    asked ? sql`(select coalesce(json_agg(one), '[]') from (${statement}) one)` : sql`'[]'::json`;
  const found = await db.execute(sql`
    select ${list(cameBackNews(member), true)} as "cameBack", ${list(sustainAsks(member, today))} as "sustainAsks",
      ${list(reviewsDue(member, today))} as reviews, ${list(ownerless(member))} as ownerless`);
  return one(rows<FollowThroughWaiting>(found));
}
