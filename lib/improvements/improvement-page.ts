import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  causeTrees,
  checks,
  cycles,
  improvementRootCauses,
  improvements,
  improvementWhys,
  members,
  predictions,
  rootCauses,
  users,
  whys,
} from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { rowId } from "@/lib/text/shapes";
import { type ActsOn, checkers, type ImprovementCard, selectCards, withLinks } from "./cards";
import { type FollowThrough, findFollowThrough } from "./follow-through";

/** One turn of plan, do, check, act: its prediction as it was written, and what was found. */
export type Iteration = { prediction: PredictionText; checks: CheckText[] };
export type PredictionText = Awaited<ReturnType<typeof listPredictions>>[number];
export type CheckText = Awaited<ReturnType<typeof listChecks>>[number];
export type LinkedWhy = Awaited<ReturnType<typeof listLinkedWhys>>[number];

/** An improvement with all its iterations, the latest first. */
export type ImprovementDetail = ImprovementCard & {
  version: number;
  implementation: string | null;
  result: string | null;
  endedReason: string | null;
  plannedBy: string;
  sourceCase: string | null;
  cycle: { id: string; name: string } | null; // it is worked on in, or was last
  carriedOver: number; // into how many further cycles
  iterations: Iteration[];
  whys: LinkedWhy[];
  /** What somebody linked it to; `actsOn` says more: a why that ends in a root cause leads there. */
  linked: ActsOn[];
  follow: FollowThrough;
};

/** Everything its page shows; undefined when this workspace has none of that id. */
export async function findImprovement(
  db: Database,
  member: Member,
  improvementId: string,
): Promise<ImprovementDetail | undefined> {
  if (!rowId.safeParse(improvementId).success) return undefined;
  const [cards, more, written, found, hanging, causes, follow] = await Promise.all([
    selectCards(db).where(and(eq(improvements.workspaceId, member.workspaceId), eq(improvements.id, improvementId))),
    findMore(db, member, improvementId),
    listPredictions(db, member, improvementId),
    listChecks(db, member, improvementId),
    listLinkedWhys(db, member, improvementId),
    listLinkedCauses(db, member, improvementId),
    findFollowThrough(db, member, improvementId),
  ]);
  const [card] = await withLinks(db, member, cards);
  if (!card || !more) return undefined;
  const iterations = written.map((prediction) => ({
    prediction,
    checks: found.filter(({ iteration }) => iteration === prediction.iteration),
  }));
  const linked = [
    ...causes.map((cause): ActsOn => ({ ...cause, is: "root_cause" })),
    ...hanging.map(({ id, text, status }): ActsOn => ({ id, text, is: status })),
  ];
  return { ...card, ...more, iterations: iterations.reverse(), whys: hanging, linked, follow };
}

async function findMore(db: Database, member: Member, improvementId: string) {
  const [more] = await db
    .select({
      version: improvements.version,
      implementation: improvements.implementation,
      result: improvements.result,
      endedReason: improvements.endedReason,
      plannedBy: users.name,
      sourceCase: improvements.sourceCase,
      carriedOver: improvements.carriedOver,
      cycle: { id: cycles.id, name: cycles.name },
    })
    .from(improvements)
    .leftJoin(cycles, and(eq(cycles.workspaceId, improvements.workspaceId), eq(cycles.id, improvements.cycleId)))
    .innerJoin(
      members,
      and(eq(members.workspaceId, improvements.workspaceId), eq(members.id, improvements.plannedById)),
    )
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(improvements.workspaceId, member.workspaceId), eq(improvements.id, improvementId)));
  return more;
}

const listPredictions = (db: Database, member: Member, improvementId: string) =>
  db
    .select({
      id: predictions.id,
      iteration: predictions.iteration,
      text: predictions.text,
      measure: predictions.measure,
      measureId: predictions.measureId,
      fromLevel: predictions.fromLevel,
      toLevel: predictions.toLevel,
      byDay: predictions.byDay,
      method: predictions.method,
      windowDays: predictions.windowDays,
      leastObservations: predictions.leastObservations,
      checkerId: predictions.checkerId,
      checkerTeamId: checkers.teamId,
      checkerEndedAt: checkers.endedAt,
      checkPlan: predictions.checkPlan,
      learning: predictions.learning,
      extensions: predictions.extensions,
      writtenBy: users.name,
      writtenAt: predictions.writtenAt,
      startedAt: predictions.startedAt,
      implementedOn: predictions.implementedOn,
      implementation: predictions.implementation,
      version: predictions.version,
    })
    .from(predictions)
    .innerJoin(members, and(eq(members.workspaceId, predictions.workspaceId), eq(members.id, predictions.writtenById)))
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(checkers, and(eq(checkers.workspaceId, predictions.workspaceId), eq(checkers.id, predictions.checkerId)))
    .where(and(eq(predictions.workspaceId, member.workspaceId), eq(predictions.improvementId, improvementId)))
    .orderBy(asc(predictions.iteration));

const listChecks = (db: Database, member: Member, improvementId: string) =>
  db
    .select({
      id: checks.id,
      iteration: checks.iteration,
      verdict: checks.verdict,
      seen: checks.seen,
      observations: checks.observations,
      sideId: checks.sideId,
      givenBy: users.name,
      givenAt: checks.givenAt,
    })
    .from(checks)
    .innerJoin(members, and(eq(members.workspaceId, checks.workspaceId), eq(members.id, checks.givenById)))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(checks.workspaceId, member.workspaceId), eq(checks.improvementId, improvementId)))
    .orderBy(asc(checks.givenAt), asc(checks.id));

/** The whys it hangs on, each with its tree. One that was taken out of its tree is still told. */
const listLinkedWhys = (db: Database, member: Member, improvementId: string) =>
  db
    .select({
      id: whys.id,
      text: whys.text,
      status: whys.status,
      treeId: whys.treeId,
      problem: causeTrees.problem,
      removedAt: whys.removedAt,
    })
    .from(improvementWhys)
    .innerJoin(whys, and(eq(whys.workspaceId, improvementWhys.workspaceId), eq(whys.id, improvementWhys.whyId)))
    .innerJoin(causeTrees, and(eq(causeTrees.workspaceId, whys.workspaceId), eq(causeTrees.id, whys.treeId)))
    .where(and(eq(improvementWhys.workspaceId, member.workspaceId), eq(improvementWhys.improvementId, improvementId)))
    .orderBy(asc(whys.id));

const listLinkedCauses = (db: Database, member: Member, improvementId: string) =>
  db
    .select({ id: rootCauses.id, text: rootCauses.text })
    .from(improvementRootCauses)
    .innerJoin(
      rootCauses,
      and(
        eq(rootCauses.workspaceId, improvementRootCauses.workspaceId),
        eq(rootCauses.id, improvementRootCauses.rootCauseId),
      ),
    )
    .where(
      and(
        eq(improvementRootCauses.workspaceId, member.workspaceId),
        eq(improvementRootCauses.improvementId, improvementId),
      ),
    )
    .orderBy(asc(rootCauses.id));
