import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { wordingSettlements } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { treeIndex } from "./cause-tree";
import { isErrorCode, levelOf, type TextFinding, textMark } from "./finding";
import type { dismissFindingInput, ofFinding, overruleFindingInput } from "./finding-input";
import { loadTree } from "./load-tree";
import { settlementMark } from "./text-findings";
import { type Change, type Deed, type Done, type OpenedTree, onTree, requireWhy } from "./tree-deed";

type About = z.output<typeof ofFinding>;

const namesMember = "This is a member’s name. Nobody lets that stand: say which condition would have led anyone there.";

/**
 * Lets a hint stand, with a reason; one person is enough. A name is never let stand, and an error is overruled by both
 * sides instead (method 1.6). What was said holds for the text as it reads: other words bring the hint back.
 */
export function dismissFinding(
  db: Database,
  member: Member,
  input: z.output<typeof dismissFindingInput>,
): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const { finding, level, text } = await requireFinding(tx, member, tree, input);
    if (finding.name) refuse("invalid", namesMember);
    if (level === "error")
      refuse("invalid", "A branch ends here, so one person is not enough: one of each side has to overrule it.");
    return settle(tx, member, tree, { ...input, kind: "dismissed", text });
  });
}

/**
 * A side's word that a role noun, a pronoun or a word of blame may stand where a branch ends. It counts once one member
 * of each side has given it, each with a reason.
 */
export function overruleFinding(
  db: Database,
  member: Member,
  input: z.output<typeof overruleFindingInput>,
): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    if (!tree.sideId) refuse("forbidden", "Only members of the two sides overrule; you are neutral here.");
    const { finding, text } = await requireFinding(tx, member, tree, input);
    if (finding.name) refuse("invalid", namesMember);
    if (!isErrorCode(finding.code)) refuse("invalid", "This is a hint. One person dismisses it, with a reason.");
    return settle(tx, member, tree, { ...input, kind: "overruled", text });
  });
}

/** Takes back what the member's side said to a finding, or what was said by neutral people. */
export function reopenFinding(db: Database, member: Member, input: About): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const text = await textOf(tx, member, tree, input.whyId);
    const taken = await tx
      .delete(wordingSettlements)
      .where(ownWord(member, tree, input))
      .returning();
    return taken.length > 0 ? deedOf("finding.reopened", input, tree, { text }) : undefined;
  });
}

type Word = About & { kind: "dismissed" | "overruled"; reason: string; text: string };

async function settle(tx: Database, member: Member, tree: OpenedTree, word: Word): Promise<Deed | undefined> {
  const { whyId, code, kind, reason, text } = word;
  const mark = settlementMark(kind, text);
  const own = ownWord(member, tree, word);
  const [before] = await tx.select().from(wordingSettlements).where(own);
  if (before?.mark === mark && before.reason === reason) return undefined;
  if (before) await tx.delete(wordingSettlements).where(own);
  const row = { workspaceId: member.workspaceId, treeId: tree.id, whyId, code, sideId: tree.sideId };
  await tx.insert(wordingSettlements).values({ id: v7(), ...row, mark, memberId: member.id, reason });
  return deedOf(`finding.${kind}`, word, tree, { text, reason });
}

/** One standing word per side and finding; the tree is locked, so there is no other at this moment. */
const ownWord = (member: Member, tree: OpenedTree, { whyId, code }: Pick<About, "whyId" | "code">) =>
  and(
    eq(wordingSettlements.workspaceId, member.workspaceId),
    eq(wordingSettlements.treeId, tree.id),
    whyId ? eq(wordingSettlements.whyId, whyId) : isNull(wordingSettlements.whyId),
    eq(wordingSettlements.code, code),
    tree.sideId ? eq(wordingSettlements.sideId, tree.sideId) : isNull(wordingSettlements.sideId),
  );

/** Names the why a deed belongs to without changing its row. */
const touched = (id: string): Change => ({ row: "why", id, before: {}, after: {} });

const deedOf = (
  verb: string,
  { whyId, code }: Pick<About, "whyId" | "code">,
  tree: OpenedTree,
  said: object,
): Deed => ({
  verb,
  changes: whyId ? [touched(whyId)] : [],
  details: { ...said, code, sideId: tree.sideId },
  movesEndings: true,
});

const textOf = async (tx: Database, member: Member, tree: OpenedTree, whyId: string | null) =>
  whyId ? (await requireWhy(tx, member, tree, whyId)).text : tree.problem;

/** @throws Refusal when the words have changed since they were read, or hold nothing of that kind */
async function requireFinding(tx: Database, member: Member, tree: OpenedTree, { whyId, code, mark }: About) {
  const text = await textOf(tx, member, tree, whyId);
  if (mark && mark !== textMark(text))
    refuse("conflict", "The words have changed since you read them. Look once more.");
  const loaded = await loadTree(tx, member, tree.id);
  if (!loaded) throw new Error("A locked tree cannot be loaded.");
  const index = treeIndex(loaded.tree);
  const why = whyId ? (index.byId.get(whyId) ?? null) : null;
  const findings: TextFinding[] = why ? why.findings : loaded.tree.problemFindings;
  const finding = findings.find((one) => one.code === code);
  if (!finding) refuse("conflict", "These words hold nothing of that kind any more.");
  return { finding, level: levelOf(index, why, code), text };
}
