import "server-only";
import { and, asc, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { improvements, predictions } from "@/db/schema";
import { openPhases, type Phase } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { improvementsOn } from "@/lib/root-causes/links";
import type { AgeKey } from "./age-key";
import { type ImprovementCard, owners, selectCards, withLinks } from "./cards";

export type ImprovementFilter = {
  relationshipId?: string;
  ownerId?: string;
  sideId?: string; // of the owner
  mine?: boolean; // owned or checked by whoever asks
};

const within = (member: Member, { relationshipId, ownerId, sideId, mine }: ImprovementFilter): SQL | undefined =>
  and(
    eq(improvements.workspaceId, member.workspaceId),
    relationshipId ? eq(improvements.relationshipId, relationshipId) : undefined,
    ownerId ? eq(improvements.ownerId, ownerId) : undefined,
    sideId ? eq(owners.teamId, sideId) : undefined,
    mine ? or(eq(improvements.ownerId, member.id), eq(predictions.checkerId, member.id)) : undefined,
  );

type OpenPhase = (typeof openPhases)[number];
export type Lane = { phase: OpenPhase; cards: ImprovementCard[]; more: boolean };

/** The four lanes of the board, the latest cards of each first. A constant number of queries. */
export async function listBoard(
  db: Database,
  member: Member,
  filter: ImprovementFilter = {},
  perLane = 20,
): Promise<Lane[]> {
  const found = await Promise.all(
    openPhases.map((phase) =>
      selectCards(db)
        .where(and(within(member, filter), eq(improvements.phase, phase)))
        .orderBy(desc(improvements.createdAt), desc(improvements.id))
        .limit(perLane + 1),
    ),
  );
  const shown = found.map((lane) => lane.slice(0, perLane));
  const cards = await withLinks(db, member, shown.flat());
  return openPhases.map((phase, place) => ({
    phase,
    cards: cards.filter((card) => card.phase === phase),
    more: (found[place]?.length ?? 0) > perLane,
  }));
}

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
    .where(and(within(member, rest), inArray(improvements.phase, phase ? [phase] : [...openPhases]), younger))
    .orderBy(asc(improvements.createdAt), asc(improvements.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { cards: await withLinks(db, member, page), next: last && { created: last.createdKey, id: last.id } };
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
  relationshipId: string,
): Promise<ImprovementCounts> {
  const found = await db.execute(sql`
    select count(implemented_on)::int as "inPlace",
      coalesce(sum(judged), 0)::int as judged, coalesce(sum(effective), 0)::int as effective
    from improvements i left join lateral (
      select count(*) as judged, count(*) filter (where c.verdict = 'effective') as effective from checks c
      where c.workspace_id = i.workspace_id and c.improvement_id = i.id and c.verdict <> 'inconclusive'
    ) c on true
    where i.workspace_id = ${member.workspaceId} and i.relationship_id = ${relationshipId}`);
  return one(rows<ImprovementCounts>(found));
}
