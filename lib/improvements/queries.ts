import "server-only";
import { and, asc, count, desc, eq, gte, inArray, isNotNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { improvements, predictions } from "@/db/schema";
import { openPhases, type Phase } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { improvementsOn } from "@/lib/root-causes/links";
import { addDays, todayOf } from "@/lib/text/days";
import type { AgeKey } from "./age-key";
import {
  type DatedCard,
  type ImprovementCard,
  ofOwner,
  ofThisTry,
  owners,
  selectCards,
  withChecks,
  withLinks,
} from "./cards";
import { type AgeBand, ageBands, type ImprovementFilter } from "./filter";
import { findKeptCounts } from "./kept-counts";
import type { Lane } from "./moves";

const within = (member: Member, filter: ImprovementFilter): SQL | undefined => {
  const { relationshipId, ownerId, sideId, causeId, kind, mine, blocked, overdue, age } = filter;
  return and(
    eq(improvements.workspaceId, member.workspaceId),
    relationshipId ? eq(improvements.relationshipId, relationshipId) : undefined,
    ownerId ? eq(improvements.ownerId, ownerId) : undefined,
    sideId ? eq(owners.teamId, sideId) : undefined,
    causeId
      ? sql`${improvements.id} in (select improvement_id from ${improvementsOn(member, [causeId])} acting)`
      : undefined,
    kind ? eq(improvements.kind, kind) : undefined,
    mine ? or(eq(improvements.ownerId, member.id), eq(predictions.checkerId, member.id)) : undefined,
    blocked ? isNotNull(improvements.blockedAt) : undefined,
    overdue ? isOverdue(todayOf(member)) : undefined,
    age ? isOfAge(member, age) : undefined,
  );
};

/** What the board calls late: past its day, past the window of its check, or past the review of its standard. */
const isOverdue = (today: string) => sql`case ${improvements.phase}
  when 'check' then ${improvements.implementedOn} + ${predictions.windowDays} * (1 + ${predictions.extensions}) < ${today}::date
  when 'act' then exists (
    select 1 from standards s where s.workspace_id = ${improvements.workspaceId}
      and s.improvement_id = ${improvements.id} and s.review_on <= ${today}::date)
  else ${improvements.dueOn} < ${today}::date end`;

/** Planned so many days ago, by the workspace's calendar. */
function isOfAge(member: Member, band: AgeBand): SQL | undefined {
  const [least, most] = ageBands[band];
  const today = todayOf(member);
  const beginOf = (day: string) => sql`(${day}::date::timestamp at time zone ${member.workspace.timeZone})`;
  return and(
    lt(improvements.createdAt, beginOf(addDays(today, 1 - least))),
    most === null ? undefined : gte(improvements.createdAt, beginOf(addDays(today, -most))),
  );
}

/** `of`: how many fit the filters, of which the first are shown. */
export type BoardLane = { phase: Lane; cards: ImprovementCard[]; of: number };

/** The four lanes of the board, the oldest cards of each first, so that what waits for long is seen. */
export async function listBoard(
  db: Database,
  member: Member,
  filter: ImprovementFilter = {},
  perLane = 20,
): Promise<BoardLane[]> {
  const [counts, ...found] = await Promise.all([
    countLanes(db, member, filter),
    ...openPhases.map((phase) =>
      selectCards(db)
        .where(and(within(member, filter), eq(improvements.phase, phase)))
        .orderBy(asc(improvements.createdAt), asc(improvements.id))
        .limit(perLane),
    ),
  ]);
  const cards = await withLinks(db, member, found.flat());
  return openPhases.map((phase) => ({
    phase,
    cards: cards.filter((card) => card.phase === phase),
    of: counts[phase],
  }));
}

/** How many each lane holds that fit the filters. One query; without filters from counts that are kept. */
export async function countLanes(
  db: Database,
  member: Member,
  filter: ImprovementFilter = {},
): Promise<Record<Lane, number>> {
  const ofLane = and(within(member, filter), inArray(improvements.phase, [...openPhases]));
  const { sideId, mine, overdue } = filter;
  const all = () => db.select({ phase: improvements.phase, count: count() }).from(improvements);
  // Joined only where a filter asks for it.
  const found =
    sideId || mine || overdue
      ? await all().leftJoin(owners, ofOwner).leftJoin(predictions, ofThisTry).where(ofLane).groupBy(improvements.phase)
      : await all().where(ofLane).groupBy(improvements.phase);
  const of = (lane: Lane) => found.find(({ phase }) => phase === lane)?.count ?? 0;
  return { plan: of("plan"), do: of("do"), check: of("check"), act: of("act") };
}

/** In the words of the index by age, as values sent along would hide it from the planner. */
const isOpen = sql`${improvements.phase} in (${sql.raw(openPhases.map((phase) => `'${phase}'`).join(", "))})`;

/** One page by age, the oldest first: of the open phases, or of one phase. */
export async function listByAge(
  db: Database,
  member: Member,
  filter: ImprovementFilter & { phase?: Phase } = {},
  after?: AgeKey,
  limit = 50,
): Promise<{ cards: ImprovementCard[]; next: AgeKey | undefined }> {
  const { phase, ...rest } = filter;
  const younger = after
    ? sql`(${improvements.createdAt}, ${improvements.id}) > (${after.created}::timestamptz, ${after.id}::uuid)`
    : undefined;
  const found = await selectCards(db)
    .where(and(within(member, rest), phase ? eq(improvements.phase, phase) : isOpen, younger))
    .orderBy(asc(improvements.createdAt), asc(improvements.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { cards: await withLinks(db, member, page), next: last && { created: last.createdKey, id: last.id } };
}

/** The oldest that are open, with when each is next looked for. */
export async function listOldestOpen(
  db: Database,
  member: Member,
  relationshipId: string,
  limit: number,
): Promise<DatedCard[]> {
  const found = await selectCards(db)
    .where(and(within(member, { relationshipId }), isOpen))
    .orderBy(asc(improvements.createdAt), asc(improvements.id))
    .limit(limit);
  return withChecks(db, member, found);
}

/** These improvements with their people and predictions, the oldest first. */
export async function listCards(db: Database, member: Member, ids: readonly string[]): Promise<ImprovementCard[]> {
  if (ids.length === 0) return [];
  const found = await selectCards(db)
    .where(and(eq(improvements.workspaceId, member.workspaceId), inArray(improvements.id, [...ids])))
    .orderBy(asc(improvements.createdAt), asc(improvements.id));
  return withLinks(db, member, found);
}

/** The improvements on these root causes, be it by name or through a why that ends in one; the latest first. */
export async function listImprovementsOnCauses(db: Database, member: Member, rootCauseIds: string[], limit = 100) {
  if (rootCauseIds.length === 0) return [];
  const acting = sql`${improvements.id} in (select improvement_id from ${improvementsOn(member, rootCauseIds)} acting)`;
  const found = await selectCards(db)
    .where(and(eq(improvements.workspaceId, member.workspaceId), acting))
    .orderBy(desc(improvements.createdAt), desc(improvements.id))
    .limit(limit);
  return withLinks(db, member, found);
}

export type ImprovementCounts = {
  inPlace: number; // implemented, whatever was found since
  judged: number; // verdicts that say something: "cannot tell yet" does not
  effective: number;
};

/** The figures above the board. Implemented and effective are two counts, everywhere (method 3.2). */
export async function countImprovements(
  db: Database,
  member: Member,
  relationshipId?: string, // none: of all relationships
): Promise<ImprovementCounts> {
  const { in_place: inPlace, judged, effective } = await findKeptCounts(db, member, relationshipId);
  return { inPlace, judged, effective };
}
