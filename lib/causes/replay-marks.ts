/** What a deed changed, line by line, to be marked in the tree that it left. */
import { endingWords, statusWords } from "@/lib/text/words";
import { type Held, heldRow, type ReplayChange, type ReplayStep, type ReplayWhy } from "./replay";

export type Marks = {
  /** Words for each line that the deed touched; none where all that it did is said by its sentence. */
  onLines: Record<string, string>;
  /** Lines that stood before it and do not any more. */
  takenOut: string[];
  /** How the problem read before. */
  problemWas: string | null;
};

/** @param held the tree as the deed left it; the deed that began it marks nothing, for all of it is new */
export function marksOf({ verb, changes }: Pick<ReplayStep, "verb" | "changes">, held: Held): Marks {
  const marks: Marks = { onLines: {}, takenOut: [], problemWas: null };
  if (verb === "tree.opened" || verb === "tree.begun") return marks;
  const said = new Map<string, Set<string>>();
  const mark = (whyId: string, ...words: string[]) => {
    const known = said.get(whyId);
    if (known) for (const word of words) known.add(word);
    else said.set(whyId, new Set(words));
  };
  for (const change of changes) {
    if (change.row === "head") marks.problemWas = change.before.problem ?? marks.problemWas;
    else if (change.row === "answer") mark(change.id.split(" ", 1)[0] ?? "", ...answerWords(change));
    else if (change.row === "proof") {
      const whyId = heldRow(held, "proof", change.id)?.whyId;
      if (whyId) mark(whyId, ...proofWords(change));
    } else if (change.before.gone === false && change.after.gone) {
      const text = heldRow(held, "why", change.id)?.text;
      if (text) marks.takenOut.push(text);
    } else mark(change.id, ...whyWords(change.before, verb));
  }
  for (const [whyId, words] of said) marks.onLines[whyId] = [...words].join(", ");
  return marks;
}

function whyWords(before: Partial<ReplayWhy>, verb: string): string[] {
  const { status, ending, text } = before;
  if (before.gone) return [verb === "tree.undone" || verb === "tree.redone" ? "back again" : "new"];
  return [
    text !== undefined && `before: “${text}”`,
    "parentId" in before ? "moved here" : "position" in before && "moved",
    status && `was ${statusWords[status].toLowerCase()}`,
    ending !== undefined && (ending ? `ended before: ${endingWords[ending].toLowerCase()}` : "the branch ends here"),
    "joint" in before && (before.joint ? "was joint with others" : "acts together with others"),
  ].filter((words) => typeof words === "string");
}

const proofWords = ({ before, after }: ReplayChange & { row: "proof" }) => {
  if (!("gone" in after)) return [];
  return [before.gone ? "evidence came" : "evidence went"];
};

const answerWords = ({ after }: ReplayChange & { row: "answer" }) =>
  after.answer === "disputes" && after.reason ? [`“${after.reason}”`] : [];
