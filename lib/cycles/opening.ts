import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { carryOvers, cycles, improvements, relationships } from "@/db/schema";
import { openPhases } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { requireNoCycleFaults } from "./cycle-deed";
import { overlap, spanFaults } from "./cycle-rules";
import type { OpenCycleInput } from "./input";

/**
 * Opens a cycle; where the relationship had one before, the new one follows it: its pressures are read anew, and what was
 * carried over comes along. Sending the same id again answers with the cycle that stands.
 */
export async function openCycle(db: Database, member: Member, input: OpenCycleInput): Promise<{ id: string }> {
  permit(member, "cycle:lead");
  const { id, relationshipId, name, kind, startsOn, endsOn } = input;
  return db.transaction(async (tx) => {
    await lockRelationship(tx, member, relationshipId);
    const [own] = await tx
      .select({ openedById: cycles.openedById })
      .from(cycles)
      .where(and(eq(cycles.workspaceId, member.workspaceId), eq(cycles.id, id)));
    if (own) return own.openedById === member.id ? { id } : refuse("conflict", "Please load the page again.");
    requireNoCycleFaults(spanFaults(input));
    const last = await findLast(tx, member, relationshipId);
    if (last) requireRoomAfter(last, input);
    const previousId = last?.id ?? null;
    const [opened] = await tx
      .insert(cycles)
      .values({
        id,
        workspaceId: member.workspaceId,
        relationshipId,
        name,
        kind,
        startsOn,
        endsOn,
        previousId,
        openedById: member.id,
      })
      .onConflictDoNothing({ target: cycles.id })
      .returning({ id: cycles.id });
    if (!opened) refuse("conflict", "Please load the page again.");
    if (previousId) await bringAlong(tx, member, previousId, id);
    await recordActivity(tx, member, "cycle.opened", id, { name, startsOn, endsOn, previousId });
    return { id };
  });
}

/** Two people who open a cycle at once follow one another, so that the second sees the first one's days. */
async function lockRelationship(tx: Database, member: Member, relationshipId: string) {
  const [found] = await tx
    .select({ id: relationships.id })
    .from(relationships)
    .where(and(eq(relationships.workspaceId, member.workspaceId), eq(relationships.id, relationshipId)))
    .for("no key update");
  if (!found)
    refuse("not_found", "This relationship does not exist.", { relationshipId: ["Choose one from the list."] });
}

async function findLast(tx: Database, member: Member, relationshipId: string) {
  const { id, name, phase, startsOn, endsOn } = cycles;
  const [last] = await tx
    .select({ id, name, phase, startsOn, endsOn })
    .from(cycles)
    .where(and(eq(cycles.workspaceId, member.workspaceId), eq(cycles.relationshipId, relationshipId)))
    .orderBy(desc(startsOn), desc(id))
    .limit(1);
  return last;
}

/** Cycles of a relationship are a chain: all earlier ones end before the last begins, so only the last is compared. */
function requireRoomAfter(
  last: NonNullable<Awaited<ReturnType<typeof findLast>>>,
  wanted: { startsOn: string; endsOn: string },
) {
  const words = overlap(last, wanted)
    ? `These days overlap with “${last.name}”. Begin after its last day.`
    : `The next cycle begins after “${last.name}”, the last one.`;
  if (wanted.startsOn <= last.endsOn) refuse("invalid", words, { startsOn: [words] });
  if (last.phase !== "review" && last.phase !== "closed") {
    refuse("conflict", `“${last.name}” is still under way. The next cycle opens from its review.`);
  }
}

/** What was decided to go on moves into the next cycle; its created day stays. */
async function bringAlong(tx: Database, member: Member, fromCycleId: string, toCycleId: string) {
  const decided = tx
    .select({ id: carryOvers.improvementId })
    .from(carryOvers)
    .where(
      and(
        eq(carryOvers.workspaceId, member.workspaceId),
        eq(carryOvers.fromCycleId, fromCycleId),
        inArray(carryOvers.decision, ["continue", "replan"]),
      ),
    );
  await tx
    .update(improvements)
    .set({ cycleId: toCycleId })
    .where(
      and(
        eq(improvements.workspaceId, member.workspaceId),
        eq(improvements.cycleId, fromCycleId),
        inArray(improvements.phase, [...openPhases]),
        sql`${improvements.id} in ${decided}`,
      ),
    );
}
