import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { evidence, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { lockStandingEntry } from "@/lib/root-causes/standing-entry";
import { rowId } from "@/lib/text/shapes";
import type { stepInput } from "./input";
import { lockCrossLinks } from "./loaded-rules";
import { answered } from "./sent-before";
import { faultsIn } from "./soundness";
import { stepInWords } from "./step-words";
import { listOwnDeeds, type Step, stacksOf } from "./steps-back";
import { apply, type Change, type Done, type OpenedTree, onTree } from "./tree-deed";

/**
 * Takes back the member's own latest deed on the tree, never another's. Refused when somebody has changed the same
 * thing since. Read-backs are no part of it: an answer is changed by giving another.
 */
export const undoOnTree = (db: Database, member: Member, input: StepInput): Promise<Done> =>
  step(db, member, input, "undo");

/** Does again what the member took back last, as long as they have done nothing else on the tree since. */
export const redoOnTree = (db: Database, member: Member, input: StepInput): Promise<Done> =>
  step(db, member, input, "redo");

/** How many steps back and forth this member has on the tree; none on what is no id, for an address may say anything. */
export async function stepsOf(db: Database, member: Member, treeId: string): Promise<{ undo: number; redo: number }> {
  if (!rowId.safeParse(treeId).success) return { undo: 0, redo: 0 };
  return (await stepsAhead(db, member, treeId)).steps;
}

/** The same, and what the next step in each direction is about. */
export async function stepsAhead(db: Database, member: Member, treeId: string) {
  const { undo, redo } = stacksOf(await listOwnDeeds(db, member, treeId));
  const inWords = (step: Step | undefined) => (step ? stepInWords(step.verb, step.text) : null);
  return {
    steps: { undo: undo.length, redo: redo.length },
    lastSteps: { undo: inWords(undo.at(-1)), redo: inWords(redo.at(-1)) },
  };
}

/** `id` names this one press of the key: sent again, it answers as the first time and takes nothing more back. */
type StepInput = Pick<z.output<typeof stepInput>, "treeId"> & Partial<z.output<typeof stepInput>>;

function step(db: Database, member: Member, { treeId, id }: StepInput, way: "undo" | "redo"): Promise<Done> {
  return onTree(db, member, treeId, async (tx, tree) => {
    const own = await listOwnDeeds(tx, member, treeId);
    const sentBefore = id && own.find(({ details }) => details.id === id);
    if (sentBefore) return answered(treeId, sentBefore);
    const last = stacksOf(own)[way].at(-1);
    if (!last) refuse("conflict", way === "undo" ? "There is nothing of yours to undo." : "There is nothing to redo.");
    const no = way === "undo" ? "It cannot be taken back" : "It cannot be done again";
    const changes = joinedPerRow(way === "undo" ? last.changes.toReversed().map(turned) : last.changes);
    await requireUntouched(tx, member, tree, changes, no);
    if (way === "undo") await requireUnused(tx, member, changes);
    await followMerged(tx, member, changes);
    await lockCrossLinks(tx, member);
    const before = await faultsIn(tx, member, treeId);
    await apply(tx, member, tree, changes);
    for (const [key, words] of await faultsIn(tx, member, treeId))
      if (!before.has(key)) refuse("conflict", `${no} as things stand now: ${words}`);
    const verb = way === "undo" ? "tree.undone" : "tree.redone";
    return { verb, changes, details: { id, of: last.sequences, text: last.text } };
  });
}

/** An entry of the catalogue that was merged meanwhile: what comes back ends in what it was merged into. */
async function followMerged(tx: Database, member: Member, changes: Change[]): Promise<void> {
  for (const change of changes) {
    if (change.row !== "why" || !change.after.rootCauseId) continue;
    const entry = await lockStandingEntry(tx, member.workspaceId, change.after.rootCauseId);
    if (entry) Object.assign(change.after, { rootCauseId: entry.id, category: entry.category });
  }
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

/** Every field must still be as the deed left it; else undoing would take somebody else's words away. */
async function requireUntouched(tx: Database, member: Member, tree: OpenedTree, changes: Change[], no: string) {
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
      refuse("conflict", `${no}: somebody has changed the same thing since.`);
}

/** A why that somebody has brought evidence to is not taken back with it. */
async function requireUnused(tx: Database, member: Member, changes: Change[]): Promise<void> {
  const going = changes.filter(({ row, after }) => row === "why" && "removedAt" in after && after.removedAt !== null);
  const ids = going.map(({ id }) => id);
  const onThem = and(eq(evidence.workspaceId, member.workspaceId), inArray(evidence.whyId, ids));
  if (ids.length > 0 && (await tx.$count(evidence, and(onThem, isNull(evidence.removedAt)))) > 0)
    refuse("conflict", "Somebody has brought evidence to it since. Take it out of the tree instead.");
}
