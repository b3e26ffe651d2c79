import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { causeTrees, evidence, incidents, incidentTrees, relationships, whys } from "@/db/schema";
import { endStages } from "@/db/terms";
import { type Member, sideIn } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { type Deed as Recorded, recordActivities } from "@/lib/activity/record";
import { refreshFrictionOfTree } from "@/lib/incidents/kept-friction";
import { refreshStagesOfTree } from "@/lib/incidents/stage-keeping";
import { refuse } from "@/lib/refusal";
import { reopenRecurred } from "@/lib/root-causes/coming-back";
import { groupBy } from "./group-by";
import { unsettlePointing, unsettleWhenTouched } from "./settling";

/**
 * One row as a deed found it and left it: only the fields it changed. The history keeps both, so that a deed can be
 * undone, and so that anyone can see what stood there. A row that comes or goes does so by `removedAt`.
 */
export type Change =
  | { row: "why"; id: string; before: Partial<WhyRow>; after: Partial<WhyRow> }
  | { row: "evidence"; id: string; before: { removedAt: string | null }; after: { removedAt: string | null } }
  | { row: "problem"; id: string; before: { problem: string }; after: { problem: string } };

export type WhyRow = Pick<
  typeof whys.$inferSelect,
  | "parentId"
  | "position"
  | "text"
  | "kind"
  | "status"
  | "statusReason"
  | "joint"
  | "necessary"
  | "sufficient"
  | "ending"
  | "category"
  | "rootCauseId"
  | "reach"
  | "removal"
  | "endingBy"
  | "endingOn"
  | "endingNote"
  | "sameAsId"
> & { removedAt: string | null };

/** The tree a deed works on, locked until the deed is done: deeds on one tree follow one another. */
export type OpenedTree = {
  id: string;
  problem: string;
  version: number;
  settledMark: string | null; // null: not settled
  relationshipId: string;
  sideIds: readonly [string, string];
  sideId: string | null; // the member's side here; null: neutral
  hasEnded: boolean; // every incident it serves has ended
};

/**
 * `besides`: what else the deed did, outside the tree, and recorded with it. `movesEndings`: an ending may hold, or hold
 * no more, although no row of the tree has changed.
 */
export type Deed = {
  verb: string;
  changes: Change[];
  details?: Record<string, unknown>;
  besides?: Recorded[];
  movesEndings?: boolean;
};

/** What a deed on a tree answers with: which rows changed, and the number of its activity. */
export type Done = { treeId: string; sequence: number | null; whyIds: string[]; unsettled: boolean };

/**
 * The frame of every deed on a cause tree: right, lock, the deed itself, its activity, and what follows from it
 * (a settled tree that is touched is settled no more; stages of its incidents). One transaction. `work` gives nothing
 * when there is nothing left to do, and the first answer when it was sent twice.
 * @param evenEnded for what follows from a deed elsewhere: it reaches trees whose incidents have ended, too
 */
export function onTree(
  db: Database,
  member: Member,
  treeId: string,
  work: (tx: Database, tree: OpenedTree) => Promise<Deed | Done | undefined>,
  evenEnded = false,
): Promise<Done> {
  permit(member, "tree:edit");
  return db.transaction(async (tx) => {
    const tree = await lockTree(tx, member, treeId);
    if (!evenEnded) requireUnended(tree);
    const deed = await work(tx, tree);
    if (!deed) return { treeId, sequence: null, whyIds: [], unsettled: false };
    if ("sequence" in deed) return deed;
    const { verb, changes, besides = [] } = deed;
    const because = await unsettleWhenTouched(tx, member, tree);
    const reaches = deed.movesEndings || changes.some(reachesFurther);
    const elsewhere = reaches ? await unsettlePointing(tx, member, treeId) : [];
    if (changes.some(movesCauses))
      await reopenRecurred(tx, member, await refreshFrictionOfTree(tx, member.workspaceId, treeId));
    if (because || reaches) await refreshStagesOfTree(tx, member, treeId);
    // Recorded last, all at once: the numbers are taken under a lock of the whole workspace, and whoever waits for an
    // incident while holding it could wait for ever.
    const sequence = await recordActivities(tx, member, [
      ...besides,
      ...elsewhere,
      ...(because ? [{ verb: "tree.unsettled", subjectId: treeId, details: { because } }] : []),
      { verb, subjectId: treeId, details: { changes, ...deed.details, ...(because && { unsettled: true }) } },
    ]);
    return { treeId, sequence, whyIds: whysAmong(changes), unsettled: !!because };
  });
}

export const whysAmong = (changes: Change[]) => [
  ...new Set(changes.filter(({ row }) => row === "why").map(({ id }) => id)),
];

/** What the root causes of an incident hang on, and what a cross-link from another tree counts on. */
const ofCauses = ["ending", "rootCauseId", "sameAsId", "status", "parentId", "removedAt"] as const;
const reachesFurther = ({ row, after }: Change) => row === "why" && ofCauses.some((field) => field in after);

/** What may give an incident a root cause or take one away. A why that was just asked, or is taken back, ends in none. */
function movesCauses({ row, before, after }: Change): boolean {
  if (row !== "why") return false;
  const moved = (field: keyof WhyRow) => field in after && before[field] !== after[field];
  if (moved("ending") || moved("rootCauseId") || moved("sameAsId") || moved("parentId")) return true;
  if (moved("status") && (before.status === "refuted" || after.status === "refuted")) return true;
  return moved("removedAt") && after.ending !== null;
}

/** An incident that has ended is taken up again by reopening it and by nothing else, so its tree is only read (method 1.1). */
export function requireUnended({ hasEnded }: OpenedTree): void {
  if (!hasEnded) return;
  refuse(
    "conflict",
    "Every incident of this tree has ended, so it is only read. Reopen one on its page, then go on here.",
  );
}

/** @throws Refusal when the tree is not in this workspace */
export async function lockTree(tx: Database, member: Member, treeId: string): Promise<OpenedTree> {
  const [found] = await tx
    .select({
      id: causeTrees.id,
      problem: causeTrees.problem,
      version: causeTrees.version,
      settledMark: causeTrees.settledMark,
      relationshipId: causeTrees.relationshipId,
      firstTeamId: relationships.firstTeamId,
      secondTeamId: relationships.secondTeamId,
      hasEnded: sql<boolean>`coalesce((${allEnded(tx)}), false)`,
    })
    .from(causeTrees)
    .innerJoin(
      relationships,
      and(eq(relationships.workspaceId, causeTrees.workspaceId), eq(relationships.id, causeTrees.relationshipId)),
    )
    .where(and(eq(causeTrees.workspaceId, member.workspaceId), eq(causeTrees.id, treeId)))
    .for("update", { of: causeTrees });
  if (!found) refuse("not_found", "This cause tree does not exist.");
  const { firstTeamId, secondTeamId, ...tree } = found;
  return { ...tree, sideIds: [firstTeamId, secondTeamId], sideId: sideIn(member, found) };
}

const allEnded = (tx: Database) =>
  tx
    .select({ all: sql`bool_and(${inArray(incidents.stage, [...endStages])})` })
    .from(incidentTrees)
    .innerJoin(
      incidents,
      and(eq(incidents.workspaceId, incidentTrees.workspaceId), eq(incidents.id, incidentTrees.incidentId)),
    )
    .where(and(eq(incidentTrees.workspaceId, causeTrees.workspaceId), eq(incidentTrees.treeId, causeTrees.id)));

/** A why that stands in this tree. @throws Refusal when it does not, or was removed */
export async function requireWhy(tx: Database, member: Member, tree: OpenedTree, whyId: string) {
  const [why] = await tx
    .select()
    .from(whys)
    .where(
      and(
        eq(whys.workspaceId, member.workspaceId),
        eq(whys.treeId, tree.id),
        eq(whys.id, whyId),
        isNull(whys.removedAt),
      ),
    );
  return why ?? refuse("not_found", "This why is no longer in the tree.");
}
export type StandingWhy = Awaited<ReturnType<typeof requireWhy>>;

/** @throws Refusal when the why is no longer the version that the person saw; null where a form does not know it */
export function requireSeen({ version }: StandingWhy, seen: number | null): void {
  if (seen !== null && seen !== version)
    refuse("conflict", "Somebody changed this why meanwhile. Look at it once more, then decide.");
}

/** The fields of a why that a deed is about to change, as they stand. */
export function whyChange(why: StandingWhy, after: Partial<WhyRow>): Change & { row: "why" } {
  const standing: WhyRow = { ...why, removedAt: why.removedAt?.toISOString() ?? null };
  const keys = (Object.keys(after) as (keyof WhyRow)[]).filter((key) => standing[key] !== after[key]);
  const pick = (from: Partial<WhyRow>) => Object.fromEntries(keys.map((key) => [key, from[key]])) as Partial<WhyRow>;
  return { row: "why", id: why.id, before: pick(standing), after: pick(after) };
}

/** Writes the changes. The tree is locked, so what the deed read still stands. Changes that change nothing fall out. */
export async function apply(tx: Database, member: Member, tree: OpenedTree, changes: Change[]): Promise<Change[]> {
  const real = changes.filter(({ after }) => Object.keys(after).length > 0);
  // What changes alike is one statement: a branch of a thousand whys leaves the tree in one.
  const alike = groupBy(
    real,
    ({ row, after }) => JSON.stringify([row, after]),
    (change) => change,
  );
  for (const group of alike.values()) {
    const [{ row, after }] = group as [Change];
    const ids = group.map(({ id }) => id);
    if (row === "why") await changeWhys(tx, member, tree, ids, after);
    else if (row === "evidence") await changeEvidence(tx, member, ids, after.removedAt);
    else await changeProblem(tx, member, tree, after.problem);
  }
  return real;
}

const instant = (iso: string | null) => (iso ? new Date(iso) : null);

async function changeWhys(tx: Database, member: Member, tree: OpenedTree, ids: string[], after: Partial<WhyRow>) {
  const { removedAt, ...fields } = after;
  await tx
    .update(whys)
    .set({
      ...fields,
      ...(removedAt === undefined ? {} : { removedAt: instant(removedAt) }),
      version: sql`${whys.version} + 1`,
    })
    .where(and(eq(whys.workspaceId, member.workspaceId), eq(whys.treeId, tree.id), inArray(whys.id, ids)));
}

async function changeEvidence(tx: Database, member: Member, ids: string[], removedAt: string | null) {
  await tx
    .update(evidence)
    .set({ removedAt: instant(removedAt), version: sql`${evidence.version} + 1` })
    .where(and(eq(evidence.workspaceId, member.workspaceId), inArray(evidence.id, ids)));
}

async function changeProblem(tx: Database, member: Member, tree: OpenedTree, problem: string) {
  await tx
    .update(causeTrees)
    .set({ problem, version: sql`${causeTrees.version} + 1` })
    .where(and(eq(causeTrees.workspaceId, member.workspaceId), eq(causeTrees.id, tree.id)));
}
