import "server-only";
import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { activity, evidence, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { lockCrossLinks } from "./loaded-rules";
import { faultsIn } from "./soundness";
import { apply, type Change, type Done, type OpenedTree, onTree } from "./tree-deed";

/** How far back a person can go. */
const remembered = 200;

/** One step back: a deed, or all the rewordings of one stretch of typing. */
type Step = { sequences: number[]; changes: Change[]; typing?: string; text?: string };
type Stacks = { undo: Step[]; redo: Step[] };

/**
 * Takes back the member's own latest deed on the tree, never another's. Refused when somebody has changed the same
 * thing since. Read-backs are no part of it: an answer is changed by giving another.
 */
export const undoOnTree = (db: Database, member: Member, input: { treeId: string }): Promise<Done> =>
  step(db, member, input.treeId, "undo");

/** Does again what the member took back last, as long as they have done nothing else on the tree since. */
export const redoOnTree = (db: Database, member: Member, input: { treeId: string }): Promise<Done> =>
  step(db, member, input.treeId, "redo");

/** How many steps back and forth this member has on the tree. */
export async function stepsOf(db: Database, member: Member, treeId: string): Promise<{ undo: number; redo: number }> {
  const { undo, redo } = await stacksOf(db, member, treeId);
  return { undo: undo.length, redo: redo.length };
}

function step(db: Database, member: Member, treeId: string, way: "undo" | "redo"): Promise<Done> {
  return onTree(db, member, treeId, async (tx, tree) => {
    const last = (await stacksOf(tx, member, treeId))[way].at(-1);
    if (!last) refuse("conflict", way === "undo" ? "There is nothing of yours to undo." : "There is nothing to redo.");
    const changes = joinedPerRow(way === "undo" ? last.changes.toReversed().map(turned) : last.changes);
    await requireUntouched(tx, member, tree, changes);
    if (way === "undo") await requireUnused(tx, member, changes);
    await lockCrossLinks(tx, member);
    const before = await faultsIn(tx, member, treeId);
    await apply(tx, member, tree, changes);
    for (const [key, words] of await faultsIn(tx, member, treeId))
      if (!before.has(key)) refuse("conflict", `It cannot be taken back as things stand now: ${words}`);
    const verb = way === "undo" ? "tree.undone" : "tree.redone";
    return { verb, changes, details: { of: last.sequences, text: last.text } };
  });
}

const turned = (change: Change): Change => ({ ...change, before: change.after, after: change.before }) as Change;

/** Several changes of one row become one: from what the first found to what the last left. */
function joinedPerRow(changes: Change[]): Change[] {
  const joined = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.row} ${change.id}`;
    const first = joined.get(key);
    const both = { before: { ...change.before, ...first?.before }, after: { ...first?.after, ...change.after } };
    joined.set(key, { ...change, ...both } as Change);
  }
  return [...joined.values()];
}

type Kept = {
  changes?: Change[];
  of?: number[];
  typing?: string;
  text?: string;
  before?: string;
  improvementId?: string; // it followed from a verdict, which is no deed on the tree
};

/** The member's own deeds on the tree, as two stacks: a new deed empties the second one. */
async function stacksOf(db: Database, member: Member, treeId: string): Promise<Stacks> {
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
  const stacks: Stacks = { undo: [], redo: [] };
  for (const { sequence, verb, details } of latest.toReversed()) {
    const { changes = [], of = [], typing, text, before, improvementId } = (details ?? {}) as Kept;
    const last = stacks.undo.at(-1);
    if (verb === "tree.undone") handOver(stacks.undo, stacks.redo, of);
    else if (verb === "tree.redone") handOver(stacks.redo, stacks.undo, of);
    else if (!improvementId && changes.some(({ after }) => Object.keys(after).length > 0)) {
      // A stretch of typing ends where somebody else came between; their words are no part of it.
      if (last && typing && last.typing === typing && last.text === before) {
        last.sequences.push(sequence);
        last.changes.push(...changes);
        last.text = text;
      } else stacks.undo.push({ sequences: [sequence], changes: [...changes], typing, text });
      stacks.redo = [];
    }
  }
  return stacks;
}

/** Only the step that was meant: an older one may lie beyond what is remembered. */
function handOver(from: Step[], to: Step[], of: number[]): void {
  if (from.at(-1)?.sequences.at(-1) === of.at(-1)) to.push(...from.splice(-1));
}

/** Every field must still be as the deed left it; else undoing would take somebody else's words away. */
async function requireUntouched(tx: Database, member: Member, tree: OpenedTree, changes: Change[]): Promise<void> {
  const ids = changes.map(({ id }) => id);
  const found = [
    { id: tree.id, problem: tree.problem, removedAt: null },
    ...(await tx
      .select()
      .from(whys)
      .where(and(eq(whys.workspaceId, member.workspaceId), inArray(whys.id, ids)))),
    ...(await tx
      .select({ id: evidence.id, removedAt: evidence.removedAt })
      .from(evidence)
      .where(and(eq(evidence.workspaceId, member.workspaceId), inArray(evidence.id, ids)))),
  ];
  const standing = new Map<string, Record<string, unknown>>(
    found.map((row) => [row.id, { ...row, removedAt: row.removedAt?.toISOString() ?? null }]),
  );
  for (const { id, before } of changes)
    if (Object.entries(before).some(([field, value]) => standing.get(id)?.[field] !== value))
      refuse("conflict", "Somebody has changed this since, so it cannot be taken back in one step.");
}

/** A why that somebody has brought evidence to is not taken back with it. */
async function requireUnused(tx: Database, member: Member, changes: Change[]): Promise<void> {
  const going = changes.filter(({ row, after }) => row === "why" && "removedAt" in after && after.removedAt !== null);
  const ids = going.map(({ id }) => id);
  const onThem = and(eq(evidence.workspaceId, member.workspaceId), inArray(evidence.whyId, ids));
  if (ids.length > 0 && (await tx.$count(evidence, and(onThem, isNull(evidence.removedAt)))) > 0)
    refuse("conflict", "Somebody has brought evidence to it since. Take it out of the tree instead.");
}
