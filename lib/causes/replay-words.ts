/** What each deed on a tree says after the name of whoever did it, as its replay tells it. */
import { sentenceFor } from "@/lib/activity/sentences";
import { type Held, heldRow, type ReplayChange } from "./replay";

type Deed = { verb: string; details: Record<string, unknown>; changes: readonly ReplayChange[] };
type Words = { says: string; quote?: string };

/** Verbs that end in the words of the line. */
const ofLine: Record<string, string> = {
  "why.reworded": "reworded",
  "why.described": "said more about",
  "why.moved": "moved",
  "why.joined": "marked what acts only together with",
  "why.separated": "let act on its own",
  "why.verified": "marked as verified",
  "why.refuted": "refuted",
  "why.unverifiable": "marked as not to be verified",
  "why.reconsidered": "took up again",
  "why.ending_taken": "took the ending away from",
  "evidence.removed": "took evidence back from",
  "evidence.file_attached": "attached a file at",
  "evidence.file_removed": "took a file away at",
  "read_back.agrees": "agreed with",
  "read_back.disputes": "disputed",
  "read_back.taken": "took the answer back to",
  "tree.undone": "took back the last step, at",
  "tree.redone": "did a step again, at",
  "problem.reworded": "reworded the problem:",
};

const sum = (changes: readonly ReplayChange[], row: ReplayChange["row"]) =>
  changes.filter((change) => change.row === row && "gone" in change.before && change.before.gone).length;

/** @param held the tree as the deed left it */
export function stepWords({ verb, details, changes }: Deed, held: Held, treeId: string): Words {
  const text = typeof details.text === "string" && details.text ? details.text : undefined;
  if (verb === "why.asked") return askedWords(changes, held);
  if (verb === "tree.opened" || verb === "tree.begun") return openingWords(verb, details, changes, held, treeId);
  if (verb === "tree.imported")
    return { says: `brought a newer case file in${brought(changes)}`, quote: heldRow(held, "head", treeId)?.problem };
  if (verb === "evidence.added")
    return {
      says: details.stance === "contradicts" ? "brought evidence against" : "brought evidence for",
      quote: text,
    };
  if (verb === "why.removed") {
    const below = typeof details.count === "number" ? details.count - 1 : 0;
    return { says: below > 0 ? `took out, with the ${below} below it,` : "took out", quote: text };
  }
  const says = ofLine[verb];
  if (says) return text ? { says, quote: text } : { says: says.replace(/[:,]? ?(at|with|from|to|about)?$/, "") };
  const sentence = sentenceFor({ verb, details }, {});
  return sentence ? { says: sentence.says, quote: sentence.quote } : { says: `did “${verb}”` };
}

function askedWords(changes: readonly ReplayChange[], held: Held): Words {
  const born = changes.find((change) => change.row === "why" && "gone" in change.before && change.before.gone);
  const parentId = born && heldRow(held, "why", born.id)?.parentId;
  const above = parentId ? heldRow(held, "why", parentId)?.text : undefined;
  return above ? { says: "asked why under", quote: above } : { says: "asked why under the problem" };
}

function openingWords(
  verb: string,
  details: Record<string, unknown>,
  changes: readonly ReplayChange[],
  held: Held,
  treeId: string,
): Words {
  const quote = heldRow(held, "head", treeId)?.problem;
  if (verb === "tree.begun") return { says: `keeps what stood before its history began${brought(changes)}`, quote };
  if (details.case) return { says: `brought the tree in with a case file${brought(changes)}`, quote };
  return { says: `opened the tree${brought(changes)}`, quote };
}

/** ", 23 whys and 4 pieces of evidence" */
function brought(changes: readonly ReplayChange[]): string {
  const [whys, proofs] = [sum(changes, "why"), sum(changes, "proof")];
  if (whys + proofs === 0) return ":";
  const both = [
    whys > 0 && (whys === 1 ? "one why" : `${whys} whys`),
    proofs > 0 && (proofs === 1 ? "one piece of evidence" : `${proofs} pieces of evidence`),
  ].filter(Boolean);
  return `, with ${both.join(" and ")}:`;
}
