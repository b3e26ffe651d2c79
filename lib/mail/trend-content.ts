import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { TrendMail } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { type Overview, readOverview, sixSentences } from "@/lib/overview/overview";
import type { Said } from "@/lib/overview/words";
import { listRelationships } from "@/lib/teams/queries";
import { now } from "@/lib/text/clock";
import { sentenceOf } from "@/lib/trends/sentences";
import type { TakenMail } from "./digest-content";
import { usualTrendMail } from "./trend-hours";

export type TrendSignal = { name: string; says: string; path: string };
/** One relationship as its page says it: six sentences, and each measure that gave a signal since the reader last looked. */
export type TrendPart = { id: string; name: string; said: Said[]; signals: TrendSignal[]; isEmpty: boolean };
/** `more`: relationships that stand in the app besides. */
export type TrendContent = { trendMail: TrendMail; parts: TrendPart[]; more: number };

/** More than these nobody reads to the end; the app compares them all. */
const mostParts = 5;
const days: Record<Exclude<TrendMail, "none">, number> = { weekly: 7, monthly: 31 };

/** What a mail of trends has to say now; undefined when its member has left. */
export async function trendContentOf(db: Database, mail: TakenMail): Promise<TrendContent | undefined> {
  const reader = await findReader(db, mail);
  if (!reader) return undefined;
  const { trendMail, member } = reader;
  if (trendMail === "none") return { trendMail, parts: [], more: 0 };
  const [relationships, looked] = await Promise.all([listRelationships(db, member), lastLooks(db, mail)]);
  const own = ({ sides }: (typeof relationships)[number]) => sides.some(({ id }) => id === member.teamId);
  // Those of the reader's own side first.
  const shown = relationships.toSorted((one, other) => Number(own(other)) - Number(own(one))).slice(0, mostParts);
  const usual = new Date(now().getTime() - days[trendMail] * 86_400_000);
  const parts: TrendPart[] = [];
  // One after the other: others are served in between.
  for (const { id, name } of shown) {
    const overview = await readOverview(db, member, id, Promise.resolve(looked.get(id) ?? looked.get("mail") ?? usual));
    parts.push({
      id,
      name,
      said: sixSentences(overview, member.locale),
      ...signalsOf(overview),
      isEmpty: isEmpty(overview),
    });
  }
  return { trendMail, parts, more: relationships.length - shown.length };
}

const signalsOf = ({ read }: Overview) => ({
  signals: read
    .filter(({ isNew }) => isNew)
    .map(({ measure, name, chart, figures }) => ({
      name,
      says: sentenceOf(chart, figures),
      path: `/trends/measures/${measure.id}`,
    })),
});

/** Nobody has begun to use it: there is nothing to read. */
const isEmpty = ({ read, few, stuck, cost, pressures }: Overview) =>
  read.length + few.sums.named.length + stuck.open + cost.ranges.size + pressures.length === 0;

async function findReader(db: Database, mail: TakenMail) {
  const found = await db.execute(sql`
    select m.id, m.user_id as "userId", u.name, m.role, m.team_id as "teamId", m.workspace_id as "workspaceId",
      u.locale, u.time_zone as "timeZone", u.theme, s.trend_mail as chosen,
      json_build_object('slug', w.slug, 'name', w.name, 'timeZone', w.time_zone, 'isExample', w.is_example) as workspace
    from members m
    join users u on u.id = m.user_id
    join workspaces w on w.id = m.workspace_id
    left join notice_settings s on s.workspace_id = m.workspace_id and s.member_id = m.id
    where m.workspace_id = ${mail.workspaceId} and m.id = ${mail.memberId} and m.ended_at is null`);
  const [row] = rows<Member & { chosen: TrendMail | null }>(found);
  if (!row) return undefined;
  const { chosen, ...member } = row;
  return { member, trendMail: chosen ?? usualTrendMail(member.role) };
}

/** When the reader last looked at a relationship, on its page or in the mail before: the later of the two, by its id. */
async function lastLooks(db: Database, { workspaceId, memberId }: TakenMail): Promise<Map<string, Date>> {
  const found = await db.execute(sql`
    with mailed as (
      select max(sent_at) as at from mails
      where workspace_id = ${workspaceId} and member_id = ${memberId} and key like 'trends:%' and state = 'sent')
    select v.relationship_id::text as id, greatest(v.visited_at, mailed.at) as at from trend_visits v, mailed
    where v.workspace_id = ${workspaceId} and v.member_id = ${memberId}
    union all
    select 'mail', mailed.at from mailed where mailed.at is not null`);
  return new Map(rows<{ id: string; at: string }>(found).map(({ id, at }) => [id, new Date(at)]));
}
