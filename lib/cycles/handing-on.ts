import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { members, objectives, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { requireSomebodyWhoMay } from "@/lib/improvements/people";
import { refuse } from "@/lib/refusal";
import { onObjective } from "./cycle-deed";
import type { HandOnObjectiveInput } from "./input";

/**
 * Names another owner for the side whose owner has left, in any phase until the cycle is closed. The words stay, and so
 * does what both sides agreed to: an agreement is a side's, not a person's.
 */
export function handOnObjective(db: Database, member: Member, input: HandOnObjectiveInput): Promise<void> {
  const { objectiveId, ownerId } = input;
  return onObjective(db, member, "cycle:write", { objectiveId }, async (tx, cycle, objective) => {
    const { title } = objective;
    const { teamId } = await requireSomebodyWhoMay(tx, member, "cycle:write", { id: ownerId, field: "ownerId" });
    const [first, second] = cycle.sideIds;
    const place = teamId === first ? "firstOwnerId" : teamId === second ? "secondOwnerId" : undefined;
    const neutral = "Choose somebody of one of the two sides: the pair is one of each.";
    if (!place) refuse("invalid", neutral, { ownerId: [neutral] });
    const before = objective[place];
    if (before === ownerId) return undefined;
    if (before && !(await hasLeft(tx, member, before)))
      refuse("conflict", "Their owner is here. Other owners are agreed on like other words.");
    await tx
      .update(objectives)
      .set({ [place]: ownerId })
      .where(and(eq(objectives.workspaceId, member.workspaceId), eq(objectives.id, objectiveId)));
    return { verb: "cycle.objective_handed_on", details: { title, from: before, to: ownerId } };
  });
}

async function hasLeft(tx: Database, member: Member, id: string): Promise<boolean> {
  const gone = and(eq(members.workspaceId, member.workspaceId), eq(members.id, id), isNotNull(members.endedAt));
  return (await tx.select({ id: members.id }).from(members).where(gone)).length > 0;
}

/** The owners of a cycle's objectives who have left, each with the side they owned it for. */
export function listLeftOwners(db: Database, member: Member, cycleId: string) {
  const isOwner = sql`${members.id} in (${objectives.firstOwnerId}, ${objectives.secondOwnerId})`;
  return db
    .select({
      objectiveId: objectives.id,
      title: objectives.title,
      ownerId: members.id,
      name: users.name,
      isFirst: sql<boolean>`${members.id} = ${objectives.firstOwnerId}`,
    })
    .from(objectives)
    .innerJoin(members, and(eq(members.workspaceId, objectives.workspaceId), isOwner, isNotNull(members.endedAt)))
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(objectives.workspaceId, member.workspaceId),
        eq(objectives.cycleId, cycleId),
        isNull(objectives.removedAt),
      ),
    )
    .orderBy(objectives.createdAt, objectives.id, members.id);
}
export type LeftOwner = Awaited<ReturnType<typeof listLeftOwners>>[number];
