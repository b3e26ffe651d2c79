import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import {
  incidents,
  members,
  recurrenceNotices,
  recurrences,
  standardReviews,
  standards,
  sustainChecks,
  users,
} from "@/db/schema";
import type { SustainAnswer } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { findKeptCounts } from "./kept-counts";

export type Standard = Awaited<ReturnType<typeof findStandard>>[number];
export type StandardReview = Awaited<ReturnType<typeof listReviews>>[number];
export type SustainCheck = Awaited<ReturnType<typeof listSustainChecks>>[number];
export type CameBack = Awaited<ReturnType<typeof listRecurrences>>[number];

/** What follows a verdict, for the page of an improvement: its standard, the questions of a year, and what came back. */
export type FollowThrough = {
  standard: Standard | null;
  reviews: StandardReview[]; // the latest first
  sustain: SustainCheck[]; // of all tries, by try and day
  cameBack: CameBack[]; // the latest first
};

export async function findFollowThrough(db: Database, member: Member, improvementId: string): Promise<FollowThrough> {
  const [found, reviews, sustain, cameBack] = await Promise.all([
    findStandard(db, member, improvementId),
    listReviews(db, member, improvementId),
    listSustainChecks(db, member, improvementId),
    listRecurrences(db, member, improvementId),
  ]);
  return { standard: found[0] ?? null, reviews, sustain, cameBack };
}

const writers = alias(members, "writers");
const writerUsers = alias(users, "writer_users");

const findStandard = (db: Database, { workspaceId }: Member, improvementId: string) =>
  db
    .select({
      text: standards.text,
      ownerId: standards.ownerId,
      ownerName: users.name,
      ownerTeamId: members.teamId,
      ownerEndedAt: members.endedAt,
      trainedRoles: standards.trainedRoles,
      slipMeasure: standards.slipMeasure,
      reviewOn: standards.reviewOn,
      writtenAt: standards.writtenAt,
      writtenBy: writerUsers.name,
    })
    .from(standards)
    .innerJoin(members, and(eq(members.workspaceId, standards.workspaceId), eq(members.id, standards.ownerId)))
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(writers, and(eq(writers.workspaceId, standards.workspaceId), eq(writers.id, standards.writtenById)))
    .innerJoin(writerUsers, eq(writerUsers.id, writers.userId))
    .where(and(eq(standards.workspaceId, workspaceId), eq(standards.improvementId, improvementId)));

const listReviews = (db: Database, { workspaceId }: Member, improvementId: string) =>
  db
    .select({
      id: standardReviews.id,
      holds: standardReviews.holds,
      seen: standardReviews.seen,
      sideId: standardReviews.sideId,
      by: users.name,
      at: standardReviews.reviewedAt,
    })
    .from(standardReviews)
    .innerJoin(
      standards,
      and(eq(standards.workspaceId, standardReviews.workspaceId), eq(standards.id, standardReviews.standardId)),
    )
    .innerJoin(
      members,
      and(eq(members.workspaceId, standardReviews.workspaceId), eq(members.id, standardReviews.reviewedById)),
    )
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(standardReviews.workspaceId, workspaceId), eq(standards.improvementId, improvementId)))
    .orderBy(desc(standardReviews.reviewedAt), desc(standardReviews.id))
    .limit(50);

const listSustainChecks = (db: Database, { workspaceId }: Member, improvementId: string) =>
  db
    .select({
      iteration: sustainChecks.iteration,
      afterDays: sustainChecks.afterDays,
      dueOn: sustainChecks.dueOn,
      answer: sustainChecks.answer,
      seen: sustainChecks.seen,
      sideId: sustainChecks.sideId,
      by: users.name,
      droppedAt: sustainChecks.droppedAt,
    })
    .from(sustainChecks)
    .leftJoin(members, and(eq(members.workspaceId, sustainChecks.workspaceId), eq(members.id, sustainChecks.givenById)))
    .leftJoin(users, eq(users.id, members.userId))
    .where(and(eq(sustainChecks.workspaceId, workspaceId), eq(sustainChecks.improvementId, improvementId)))
    .orderBy(asc(sustainChecks.iteration), asc(sustainChecks.afterDays));

const listRecurrences = (db: Database, { workspaceId, id: memberId }: Member, improvementId: string) =>
  db
    .select({
      id: recurrences.id,
      iteration: recurrences.iteration,
      sign: recurrences.sign,
      incidentId: recurrences.incidentId,
      incident: incidents.title,
      occurredOn: incidents.occurredOn,
      afterVerified: recurrences.afterVerified,
      reopened: recurrences.reopened,
      at: recurrences.at,
      toldAt: recurrenceNotices.recurrenceId, // set: the reader is told of it
      seenAt: recurrenceNotices.seenAt,
    })
    .from(recurrences)
    .leftJoin(
      incidents,
      and(eq(incidents.workspaceId, recurrences.workspaceId), eq(incidents.id, recurrences.incidentId)),
    )
    .leftJoin(
      recurrenceNotices,
      and(
        eq(recurrenceNotices.workspaceId, recurrences.workspaceId),
        eq(recurrenceNotices.recurrenceId, recurrences.id),
        eq(recurrenceNotices.memberId, memberId),
      ),
    )
    .where(and(eq(recurrences.workspaceId, workspaceId), eq(recurrences.improvementId, improvementId)))
    .orderBy(desc(recurrences.at), desc(recurrences.id))
    .limit(50);

/** On a card of what was found effective: when its standard is looked at, and what was last said of it. */
export type Kept = { reviewOn: string | null; said: SustainAnswer | null; saidAfterDays: number | null };

/** For those of the improvements that were found effective; a standard of an earlier try is none of theirs. */
export async function listKept(db: Database, { workspaceId }: Member, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const found = await db.execute(sql`
    select i.id as "improvementId", s.review_on::text as "reviewOn", a.answer as said, a.after_days as "saidAfterDays"
    from improvements i
    left join standards s on s.workspace_id = i.workspace_id and s.improvement_id = i.id and s.written_at >= (
      select max(c.given_at) from checks c
      where c.workspace_id = i.workspace_id and c.improvement_id = i.id and c.iteration = i.iteration)
    left join lateral (
      select c.answer, c.after_days from sustain_checks c
      where c.workspace_id = i.workspace_id and c.improvement_id = i.id and c.iteration = i.iteration
        and c.answer is not null
      order by c.after_days desc limit 1) a on true
    where i.workspace_id = ${workspaceId} and i.id in ${[...ids]}`);
  return rows<Kept & { improvementId: string }>(found);
}

/** Gains held after one year (method 3.2): of those whose question of day 365 has come, and those that came back before. */
export type GainsHeld = { asked: number; held: number; endedBefore: number };

export async function countGainsHeld(db: Database, member: Member, relationshipId?: string): Promise<GainsHeld> {
  const { asked, held, ended_before: endedBefore } = await findKeptCounts(db, member, relationshipId);
  return { asked, held, endedBefore };
}
