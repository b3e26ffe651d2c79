import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { improvements, improvementWhys, members, predictions, rootCauses, users, whys } from "@/db/schema";
import type { Verdict, WhyStatus } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { causesActedOn } from "@/lib/root-causes/links";
import { listWeakCauses, type WeakCause } from "@/lib/root-causes/weak-reason";
import { type Kept, listKept } from "./follow-through";

export const owners = alias(members, "owners");
export const checkers = alias(members, "checkers");
const ownerUsers = alias(users, "owner_users");
const checkerUsers = alias(users, "checker_users");

export const ofOwner = and(eq(owners.workspaceId, improvements.workspaceId), eq(owners.id, improvements.ownerId));
export const ofThisTry = and(
  eq(predictions.workspaceId, improvements.workspaceId),
  eq(predictions.improvementId, improvements.id),
  eq(predictions.iteration, improvements.iteration),
);

/** The team the owner acts for: once work has started, the one it had then, for that side never judges. */
export const ownerTeamId = sql<
  string | null
>`case when ${predictions.startedAt} is null then ${owners.teamId} else ${predictions.ownerSideId} end`;

/** Each improvement with its people and the prediction of its present iteration; the caller says which and how many. */
export const selectCards = (db: Database) =>
  db
    .select({
      id: improvements.id,
      relationshipId: improvements.relationshipId,
      title: improvements.title,
      kind: improvements.kind,
      phase: improvements.phase,
      strength: improvements.strength,
      iteration: improvements.iteration,
      dueOn: improvements.dueOn,
      firstDueOn: improvements.firstDueOn,
      implementedOn: improvements.implementedOn,
      createdAt: improvements.createdAt,
      // Exact to the microsecond, as the key of the next page; a Date would cut it.
      createdKey: sql<string>`${improvements.createdAt}::text`,
      ownerId: improvements.ownerId,
      ownerName: ownerUsers.name,
      ownerTeamId,
      ownerEndedAt: owners.endedAt, // set: the owner has left
      blockedReason: improvements.blockedReason,
      blockedAt: improvements.blockedAt,
      version: improvements.version,
      checkerId: predictions.checkerId,
      checkerName: checkerUsers.name,
      checkerTeamId: checkers.teamId,
      checkerEndedAt: checkers.endedAt,
      prediction: predictions.text,
      measure: predictions.measure,
      fromLevel: predictions.fromLevel,
      toLevel: predictions.toLevel,
      byDay: predictions.byDay,
      method: predictions.method,
      checkPlan: predictions.checkPlan,
      windowDays: predictions.windowDays,
      leastObservations: predictions.leastObservations,
      extensions: predictions.extensions,
    })
    .from(improvements)
    .leftJoin(owners, ofOwner)
    .leftJoin(ownerUsers, eq(ownerUsers.id, owners.userId))
    .leftJoin(predictions, ofThisTry)
    .leftJoin(checkers, and(eq(checkers.workspaceId, improvements.workspaceId), eq(checkers.id, predictions.checkerId)))
    .leftJoin(checkerUsers, eq(checkerUsers.id, checkers.userId))
    .$dynamic();

export type CardRow = Awaited<ReturnType<typeof selectCards>>[number];

/** What an improvement hangs on: a root cause of the catalogue, or a why as it stands. */
export type ActsOn = { id: string; text: string; is: "root_cause" | WhyStatus };
/** The latest verdict of the present iteration. */
export type LatestCheck = { verdict: Verdict; seen: string };
export type ImprovementCard = CardRow & {
  actsOn: ActsOn[];
  check: LatestCheck | null;
  kept: Kept | null; // of what was found effective
  /** Those of its root causes on which all that is done is weak, where it is one of the weak ones itself. */
  weak: WeakCause[];
};

/** As much as says when it is next looked for. */
export type DatedCard = CardRow & Pick<ImprovementCard, "check" | "kept">;

/** Adds what was last found and what follows from it. Two queries, where anything is judged. */
export async function withChecks(db: Database, member: Member, cards: CardRow[]): Promise<DatedCard[]> {
  const judged = cards.filter(({ phase }) => phase === "act" || phase === "closed").map(({ id }) => id);
  const found = judged.length > 0 ? await listLatestChecks(db, member, judged) : [];
  const effective = found.filter(({ verdict }) => verdict === "effective").map(({ improvementId }) => improvementId);
  const kept = effective.length > 0 ? await listKept(db, member, effective) : [];
  return cards.map((card) => {
    const ofCard = ({ improvementId }: { improvementId: string }) => improvementId === card.id;
    return { ...card, check: found.find(ofCard) ?? null, kept: kept.find(ofCard) ?? null };
  });
}

/** Adds what each hangs on, what was last found and what follows from it. Five queries at most, however many rows. */
export async function withLinks(db: Database, member: Member, cards: CardRow[]): Promise<ImprovementCard[]> {
  if (cards.length === 0) return [];
  const ids = cards.map(({ id }) => id);
  const [causes, hanging, found] = await Promise.all([
    listCauses(db, member, ids),
    listWhys(db, member, ids),
    listLatestChecks(db, member, ids),
  ]);
  const weakly = cards.filter(({ strength }) => strength === 1).map(({ id }) => id);
  const effective = found.filter(({ verdict }) => verdict === "effective").map(({ improvementId }) => improvementId);
  const ofWeak = causes.filter(({ improvementId }) => weakly.includes(improvementId)).map(({ id }) => id);
  const [kept, weak] = await Promise.all([
    listKept(db, member, effective),
    listWeakCauses(db, member, [...new Set(ofWeak)]),
  ]);
  return cards.map((card) => {
    const ofCard = ({ improvementId }: { improvementId: string }) => improvementId === card.id;
    const named = causes.filter(ofCard);
    // A why that ends in a root cause is shown as that root cause.
    const loose = hanging.filter((why) => ofCard(why) && !named.some(({ id }) => id === why.rootCauseId));
    const actsOn = [
      ...named.map(({ id, text }): ActsOn => ({ id, text, is: "root_cause" })),
      ...loose.map(({ id, text, status }): ActsOn => ({ id, text, is: status })),
    ];
    return {
      ...card,
      actsOn,
      check: found.find(ofCard) ?? null,
      kept: kept.find(ofCard) ?? null,
      weak: weakly.includes(card.id) ? weak.filter(({ id }) => named.some((cause) => cause.id === id)) : [],
    };
  });
}

async function listCauses(db: Database, member: Member, ids: string[]) {
  const found = await db.execute(sql`
    select a.improvement_id as "improvementId", r.id, r.text from ${causesActedOn(member, ids)} a
    join ${rootCauses} r on r.workspace_id = ${member.workspaceId} and r.id = a.root_cause_id
    order by r.id`);
  return rows<{ improvementId: string; id: string; text: string }>(found);
}

const listWhys = (db: Database, member: Member, ids: string[]) =>
  db
    .select({
      improvementId: improvementWhys.improvementId,
      id: whys.id,
      text: whys.text,
      status: whys.status,
      rootCauseId: sql<string | null>`case when ${whys.ending} = 'root_cause' then ${whys.rootCauseId} end`,
    })
    .from(improvementWhys)
    .innerJoin(whys, and(eq(whys.workspaceId, improvementWhys.workspaceId), eq(whys.id, improvementWhys.whyId)))
    .where(and(eq(improvementWhys.workspaceId, member.workspaceId), inArray(improvementWhys.improvementId, ids)))
    .orderBy(whys.id);

async function listLatestChecks(db: Database, member: Member, ids: string[]) {
  const found = await db.execute(sql`
    select distinct on (c.improvement_id) c.improvement_id as "improvementId", c.verdict, c.seen from checks c
    join improvements i on i.workspace_id = c.workspace_id and i.id = c.improvement_id and i.iteration = c.iteration
    where c.workspace_id = ${member.workspaceId} and c.improvement_id in ${ids}
    order by c.improvement_id, c.given_at desc, c.id desc`);
  return rows<LatestCheck & { improvementId: string }>(found);
}
