import "server-only";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { whys } from "@/db/schema";
import type { Ending } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { errorFindings } from "./finding";
import type {
  askWhyInput,
  describeWhyInput,
  joinWhyInput,
  moveWhyInput,
  rewordProblemInput,
  rewordWhyInput,
} from "./input";
import { loadFindingsOn } from "./load-tree";
import { requireNoRing } from "./loaded-rules";
import { answerOf, takenId } from "./sent-before";
import {
  freeLetter,
  groupWithout,
  listSiblings,
  placeAmong,
  requirePlace,
  requireRoom,
  withoutEnding,
} from "./standing-whys";
import {
  apply,
  type Change,
  type Done,
  type OpenedTree,
  onTree,
  requireSeen,
  requireWhy,
  whyChange,
} from "./tree-deed";

/**
 * Answers "why?" below the problem or a why. Sending the same id again changes nothing.
 * An ending other than root cause on the why above is taken away by it, recorded (method 1.2).
 */
export function askWhy(db: Database, member: Member, input: z.output<typeof askWhyInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const { id, parentId, text } = input;
    const sentBefore = await answerOf(tx, member, tree, whys, id);
    if (sentBefore) return sentBefore;
    const changes = parentId ? withoutEnding(await requireWhy(tx, member, tree, parentId)) : [];
    await requireRoom(tx, member, tree, parentId);
    const position = await placeAmong(tx, member, tree, parentId, input.afterId);
    const row = { id, treeId: tree.id, workspaceId: member.workspaceId, parentId, position, text };
    const [asked] = await tx
      .insert(whys)
      .values({ ...row, authorId: member.id, sideId: tree.sideId })
      .onConflictDoNothing({ target: whys.id })
      .returning({ id: whys.id });
    if (!asked) refuse("conflict", takenId);
    await apply(tx, member, tree, changes);
    // With what it says and where: once somebody else has changed that, it is not taken back by undo any more.
    const said = { parentId, position, text, status: "hypothesis", joint: null, ending: null } as const;
    const born: Change = {
      row: "why",
      id,
      before: { ...said, removedAt: new Date().toISOString() },
      after: { ...said, removedAt: null },
    };
    return { verb: "why.asked", changes: [born, ...changes], details: { text } };
  });
}

const changedMeanwhile = "Somebody changed this line meanwhile. Keep yours, keep theirs, or join the two.";

/** Rewords a why. The second of two people at one why is told, and both texts are kept (trust 5). */
export function rewordWhy(db: Database, member: Member, input: z.output<typeof rewordWhyInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const why = await requireWhy(tx, member, tree, input.whyId);
    if (why.text === input.text) return undefined;
    if (why.text !== input.before) refuse("conflict", changedMeanwhile, undefined, { text: why.text });
    if (why.ending) await requireNoPerson(tx, member, tree, { ...why, ending: why.ending }, input.text);
    const changes = await apply(tx, member, tree, [whyChange(why, { text: input.text })]);
    return { verb: "why.reworded", changes, details: { text: input.text, before: why.text, typing: input.typing } };
  });
}

/** What ends a branch names no person, be it said first and ended then or the other way round (method 0). */
async function requireNoPerson(
  tx: Database,
  member: Member,
  tree: OpenedTree,
  { id, ending }: { id: string; ending: Ending },
  text: string,
) {
  if (ending === "open_question" || ending === "same_as") return;
  const findings = await loadFindingsOn(tx, member, tree.id, id, text);
  const messages = errorFindings({ findings }).map(({ message }) => message);
  if (messages.length > 0) refuse("invalid", messages.join(" "), { text: messages });
}

export function rewordProblem(db: Database, member: Member, input: z.output<typeof rewordProblemInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    if (tree.problem === input.problem) return undefined;
    if (tree.problem !== input.before) refuse("conflict", changedMeanwhile, undefined, { text: tree.problem });
    const change: Change = {
      row: "problem",
      id: tree.id,
      before: { problem: tree.problem },
      after: { problem: input.problem },
    };
    await apply(tx, member, tree, [change]);
    return { verb: "problem.reworded", changes: [change], details: { text: input.problem, before: tree.problem } };
  });
}

/** Moves a why with all below it, or reorders it among its siblings. Another parent clears its joint letter. */
export function moveWhy(db: Database, member: Member, input: z.output<typeof moveWhyInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const why = await requireWhy(tx, member, tree, input.whyId);
    const elsewhere = why.parentId !== input.parentId;
    const changes: Change[] = [];
    if (elsewhere && input.parentId) {
      const parent = await requireWhy(tx, member, tree, input.parentId);
      // A refuted why is no answer, so the line above stays ended; judging it anew takes that ending away.
      if (why.status !== "refuted") changes.push(...withoutEnding(parent));
      await requirePlace(tx, member, tree, why.id, input.parentId);
      await requireNoRing(tx, member, tree.id, why.id, input.parentId);
    }
    const position = await placeAmong(
      tx,
      member,
      tree,
      input.parentId,
      input.first ? null : input.afterId,
      why.id,
      input.first,
    );
    const after = { parentId: input.parentId, position };
    if (elsewhere) changes.push(...(await groupWithout(tx, member, tree, why)));
    changes.push(whyChange(why, elsewhere ? { ...after, joint: null, sufficient: "unknown" } : after));
    const applied = await apply(tx, member, tree, changes);
    return applied.length > 0 ? { verb: "why.moved", changes: applied, details: { text: why.text } } : undefined;
  });
}

/** Marks that a why acts only together with a sibling, or on its own again. Changed groups ask "enough?" anew. */
export function joinWhy(db: Database, member: Member, input: z.output<typeof joinWhyInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const why = await requireWhy(tx, member, tree, input.whyId);
    const changes: Change[] = [];
    if (input.withId) {
      const partner = await requireWhy(tx, member, tree, input.withId);
      if (partner.id === why.id || partner.parentId !== why.parentId)
        refuse("invalid", "Only whys that answer the same line can act together.");
      if (why.joint && why.joint === partner.joint) return undefined;
      const siblings = await listSiblings(tx, member, tree, why.parentId);
      const joint = partner.joint ?? freeLetter(siblings.flatMap((sibling) => sibling.joint ?? []));
      const group = siblings.filter((sibling) => sibling.joint === joint || sibling.id === partner.id);
      changes.push(...group.map((one) => whyChange(one, { joint, sufficient: "unknown" })));
      changes.push(...(await groupWithout(tx, member, tree, why)), whyChange(why, { joint, sufficient: "unknown" }));
    } else {
      if (!why.joint) return undefined;
      changes.push(
        ...(await groupWithout(tx, member, tree, why)),
        whyChange(why, { joint: null, sufficient: "unknown" }),
      );
    }
    const applied = await apply(tx, member, tree, changes);
    return { verb: input.withId ? "why.joined" : "why.separated", changes: applied, details: { text: why.text } };
  });
}

/** Kind and the two questions of method 1.3. "Enough?" is one answer for the whole group. */
export function describeWhy(db: Database, member: Member, input: z.output<typeof describeWhyInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const why = await requireWhy(tx, member, tree, input.whyId);
    requireSeen(why, input.version);
    const { kind, necessary, sufficient } = input;
    const partners = why.joint
      ? (await listSiblings(tx, member, tree, why.parentId)).filter(
          ({ id, joint }) => joint === why.joint && id !== why.id,
        )
      : [];
    const changes = [
      whyChange(why, { kind, necessary, sufficient }),
      ...partners.map((partner) => whyChange(partner, { sufficient })),
    ];
    const applied = await apply(tx, member, tree, changes);
    return applied.length > 0 ? { verb: "why.described", changes: applied, details: { text: why.text } } : undefined;
  });
}
