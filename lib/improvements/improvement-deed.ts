import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import {
  checks,
  improvementRootCauses,
  improvements,
  improvementWhys,
  members,
  predictions,
  relationships,
} from "@/db/schema";
import type { Verdict } from "@/db/terms";
import { type Member, sideIn } from "@/lib/access/member";
import { type Permission, permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refreshStagesOfRootCauses } from "@/lib/incidents/stage-keeping";
import { refuse } from "@/lib/refusal";
import { causesActedOn } from "@/lib/root-causes/links";
import { isOpenPhase } from "./pdca";

type Row = typeof improvements.$inferSelect;
type PredictionRow = typeof predictions.$inferSelect;

/** The improvement a deed works on, locked until the deed is done: deeds on one improvement follow one another. */
export type OpenedImprovement = Row & {
  sideIds: readonly [string, string];
  ownerEndedAt: Date | null; // set: the owner has left
  ownerSideId: string | null; // as it was when work started, else now; none: a neutral owner, or none yet
  memberSideId: string | null; // the side of whoever does the deed
  whyIds: string[];
  rootCauseIds: string[]; // linked by name
  actsOn: string[]; // those, and the ones its whys end in
  prediction: (PredictionRow & { checkerSideId: string | null; checkerEndedAt: Date | null }) | null; // of this iteration
  verdict: Verdict | null; // the latest of this iteration
  verdictAt: Date | null; // when that was given
};

export type Deed = {
  verb: string;
  set?: Partial<Omit<Row, "id" | "workspaceId" | "version">>;
  details?: Record<string, unknown>;
  /** The stages of the incidents behind it may move by it. */
  moves?: boolean;
};

type Seen = { improvementId: string; version?: number };

/**
 * The frame of every deed on an improvement: right, lock, the version that was seen, the deed itself, the stages of the
 * incidents behind it, its activity. One transaction; `work` gives nothing when there is nothing left to do.
 */
export async function onImprovement(
  db: Database,
  member: Member,
  permission: Permission,
  { improvementId, version }: Seen,
  work: (tx: Database, improvement: OpenedImprovement) => Promise<Deed | undefined>,
): Promise<void> {
  permit(member, permission);
  return db.transaction(async (tx) => {
    const improvement = await lockImprovement(tx, member, improvementId);
    if (version !== undefined && version !== improvement.version) refuseOutdated(improvement);
    const deed = await work(tx, improvement);
    if (!deed) return;
    const [changed] = await tx
      .update(improvements)
      .set({ ...unblockedIfEnded(deed), ...deed.set, version: sql`${improvements.version} + 1` })
      .where(
        and(
          eq(improvements.workspaceId, member.workspaceId),
          eq(improvements.id, improvementId),
          eq(improvements.phase, improvement.phase),
          eq(improvements.version, improvement.version),
        ),
      )
      .returning({ id: improvements.id });
    if (!changed) refuseOutdated(improvement);
    if (deed.moves) {
      // A deed may link a cause or let one go: those before and those after.
      const acting = await listCausesActedOn(tx, member, improvementId);
      await refreshStagesOfRootCauses(tx, member, [...new Set([...improvement.actsOn, ...acting])]);
    }
    await recordActivity(tx, member, deed.verb, improvementId, deed.details);
  });
}

/** What has ended waits for nothing any more. */
const unblockedIfEnded = ({ set }: Deed) =>
  set?.phase && !isOpenPhase(set.phase) ? { blockedReason: null, blockedAt: null } : {};

function refuseOutdated({ title, kind, ownerId, dueOn, strength, phase, version }: OpenedImprovement): never {
  refuse("conflict", "This improvement was changed meanwhile. Look at it as it stands now, then decide.", undefined, {
    title,
    kind,
    ownerId,
    dueOn,
    strength,
    phase,
    version,
  });
}

const owners = alias(members, "owners");
const checkers = alias(members, "checkers");

/** @throws Refusal when the improvement is not in this workspace */
async function lockImprovement(tx: Database, member: Member, improvementId: string): Promise<OpenedImprovement> {
  const here = member.workspaceId;
  const [row] = await tx
    .select()
    .from(improvements)
    .where(and(eq(improvements.workspaceId, here), eq(improvements.id, improvementId)))
    .for("update");
  if (!row) refuse("not_found", "This improvement does not exist.");
  const [people] = await tx
    .select({
      firstTeamId: relationships.firstTeamId,
      secondTeamId: relationships.secondTeamId,
      ownerTeamId: owners.teamId,
      ownerEndedAt: owners.endedAt,
      prediction: predictions,
      checkerTeamId: checkers.teamId,
      checkerEndedAt: checkers.endedAt,
    })
    .from(relationships)
    .leftJoin(owners, and(eq(owners.workspaceId, here), row.ownerId ? eq(owners.id, row.ownerId) : sql`false`))
    .leftJoin(
      predictions,
      and(
        eq(predictions.workspaceId, here),
        eq(predictions.improvementId, row.id),
        eq(predictions.iteration, row.iteration),
      ),
    )
    .leftJoin(checkers, and(eq(checkers.workspaceId, here), eq(checkers.id, predictions.checkerId)))
    .where(and(eq(relationships.workspaceId, here), eq(relationships.id, row.relationshipId)));
  if (!people) throw new Error("An improvement stands in no relationship.");
  const [latest] = await tx
    .select({ verdict: checks.verdict, verdictAt: checks.givenAt })
    .from(checks)
    .where(and(eq(checks.workspaceId, here), eq(checks.improvementId, row.id), eq(checks.iteration, row.iteration)))
    .orderBy(desc(checks.givenAt), desc(checks.id))
    .limit(1);
  const { prediction, ownerTeamId, ownerEndedAt, checkerTeamId, checkerEndedAt, ...pair } = people;
  return {
    ...row,
    ...(await linksOf(tx, member, row.id)),
    sideIds: [pair.firstTeamId, pair.secondTeamId],
    ownerEndedAt,
    ownerSideId: prediction?.startedAt ? prediction.ownerSideId : sideIn({ teamId: ownerTeamId }, pair),
    memberSideId: sideIn(member, pair),
    prediction: prediction && { ...prediction, checkerSideId: sideIn({ teamId: checkerTeamId }, pair), checkerEndedAt },
    verdict: latest?.verdict ?? null,
    verdictAt: latest?.verdictAt ?? null,
  };
}

async function linksOf(tx: Database, member: Member, improvementId: string) {
  const here = member.workspaceId;
  const hanging = await tx
    .select({ whyId: improvementWhys.whyId })
    .from(improvementWhys)
    .where(and(eq(improvementWhys.workspaceId, here), eq(improvementWhys.improvementId, improvementId)));
  const linked = await tx
    .select({ rootCauseId: improvementRootCauses.rootCauseId })
    .from(improvementRootCauses)
    .where(and(eq(improvementRootCauses.workspaceId, here), eq(improvementRootCauses.improvementId, improvementId)));
  return {
    whyIds: hanging.map(({ whyId }) => whyId),
    rootCauseIds: linked.map(({ rootCauseId }) => rootCauseId),
    actsOn: await listCausesActedOn(tx, member, improvementId),
  };
}

export async function listCausesActedOn(tx: Database, member: Member, improvementId: string): Promise<string[]> {
  const found = await tx.execute(sql`select root_cause_id from ${causesActedOn(member, [improvementId])} acting`);
  return rows<{ root_cause_id: string }>(found).map(({ root_cause_id }) => root_cause_id);
}
