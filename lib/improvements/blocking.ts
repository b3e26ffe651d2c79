import "server-only";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { now } from "@/lib/text/clock";
import { requireNoFaults } from "./faults";
import { onImprovement } from "./improvement-deed";
import type { BlockInput, UnblockInput } from "./input";
import { blockFaults } from "./pdca";

/** Marks what cannot go on, with what it waits for. A mark, no phase: it keeps its age while the reason is reworded. */
export function blockImprovement(db: Database, member: Member, input: BlockInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", input, async (_tx, { phase, blockedReason, blockedAt }) => {
    const { reason } = input;
    requireNoFaults(blockFaults({ phase, reason }));
    if (blockedReason === reason) return undefined;
    const set = { blockedReason: reason, blockedAt: blockedAt ?? now() };
    return { verb: "improvement.blocked", set, details: { reason } };
  });
}

/** It goes on. What is not blocked stays as it is. */
export function unblockImprovement(db: Database, member: Member, input: UnblockInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", input, async (_tx, { blockedReason, blockedAt }) => {
    if (blockedReason === null) return undefined;
    const details = { reason: blockedReason, since: blockedAt?.toISOString() };
    return { verb: "improvement.unblocked", set: { blockedReason: null, blockedAt: null }, details };
  });
}
