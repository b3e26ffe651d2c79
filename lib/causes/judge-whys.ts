import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { evidence, readBacks } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import type { TreeWhy } from "./cause-tree";
import { answersOf, causeFor, refuseFaults, requireTarget } from "./ending-answers";
import { statusFaults } from "./endings";
import type { addEvidenceInput, endBranchInput, judgeWhyInput, readBackInput, removeEvidenceInput } from "./input";
import { pairMark } from "./read-back";
import { answerOf, takenId } from "./sent-before";
import { noEnding, withoutEnding } from "./standing-whys";
import {
  apply,
  type Change,
  type Done,
  type OpenedTree,
  onTree,
  requireSeen,
  requireWhy,
  type StandingWhy,
  whyChange,
} from "./tree-deed";

/** Says how we know: hypothesis, verified, refuted or unverifiable, each with what it asks for (method 0). */
export function judgeWhy(db: Database, member: Member, input: z.output<typeof judgeWhyInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const why = await requireWhy(tx, member, tree, input.whyId);
    requireSeen(why, input.version);
    const items = await tx
      .select({ stance: evidence.stance })
      .from(evidence)
      .where(and(eq(evidence.workspaceId, member.workspaceId), eq(evidence.whyId, why.id), isNull(evidence.removedAt)));
    const faults = statusFaults({ evidence: items as TreeWhy["evidence"] }, input.status, input.reason);
    const [fault] = faults;
    if (fault)
      refuse("invalid", fault.message, { [fault.code === "no_reason" ? "reason" : "status"]: [fault.message] });
    const refuted = input.status === "refuted" ? noEnding : {}; // a refuted why ends its branch by itself
    const change = whyChange(why, { status: input.status, statusReason: input.reason, ...refuted });
    // The line above may have been ended while this branch was dead.
    const revived = why.status === "refuted" && input.status !== "refuted" && why.parentId;
    const above = revived ? withoutEnding(await requireWhy(tx, member, tree, revived)) : [];
    const changes = await apply(tx, member, tree, [change, ...above]);
    if (changes.length === 0) return undefined;
    return {
      verb: `why.${input.status === "hypothesis" ? "reconsidered" : input.status}`,
      changes,
      details: { text: why.text, reason: input.reason },
    };
  });
}

/**
 * Ends a branch, changes its ending, or takes it away. What the method blocks (0, 1.7) is refused at its field.
 * A root cause finds or enters its entry in the catalogue: the chosen one, or one in the why's own words.
 */
export function endBranch(db: Database, member: Member, input: z.output<typeof endBranchInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const why = await requireWhy(tx, member, tree, input.whyId);
    requireSeen(why, input.version);
    const answers = input.ending ? answersOf(input) : {};
    if (input.ending === "same_as") await requireTarget(tx, member, input.sameAsId);
    const cause = input.ending === "root_cause" ? await causeFor(tx, member, why, input) : undefined;
    const changes = await apply(tx, member, tree, [whyChange(why, { ...noEnding, ...answers, ...cause?.entry })]);
    // Judged as it would stand; a refusal takes the whole transaction back, the catalogue's new entry included.
    if (input.ending) await refuseFaults(tx, member, tree, why.id);
    if (changes.length === 0) return undefined;
    const verb = input.ending ? "why.ended" : "why.ending_taken";
    const details = { text: why.text, ending: input.ending, category: cause?.entry.category };
    return { verb, changes, details, besides: cause?.entered };
  });
}

/** Evidence belongs to the side of whoever brings it. Sending the same id again changes nothing. */
export function addEvidence(db: Database, member: Member, input: z.output<typeof addEvidenceInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const why = await requireWhy(tx, member, tree, input.whyId);
    const sentBefore = await answerOf(tx, member, tree, evidence, input.id);
    if (sentBefore) return sentBefore;
    const { treeId: _tree, ...item } = input;
    const row = { ...item, workspaceId: member.workspaceId, collectedById: member.id, sideId: tree.sideId };
    const [added] = await tx
      .insert(evidence)
      .values(row)
      .onConflictDoNothing({ target: evidence.id })
      .returning({ id: evidence.id });
    if (!added) refuse("conflict", takenId);
    const born: Change = {
      row: "evidence",
      id: input.id,
      before: { removedAt: new Date().toISOString() },
      after: { removedAt: null },
    };
    return {
      verb: "evidence.added",
      changes: [born, touched(why.id)],
      details: { text: why.text, evidence: input.text, stance: input.stance },
    };
  });
}

/** Takes evidence back. A why that loses its last support is a hypothesis again (method 0). */
export function removeEvidence(
  db: Database,
  member: Member,
  input: z.output<typeof removeEvidenceInput>,
): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const why = await requireWhy(tx, member, tree, input.whyId);
    const standing = and(
      eq(evidence.workspaceId, member.workspaceId),
      eq(evidence.whyId, why.id),
      isNull(evidence.removedAt),
    );
    const items = await tx.select().from(evidence).where(standing);
    const item = items.find(({ id }) => id === input.evidenceId);
    if (!item) refuse("not_found", "This evidence was taken back already.");
    // What speaks against a why never disappears by a deed of the side it speaks against (method 1.4).
    const isOthers = item.sideId !== tree.sideId && item.collectedById !== member.id;
    if (isOthers && (item.sideId || item.stance === "contradicts"))
      refuse("forbidden", "Others brought this evidence; only they take it back. Yours may stand beside it.");
    const supported = items.some(({ id, stance }) => id !== item.id && stance === "supports");
    const changes: Change[] = [
      { row: "evidence", id: item.id, before: { removedAt: null }, after: { removedAt: new Date().toISOString() } },
      why.status === "verified" && !supported ? whyChange(why, { status: "hypothesis" }) : touched(why.id),
    ];
    await apply(tx, member, tree, changes);
    return { verb: "evidence.removed", changes, details: { text: why.text, evidence: item.text } };
  });
}

/** Names the why a deed belongs to without changing its row. */
const touched = (id: string): Change => ({ row: "why", id, before: {}, after: {} });

/**
 * A side's answer to "this, therefore the line above". Only its own members may give it; the latest stands; a dispute
 * has a reason (method 1.5). The sentence must be the one that was read.
 */
export function readBack(db: Database, member: Member, input: z.output<typeof readBackInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const { sideId } = tree;
    if (!sideId) refuse("forbidden", "Only members of the two sides sign; you are neutral here.");
    const why = await requireWhy(tx, member, tree, input.whyId);
    const mark = await markOf(tx, member, tree, why);
    if (input.mark && input.mark !== mark)
      refuse("conflict", "The sentence has changed since you read it. Read it again, then answer.");
    const key = and(
      eq(readBacks.workspaceId, member.workspaceId),
      eq(readBacks.whyId, why.id),
      eq(readBacks.sideId, sideId),
    );
    const [before] = await tx.select().from(readBacks).where(key);
    const details = { text: why.text, reason: input.reason, sideId };
    if (!input.answer) {
      if (!before) return undefined;
      await tx.delete(readBacks).where(key);
      return { verb: "read_back.taken", changes: [touched(why.id)], details };
    }
    const same = before?.answer === input.answer && before.reason === input.reason && before.mark === mark;
    if (same) return undefined;
    const answer = { answer: input.answer, reason: input.reason, mark, memberId: member.id, at: sql`now()` };
    await tx
      .insert(readBacks)
      .values({ id: v7(), workspaceId: member.workspaceId, whyId: why.id, sideId, ...answer })
      .onConflictDoUpdate({ target: [readBacks.workspaceId, readBacks.whyId, readBacks.sideId], set: answer });
    return { verb: `read_back.${input.answer}`, changes: [touched(why.id)], details };
  });
}

/** The mark needs the why, its parent and where that hangs; not the whole tree. */
async function markOf(tx: Database, member: Member, tree: OpenedTree, why: StandingWhy): Promise<string> {
  const parent = why.parentId ? await requireWhy(tx, member, tree, why.parentId) : undefined;
  return pairMark(why, parent ?? { text: tree.problem, parentId: null });
}
