import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { causeTrees, improvementRootCauses, improvementWhys, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { lockStandingEntry } from "@/lib/root-causes/standing-entry";
import { type OpenedImprovement, onImprovement } from "./improvement-deed";
import type { LinkInput } from "./input";

type Ends = Pick<LinkInput, "whyId" | "rootCauseId">;

/** Hangs the improvement on a root cause or a why. What hangs there already changes nothing. */
export function linkImprovement(db: Database, member: Member, { improvementId, ...ends }: LinkInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", { improvementId }, async (tx, improvement) => {
    const { whyIds, rootCauseIds } = linkedAmong(improvement, ends);
    if (whyIds.length === (ends.whyId ? 1 : 0) && rootCauseIds.length === (ends.rootCauseId ? 1 : 0)) return undefined;
    requireLinksOpen(improvement);
    await insertLinks(tx, member, improvement, ends);
    return { verb: "improvement.linked", details: ends, moves: true };
  });
}

/** Lets go of a root cause or a why. Once work has started, something has to be left. */
export function unlinkImprovement(db: Database, member: Member, { improvementId, ...ends }: LinkInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", { improvementId }, async (tx, improvement) => {
    const going = linkedAmong(improvement, ends);
    const count = going.whyIds.length + going.rootCauseIds.length;
    if (count === 0) return undefined;
    requireLinksOpen(improvement);
    if (improvement.phase !== "plan" && improvement.whyIds.length + improvement.rootCauseIds.length === count)
      refuse("invalid", "Work has started: it has to act on something. Link the right cause first.");
    await deleteLinks(tx, member, improvement.id, ends);
    return { verb: "improvement.unlinked", details: ends, moves: true };
  });
}

const linkedAmong = ({ whyIds, rootCauseIds }: OpenedImprovement, ends: Ends) => ({
  whyIds: whyIds.filter((id) => id === ends.whyId),
  rootCauseIds: rootCauseIds.filter((id) => id === ends.rootCauseId),
});

/** What a verdict speaks of must not change behind it. */
function requireLinksOpen({ phase }: OpenedImprovement): void {
  if (phase !== "plan" && phase !== "do")
    refuse("conflict", "It is in place: what it acts on stays as it is judged. The next iteration may change it.");
}

/** The rows behind a link, inside the deed that makes it. @throws Refusal when an end is not in this workspace */
export async function insertLinks(
  tx: Database,
  member: Member,
  { id, relationshipId }: { id: string; relationshipId: string },
  { whyId, rootCauseId }: Ends,
): Promise<void> {
  const row = { workspaceId: member.workspaceId, improvementId: id };
  if (whyId) {
    await requireWhyOf(tx, member, whyId, relationshipId);
    await tx
      .insert(improvementWhys)
      .values({ ...row, whyId })
      .onConflictDoNothing();
  }
  if (rootCauseId) {
    const unknown = "Choose a root cause from the list.";
    const cause =
      (await lockStandingEntry(tx, member.workspaceId, rootCauseId)) ??
      refuse("not_found", unknown, { rootCauseId: [unknown] });
    await tx
      .insert(improvementRootCauses)
      .values({ ...row, rootCauseId: cause.id })
      .onConflictDoNothing();
  }
}

async function deleteLinks(tx: Database, member: Member, improvementId: string, { whyId, rootCauseId }: Ends) {
  const of = (table: typeof improvementWhys | typeof improvementRootCauses) =>
    and(eq(table.workspaceId, member.workspaceId), eq(table.improvementId, improvementId));
  if (whyId) await tx.delete(improvementWhys).where(and(of(improvementWhys), eq(improvementWhys.whyId, whyId)));
  if (rootCauseId)
    await tx
      .delete(improvementRootCauses)
      .where(and(of(improvementRootCauses), eq(improvementRootCauses.rootCauseId, rootCauseId)));
}

async function requireWhyOf(tx: Database, member: Member, whyId: string, relationshipId: string): Promise<void> {
  const [why] = await tx
    .select({ relationshipId: causeTrees.relationshipId })
    .from(whys)
    .innerJoin(causeTrees, and(eq(causeTrees.workspaceId, whys.workspaceId), eq(causeTrees.id, whys.treeId)))
    .where(and(eq(whys.workspaceId, member.workspaceId), eq(whys.id, whyId), isNull(whys.removedAt)));
  const gone = "This why is no longer in a tree.";
  if (!why) refuse("not_found", gone, { whyId: [gone] });
  const elsewhere = "That why belongs to another relationship, whose sides would judge it.";
  if (why.relationshipId !== relationshipId) refuse("invalid", elsewhere, { relationshipId: [elsewhere] });
}
