import "server-only";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { cycles } from "@/db/schema";
import type { CarryOverDecision } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { day } from "@/lib/text/shapes";
import { listObjectives, listReviews, type Objective, type Review } from "./queries";

/** So many turns stand on one page: ten years of quarters. */
export const turnsOnPage = 40;
/** Of what a turn left over, so many are named; the rest is counted. */
const mostNamed = 10;

export type LeftOver = {
  cycleId: string;
  id: string;
  title: string;
  decision: CarryOverDecision;
  sponsor: string | null;
  times: number; // how often it has been carried over by now
  total: number; // left over by this cycle in all
};

export type ChainLink = Awaited<ReturnType<typeof listTurnsOf>>[number] & {
  objectives: Objective[];
  review: Review | null; // of the whole
  leftOver: LeftOver[];
};

/**
 * The chain of a relationship's cycles, the latest first: what each aimed at, what came of it, what was learned, and what
 * it left to the next. Four queries, however long it is.
 * @param before the first day of the oldest one shown so far
 */
export async function listChain(
  db: Database,
  member: Member,
  relationshipId: string,
  before?: string,
): Promise<{ turns: ChainLink[]; older: string | undefined }> {
  const found = await listTurnsOf(db, member, relationshipId, before);
  const shown = found.slice(0, turnsOnPage);
  const ids = shown.map(({ id }) => id);
  const [objectives, reviews, left] = await Promise.all([
    listObjectives(db, member, ids),
    listReviews(db, member, ids),
    listLeftOver(db, member, ids),
  ]);
  const of = (id: string) => (row: { cycleId: string }) => row.cycleId === id;
  const turns = shown.map((turn) => ({
    ...turn,
    objectives: objectives.filter(of(turn.id)),
    review: reviews.find((review) => review.cycleId === turn.id && review.kind === "annual") ?? null,
    leftOver: left.filter(of(turn.id)),
  }));
  return { turns, older: found.length > turnsOnPage ? shown.at(-1)?.startsOn : undefined };
}

function listTurnsOf(db: Database, member: Member, relationshipId: string, before?: string) {
  const { id, name, kind, startsOn, endsOn, phase } = cycles;
  const isBefore = before && day().safeParse(before).success ? lt(startsOn, before) : undefined;
  return db
    .select({ id, name, kind, startsOn, endsOn, phase })
    .from(cycles)
    .where(and(eq(cycles.workspaceId, member.workspaceId), eq(cycles.relationshipId, relationshipId), isBefore))
    .orderBy(desc(startsOn), desc(id))
    .limit(turnsOnPage + 1);
}

async function listLeftOver(db: Database, member: Member, cycleIds: string[]): Promise<LeftOver[]> {
  if (cycleIds.length === 0) return [];
  const here = member.workspaceId;
  const found = await db.execute(sql`
    select o.from_cycle_id as "cycleId", i.id, i.title, o.decision, o.sponsor, i.carried_over as times, o.total::int
    from (
      select o.*, row_number() over (partition by o.from_cycle_id order by o.decided_at, o.id) as place,
        count(*) over (partition by o.from_cycle_id) as total
      from carry_overs o where o.workspace_id = ${here} and o.from_cycle_id in ${cycleIds}) o
    join improvements i on i.workspace_id = ${here} and i.id = o.improvement_id
    where o.place <= ${mostNamed}
    order by o.from_cycle_id, o.place`);
  return rows<LeftOver>(found);
}
