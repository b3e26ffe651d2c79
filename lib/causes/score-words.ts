import type { Band, ScoreCode } from "./score";

/** How the parts of the score are said in English. */
export const scoreWords: Record<ScoreCode, string> = {
  problem: "Problem stated in full",
  breadth: "More than one cause looked at",
  evidence: "Evidence on the way to the root causes",
  read_back: "Read back by both sides",
  logic: "Necessary and enough, answered",
  endings: "Branches with an ending that holds",
  both_sides: "Written by both sides",
  wording: "Wording without open hints",
  follow_through: "Something acts on the root causes",
};

export const bandWords: Record<Band, string> = {
  draft: "draft",
  usable: "usable",
  solid: "solid",
  reference: "reference",
};
