import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { activity, evidence, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { treeIndex } from "./cause-tree";
import { statusFaults } from "./endings";
import { loadTree } from "./load-tree";
import { endingFaultsOf } from "./loaded-rules";
import { apply, type Change, type Done, type OpenedTree, onTree, type WhyRow } from "./tree-deed";

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
    const changes = way === "undo" ? last.changes.toReversed().map(turned) : last.changes;
    const joined = joinedPerRow(changes);
    await requireUntouched(tx, member, tree, joined);
    const applied = await apply(tx, member, tree, joined);
    await requireSound(tx, member, tree, applied);
    const verb = way === "undo" ? "tree.undone" : "tree.redone";
    return { verb, changes: applied, details: { of: last.sequences, text: last.text } };
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
    const { changes, typing, text } = (details ?? {}) as { changes?: Change[]; typing?: string; text?: string };
    if (verb === "tree.undone") stacks.redo.push(...stacks.undo.splice(-1));
    else if (verb === "tree.redone") stacks.undo.push(...stacks.redo.splice(-1));
    else if (changes?.some(({ after }) => Object.keys(after).length > 0)) {
      const before = stacks.undo.at(-1);
      if (typing && before?.typing === typing) {
        before.sequences.push(sequence);
        before.changes.push(...changes);
      } else stacks.undo.push({ sequences: [sequence], changes: [...changes], typing, text });
      stacks.redo = [];
    }
  }
  return stacks;
}

/** Every field must still be as the deed left it; else undoing would take somebody else's words away. */
async function requireUntouched(tx: Database, member: Member, tree: OpenedTree, changes: Change[]): Promise<void> {
  const idsOf = (row: Change["row"]) => changes.filter((change) => change.row === row).map(({ id }) => id);
  const standing = new Map<string, Partial<WhyRow>>();
  for (const why of await rowsOf(tx, member, whys, idsOf("why"))) standing.set(why.id, asKept(why));
  for (const item of await rowsOf(tx, member, evidence, idsOf("evidence"))) standing.set(item.id, asKept(item));
  for (const { row, id, before } of changes) {
    const now: Record<string, unknown> | undefined = row === "problem" ? { problem: tree.problem } : standing.get(id);
    const same = now && Object.entries(before).every(([field, value]) => (now[field] ?? null) === (value ?? null));
    if (!same) refuse("conflict", "Somebody has changed this since, so it cannot be taken back in one step.");
  }
}

const asKept = <Row extends { removedAt: Date | null }>(row: Row) => ({
  ...row,
  removedAt: row.removedAt?.toISOString() ?? null,
});

async function rowsOf<Table extends typeof whys | typeof evidence>(
  tx: Database,
  member: Member,
  table: Table,
  ids: string[],
) {
  if (ids.length === 0) return [];
  const found = await tx
    .select()
    .from(table as typeof whys)
    .where(and(eq(table.workspaceId, member.workspaceId), inArray(table.id, ids)))
    .orderBy(asc(table.id));
  return found;
}

/** What stood when the deed was done may have gone since: a line above, evidence, a free branch end. */
async function requireSound(tx: Database, member: Member, tree: OpenedTree, changes: Change[]): Promise<void> {
  const loaded = await loadTree(tx, member, tree.id).catch(() => undefined);
  const touched = changes.filter(({ row }) => row === "why").map(({ id }) => id);
  if (!loaded) throw new Error("A locked tree cannot be loaded.");
  const index = soundIndex(loaded.tree);
  if (!index) refuse("conflict", "The lines around it have moved since, so it cannot be taken back in one step.");
  const unproven = touched.some((id) => {
    const why = index.byId.get(id);
    return why?.status === "verified" && statusFaults(why, "verified", null).length > 0;
  });
  if (unproven) refuse("conflict", "The evidence it stood on has gone since. Add evidence first.");
  const [fault] = (await endingFaultsOf(tx, member, tree, touched)).filter(({ unanswered }) => !unanswered);
  if (fault) refuse("conflict", `It cannot be taken back as things stand now: ${fault.message}`);
}

/** undefined when a why hangs on nothing or in a circle. */
function soundIndex(tree: Parameters<typeof treeIndex>[0]) {
  try {
    return treeIndex(tree);
  } catch {
    return undefined;
  }
}
