import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { openPhases } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import type { DatedCard } from "@/lib/improvements/cards";
import { listOldestOpen } from "@/lib/improvements/queries";
import { dayIn, daysFrom, todayOf } from "@/lib/text/days";
import { stuckAfterDays } from "@/lib/trends/ages";

export type Stuck = { cards: (DatedCard & { days: number })[]; stuck: number; open: number };

/** What is stuck is named up to here; the rest is counted. */
const mostNamed = 6;

/** Open improvements planned more than 90 days ago, the oldest first; carrying one over keeps its day. */
export async function findStuck(db: Database, member: Member, relationshipId: string): Promise<Stuck> {
  const zone = member.workspace.timeZone;
  const today = todayOf(member);
  const [cards, counts] = await Promise.all([
    listOldestOpen(db, member, relationshipId, mostNamed),
    db.execute(sql`
      select count(*)::int as open,
        count(*) filter (
          where (created_at at time zone ${zone}::text)::date < ${today}::date - ${stuckAfterDays}::int)::int as stuck
      from improvements
      where workspace_id = ${member.workspaceId} and relationship_id = ${relationshipId}
        and phase in (${sql.raw(openPhases.map((phase) => `'${phase}'`).join(", "))})`),
  ]);
  const aged = cards.map((card) => ({ ...card, days: daysFrom(dayIn(zone, card.createdAt), today) }));
  return {
    ...one(rows<{ open: number; stuck: number }>(counts)),
    cards: aged.filter(({ days }) => days > stuckAfterDays),
  };
}
