import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { activity, causeTrees, evidence, members, readBacks, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { type Relationship, sidesOf } from "@/lib/teams/sides";
import { rowId } from "@/lib/text/shapes";
import type { Replay } from "./replay";
import { type Told, toldAsReplay } from "./replay-history";
import { loadHead, loadIncidents, loadNames, whyColumns } from "./tree-rows";

/** What of the history of a tree is a deed on it; its comments are not. */
const kinds = ["tree", "problem", "why", "evidence", "read_back", "finding"];

export type LoadedReplay = {
  replay: Replay;
  relationship: Relationship;
  incidents: { id: string; title: string; occurredOn: string }[];
};

/**
 * A tree and how it came to be; undefined when this workspace has none of that id. A handful of queries, whatever the
 * size. @param dayOf the calendar day of an instant, where the reader is
 */
export async function loadReplay(
  db: Database,
  member: Member,
  treeId: string,
  dayOf: (at: Date) => string,
): Promise<LoadedReplay | undefined> {
  if (!rowId.safeParse(treeId).success) return undefined;
  const [head, begunAt, names, found, proofs, answers, incidents, deeds] = await Promise.all([
    loadHead(db, member, treeId),
    loadBeginning(db, member, treeId),
    loadNames(db, member),
    loadEveryWhy(db, member, treeId),
    loadEveryProof(db, member, treeId),
    loadAnswers(db, member, treeId),
    loadIncidents(db, member, treeId),
    loadDeeds(db, member, treeId),
  ]);
  if (!head || !begunAt) return undefined;
  const sides = sidesOf(head.first, head.second);
  const told: Told = {
    treeId,
    problem: head.problem,
    settled: head.settledAt !== null,
    begunAt,
    sideIds: [head.first.id, head.second.id],
    names,
    whys: found,
    proofs,
    answers,
    deeds,
    teams: await loadTeams(db, member, [...new Set(deeds.flatMap(({ memberId }) => memberId ?? []))]),
  };
  return {
    replay: toldAsReplay(told, dayOf),
    relationship: { id: head.relationshipId, name: `${head.first.name} and ${head.second.name}`, sides },
    incidents: incidents.map(({ stage: _, ...incident }) => incident),
  };
}

async function loadBeginning(db: Database, { workspaceId }: Member, treeId: string): Promise<Date | undefined> {
  const its = and(eq(causeTrees.workspaceId, workspaceId), eq(causeTrees.id, treeId));
  const [found] = await db.select({ at: causeTrees.createdAt }).from(causeTrees).where(its);
  return found?.at;
}

/** Those that were taken out of the tree, too. */
const loadEveryWhy = (db: Database, { workspaceId }: Member, treeId: string) =>
  db
    .select({ ...whyColumns, removedAt: whys.removedAt })
    .from(whys)
    .where(and(eq(whys.workspaceId, workspaceId), eq(whys.treeId, treeId)));

const loadEveryProof = (db: Database, { workspaceId }: Member, treeId: string) =>
  db
    .select({
      id: evidence.id,
      whyId: evidence.whyId,
      stance: evidence.stance,
      sideId: evidence.sideId,
      removedAt: evidence.removedAt,
    })
    .from(evidence)
    .innerJoin(whys, and(eq(whys.workspaceId, evidence.workspaceId), eq(whys.id, evidence.whyId)))
    .where(and(eq(evidence.workspaceId, workspaceId), eq(whys.treeId, treeId)))
    .orderBy(asc(evidence.createdAt), asc(evidence.id));

const loadAnswers = (db: Database, { workspaceId }: Member, treeId: string) =>
  db
    .select({
      whyId: readBacks.whyId,
      sideId: readBacks.sideId,
      answer: readBacks.answer,
      reason: readBacks.reason,
      mark: readBacks.mark,
      memberId: readBacks.memberId,
    })
    .from(readBacks)
    .innerJoin(whys, and(eq(whys.workspaceId, readBacks.workspaceId), eq(whys.id, readBacks.whyId)))
    .where(and(eq(readBacks.workspaceId, workspaceId), eq(whys.treeId, treeId)));

const loadDeeds = (db: Database, { workspaceId }: Member, treeId: string) =>
  db
    .select({
      sequence: activity.sequence,
      at: activity.at,
      memberId: activity.memberId,
      verb: activity.verb,
      details: activity.details,
    })
    .from(activity)
    .where(
      and(
        eq(activity.workspaceId, workspaceId),
        eq(activity.subjectId, treeId),
        inArray(sql`split_part(${activity.verb}, '.', 1)`, kinds),
      ),
    )
    .orderBy(asc(activity.sequence));

/** Who was of which team until which number of the history: a person may have changed sides since. */
async function loadTeams(db: Database, { workspaceId }: Member, memberIds: string[]): Promise<Told["teams"]> {
  if (memberIds.length === 0) return [];
  const [now, changes] = await Promise.all([
    db
      .select({ memberId: members.id, teamId: members.teamId })
      .from(members)
      .where(and(eq(members.workspaceId, workspaceId), inArray(members.id, memberIds))),
    db
      .select({
        memberId: activity.subjectId,
        until: activity.sequence,
        teamId: sql<string | null>`${activity.details} -> 'from' ->> 'teamId'`,
      })
      .from(activity)
      .where(
        and(
          eq(activity.workspaceId, workspaceId),
          inArray(activity.subjectId, memberIds),
          eq(activity.verb, "member.changed"),
        ),
      )
      .orderBy(asc(activity.sequence)),
  ]);
  return [...changes, ...now.map((each) => ({ ...each, until: Number.POSITIVE_INFINITY }))];
}
