import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rootCauses } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { type Deed, recordActivities } from "@/lib/activity/record";
import { refreshFrictionOfRootCauses } from "@/lib/incidents/kept-friction";
import { refreshStagesOfRootCauses } from "@/lib/incidents/stage-keeping";
import { refuse } from "@/lib/refusal";
import { reopenRecurred } from "./coming-back";
import { lockTreesOf } from "./lock-trees";

export type OpenedCause = typeof rootCauses.$inferSelect;

/** What a deed gives: what to record, and the entries whose incidents it moved to or from (sums and stages follow). */
export type CauseDeed = { deeds: Deed[]; moves?: readonly string[] };

/**
 * The frame of a deed on entries of the catalogue: their trees are locked, in order, before the entries themselves, for
 * deeds on a tree lock it first. One transaction; `work` gives nothing when there is nothing left to do.
 */
export function onRootCauses(
  db: Database,
  member: Member,
  rootCauseIds: readonly string[],
  work: (tx: Database, causes: Map<string, OpenedCause>) => Promise<CauseDeed | undefined>,
): Promise<void> {
  return db.transaction(async (tx) => {
    await lockTreesOf(tx, member, rootCauseIds);
    const { workspaceId } = member;
    const found = await tx
      .select()
      .from(rootCauses)
      .where(and(eq(rootCauses.workspaceId, workspaceId), inArray(rootCauses.id, [...rootCauseIds])))
      .orderBy(asc(rootCauses.id))
      .for("update");
    const done = await work(tx, new Map(found.map((cause) => [cause.id, cause])));
    if (!done) return;
    await reopenRecurred(tx, member, await refreshFrictionOfRootCauses(tx, workspaceId, done.moves ?? []));
    await refreshStagesOfRootCauses(tx, member, done.moves ?? []);
    await recordActivities(tx, member, done.deeds);
  });
}

/** @throws Refusal when this workspace has no such entry, or it was merged into another */
export function requireStanding(causes: Map<string, OpenedCause>, rootCauseId: string): OpenedCause {
  const cause = causes.get(rootCauseId);
  if (!cause) refuse("not_found", "This root cause does not exist.");
  if (cause.mergedIntoId) refuse("conflict", "This root cause was merged into another meanwhile. Look at that one.");
  return cause;
}

/** @throws Refusal when the entry is no longer the version that the person saw */
export function requireSeenVersion({ version }: OpenedCause, seen: number): void {
  if (version !== seen) refuse("conflict", "This root cause was changed meanwhile. Look at it once more, then decide.");
}

export const inPlace = (member: Pick<Member, "workspaceId">, rootCauseId: string) =>
  and(eq(rootCauses.workspaceId, member.workspaceId), eq(rootCauses.id, rootCauseId));
