/** The questions of method 1.3, one at a time: first those whose answer is kept, then those that only make one think. */
import { type Category, categories } from "@/db/terms";
import { childrenOf, groupsUnder, isLive, type TreeIndex, type TreeWhy } from "./cause-tree";
import { inShort } from "./gates";

/** `necessary` and `sufficient` are answered and kept; the others lead to a place where an answer would stand. */
export type Question = {
  is: "necessary" | "sufficient" | "what_else_had_to_be" | "condition" | "seen" | "what_else" | "turned" | "understood";
  words: string;
  leadsTo: "ask" | "evidence" | null;
};

const question = (is: Question["is"], words: string, leadsTo: Question["leadsTo"] = null): Question => ({
  is,
  words,
  leadsTo,
});

/** What to ask of a why as it stands, the most telling first; nothing of one that was ruled out. */
export function questionsOn(index: TreeIndex, why: TreeWhy, otherSide: string): Question[] {
  if (!isLive(index, why.id)) return [];
  const groups = groupsUnder(index, why.parentId);
  const isAlone = groups.some(({ whys }) => whys.length === 1 && whys[0]?.id === why.id);
  const above = why.parentId === null ? index.tree.problem : (index.byId.get(why.parentId)?.text ?? "");
  const asked: (Question | false)[] = [
    why.necessary === "unknown" && question("necessary", "Would it still have happened without this?"),
    why.sufficient === "unknown" &&
      question("sufficient", isAlone ? "Is this enough on its own?" : "Are these joint whys together enough?"),
    why.sufficient === "no" && question("what_else_had_to_be", "What else had to be true?", "ask"),
    // Most incidents need a trigger and a standing condition (method 1.2).
    isAlone && why.sufficient !== "yes" && question("condition", "What condition made that possible?", "ask"),
    why.evidence.length === 0 && question("seen", "If this is real, what else should we see?", "evidence"),
    groups.length === 1 && question("what_else", `What else, by itself, could lead to ${inShort(above)}?`, "ask"),
    childrenOf(index, why.id).length > 0 && question("turned", "Could it be the other way round?"),
    question("understood", `Would ${otherSide} understand this sentence as it is meant?`),
  ];
  return asked.filter((each) => each !== false);
}

/** For a group that is stuck: one question for each category of method 1.8, to look from another angle. */
export const angles: Record<Category, string> = {
  process: "Where does the work wait, and what tells the next person that it is their turn?",
  definition: "Which word in this story do the two sides use for different things?",
  incentive: "Whose target looks better when this happens, and whose looks worse?",
  data_system: "What could nobody see at the moment it mattered, or what stood there twice and differently?",
  communication: "Who knew it earlier, and in which regular exchange would the others have heard it?",
  role: "Who was free to decide this, and who thought that somebody else would?",
  skill: "What had nobody shown or given to whoever had to do it?",
  capacity: "What else was on the desk that week, and what was left undone to make room?",
  message: "What was promised, to whom, and who had to keep the promise?",
  culture: "What would it have cost somebody to say it out loud?",
  pressure: "What came from outside both teams, and what inside them let it in?",
};

/** All categories, those that no branch of the tree has ended in yet before the others. */
export function anglesFor(index: TreeIndex): Category[] {
  const used = new Set(index.tree.whys.map(({ category }) => category));
  return [...categories].sort((a, b) => Number(used.has(a)) - Number(used.has(b)));
}
