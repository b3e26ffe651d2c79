import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { activity } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import type { Change } from "./tree-deed";

/** How far back a person can go. */
const remembered = 200;

/** What the history keeps of a deed on a tree. */
export type Kept = {
  id?: string;
  changes?: Change[];
  of?: number[];
  typing?: string;
  text?: string;
  before?: string;
  unsettled?: boolean;
  improvementId?: string; // it followed from a verdict, which is no deed on the tree
};

export type OwnDeed = { sequence: number; verb: string; details: Kept };

/** The member's own latest deeds on the tree, the oldest first. */
export async function listOwnDeeds(db: Database, member: Member, treeId: string): Promise<OwnDeed[]> {
  const latest = await db
    .select({ sequence: activity.sequence, verb: activity.verb, details: activity.details })
    .from(activity)
    .where(
      and(
        eq(activity.workspaceId, member.workspaceId),
        eq(activity.subjectId, treeId),
        eq(activity.memberId, member.id),
      ),
    )
    .orderBy(desc(activity.sequence))
    .limit(remembered);
  return latest.toReversed().map((deed) => ({ ...deed, details: (deed.details ?? {}) as Kept }));
}

/** One step back: a deed, or all the rewordings of one stretch of typing. */
export type Step = { verb: string; sequences: number[]; changes: Change[]; typing?: string; text?: string };
export type Stacks = { undo: Step[]; redo: Step[] };

/** These deeds, the oldest first, as two stacks: a new deed empties the second one. */
export function stacksOf(deeds: readonly OwnDeed[]): Stacks {
  const stacks: Stacks = { undo: [], redo: [] };
  for (const { sequence, verb, details } of deeds) {
    const { changes = [], of = [], typing, text, before, improvementId } = details;
    const last = stacks.undo.at(-1);
    if (verb === "tree.undone") handOver(stacks.undo, stacks.redo, of);
    else if (verb === "tree.redone") handOver(stacks.redo, stacks.undo, of);
    else if (!improvementId && changes.some(({ after }) => Object.keys(after).length > 0)) {
      // A stretch of typing ends where somebody else came between; their words are no part of it.
      if (last && typing && last.typing === typing && last.text === before) {
        last.sequences.push(sequence);
        last.changes.push(...changes);
        last.text = text;
      } else stacks.undo.push({ verb, sequences: [sequence], changes: [...changes], typing, text });
      stacks.redo = [];
    }
  }
  return stacks;
}

/** Only the step that was meant: an older one may lie beyond what is remembered. */
function handOver(from: Step[], to: Step[], of: number[]): void {
  if (from.at(-1)?.sequences.at(-1) === of.at(-1)) to.push(...from.splice(-1));
}
