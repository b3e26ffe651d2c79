/** What each box of the diagram shows; the same tree as the outline, read from the same index. */
import type { Ending, WhyStatus } from "@/db/terms";
import { categoryWord, endingWords, statusWords } from "@/lib/text/words";
import { childrenOf, depthOf, endingOf, isBranchEnd, isLive, pathUp, type TreeIndex, type TreeWhy } from "./cause-tree";
import { evidenceStrength } from "./evidence-strength";
import { agreedByBothSides, standingReadBack } from "./read-back";
import { targetOf } from "./same-as";

export type DiagramLook = "plain" | "root" | "proposed" | "disputed" | "refuted";
export type DiagramSign = "yes" | "open" | "no";
/** Names of the signs of states; each is drawn once and used by all boxes. */
export type DiagramGlyph =
  | WhyStatus
  | "root"
  | "proposed"
  | "pressure"
  | "escalated"
  | "open"
  | "accepted"
  | "same"
  | "refuted";

export type DiagramNode = {
  id: string;
  parentId: string | null;
  level: number; // 1 is the problem
  joint: string | null;
  text: string;
  look: DiagramLook;
  glyph: DiagramGlyph;
  words: string; // of its state, after the sign
  signs: readonly [DiagramSign, DiagramSign] | null; // none on what is refuted
  strength: 0 | 1 | 2 | 3 | 4;
  contradicted: boolean;
  sameAs: { id: string; treeId: string } | null;
};

/** e(why) in four steps, which are those of the evidence types: opinion, interview, document, data or observation. */
export function stepsOfStrength(strength: number): DiagramNode["strength"] {
  if (strength <= 0) return 0;
  if (strength < 0.6) return 1;
  if (strength < 0.8) return 2;
  return strength < 1 ? 3 : 4;
}

export function diagramNode(index: TreeIndex, why: TreeWhy, dayWords: (day: string) => string): DiagramNode {
  const live = isLive(index, why.id);
  const answers = index.tree.sideIds.map((sideId): DiagramSign => {
    const answer = standingReadBack(index, why, sideId)?.answer;
    return answer === "agrees" ? "yes" : answer === "disputes" ? "no" : "open";
  });
  const [first = "open", second = "open"] = answers;
  const target = targetOf(index, why);
  return {
    id: why.id,
    parentId: why.parentId,
    level: depthOf(index, why.id) + 1,
    joint: why.joint,
    text: why.text,
    ...stateShown(index, why, live, answers.includes("no"), dayWords),
    signs: live ? [first, second] : null,
    strength: stepsOfStrength(evidenceStrength(why.evidence)),
    contradicted: why.evidence.some(({ stance }) => stance === "contradicts"),
    sameAs: target ? { id: target.id, treeId: target.treeId } : null,
  };
}

type State = Pick<DiagramNode, "look" | "glyph" | "words">;

function stateShown(
  index: TreeIndex,
  why: TreeWhy,
  live: boolean,
  disputed: boolean,
  dayWords: (day: string) => string,
): State {
  if (!live) {
    const words = why.status === "refuted" ? statusWords.refuted : "above is refuted";
    return { look: "refuted", glyph: "refuted", words };
  }
  const ending = endingOf(index, why);
  const look = disputed ? "disputed" : "plain";
  if (ending === "root_cause") return rootShown(index, why);
  if (ending) return { look, ...endingShown(why, ending, dayWords) };
  const words = isBranchEnd(index, why.id) ? "no ending yet" : statusWords[why.status];
  const glyph = isBranchEnd(index, why.id) ? "open" : why.status;
  return { look, glyph, words: disputed && childrenOf(index, why.id).length > 0 ? `${words}, disputed` : words };
}

/** Filled and drawn through only when both sides have signed the whole way (look.md). */
function rootShown(index: TreeIndex, why: TreeWhy): State {
  const signed = pathUp(index, why.id).every((above) => agreedByBothSides(index, above));
  const category = why.category ? categoryWord[why.category] : "no category";
  return signed
    ? { look: "root", glyph: "root", words: `root cause: ${category}` }
    : { look: "proposed", glyph: "proposed", words: `proposed: ${category}` };
}

function endingShown(
  why: TreeWhy,
  ending: Exclude<Ending, "root_cause">,
  dayWords: (day: string) => string,
): Pick<State, "glyph" | "words"> {
  switch (ending) {
    case "external_pressure":
      return { glyph: "pressure", words: "external pressure" };
    case "escalated":
      return { glyph: "escalated", words: why.endingBy ? `escalated: ${why.endingBy}` : "escalated" };
    case "accepted":
      return { glyph: "accepted", words: why.endingOn ? `accepted until ${dayWords(why.endingOn)}` : "accepted" };
    case "same_as":
      return { glyph: "same", words: "same as another" };
    case "open_question":
      return { glyph: "open", words: endingWords.open_question };
  }
}
