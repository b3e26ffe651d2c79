import { z } from "zod";
import {
  answers,
  categories,
  endings,
  evidenceTypes,
  reaches,
  readBackAnswers,
  removals,
  stances,
  whyKinds,
  whyStatuses,
} from "@/db/terms";
import {
  day,
  neededText,
  newId,
  optionalText,
  orNothing,
  rowId,
  seenVersion,
  ticked,
  titleText,
} from "@/lib/text/shapes";

/** A why or a problem is a sentence; imported ones run to a few lines. */
export const whyText = titleText("Write the answer first.", 500);
export const problemText = titleText("Say what the problem is: what, where, when, how much.", 500);

/** Trust 4: what one tree may hold. */
export const treeLimits = { whys: 5000, depth: 50 } as const;

const ofWhy = { treeId: rowId, whyId: rowId };
/** Absent when a form without scripts does not know it; then the latest stands. */
const seen = orNothing(seenVersion);

export const openTreeInput = z.object({
  id: newId,
  incidentId: rowId,
  problem: problemText,
  apartSideId: orNothing(rowId).optional(), // the side that draws it by itself, to be compared with the other's; nothing: both
});
/** `before` is the text as the person saw it: on another one, nothing is written and both are shown. */
export const rewordProblemInput = z.object({ treeId: rowId, problem: problemText, before: z.string() });

/** `before` is the reason as the person saw it; nothing: there was none. No reason takes it back. */
export const onlyCauseInput = z.object({ treeId: rowId, reason: optionalText(500), before: optionalText(500) });

export const askWhyInput = z.object({
  id: newId,
  treeId: rowId,
  parentId: orNothing(rowId), // nothing: it answers the problem itself
  afterId: orNothing(rowId), // nothing: the last of its siblings
  text: whyText,
});

/** `typing` names one stretch of typing: all that was saved in it is undone in one step. */
export const rewordWhyInput = z.object({ ...ofWhy, text: whyText, before: z.string(), typing: orNothing(rowId) });
export const moveWhyInput = z.object({
  ...ofWhy,
  parentId: orNothing(rowId),
  afterId: orNothing(rowId),
  first: ticked,
});
export const joinWhyInput = z.object({ ...ofWhy, withId: orNothing(rowId) }); // nothing: on its own again
export const removeWhyInput = z.object(ofWhy);

export const describeWhyInput = z.object({
  ...ofWhy,
  kind: orNothing(z.enum(whyKinds)),
  necessary: z.enum(answers).default("unknown"),
  sufficient: z.enum(answers).default("unknown"),
  version: seen,
});

export const judgeWhyInput = z.object({
  ...ofWhy,
  status: z.enum(whyStatuses),
  reason: optionalText(2000),
  version: seen,
});

export const endBranchInput = z.object({
  ...ofWhy,
  ending: orNothing(z.enum(endings, "Choose how this branch ends.")), // nothing: the ending is taken away
  category: orNothing(z.enum(categories)),
  rootCauseId: orNothing(rowId), // nothing: the why's own words are entered in the catalogue
  reach: orNothing(z.enum(reaches)),
  removal: orNothing(z.enum(removals)),
  endingBy: optionalText(160),
  endingOn: orNothing(day()),
  endingNote: optionalText(2000),
  sameAsId: orNothing(rowId),
  version: seen,
});

export const addEvidenceInput = z.object({
  ...ofWhy,
  id: newId,
  type: z.enum(evidenceTypes, "Choose what kind of evidence it is."),
  stance: z.enum(stances, "Say whether it supports or contradicts."),
  text: neededText("Say what was seen.", 2000),
  source: optionalText(500),
  observedOn: orNothing(day()),
});
export const removeEvidenceInput = z.object({ ...ofWhy, evidenceId: rowId });

export const readBackInput = z
  .object({
    ...ofWhy,
    answer: orNothing(z.enum(readBackAnswers)), // nothing: the side takes its answer back
    reason: optionalText(2000),
    mark: orNothing(z.string().max(64)), // of the sentence as it was read; another one must be read first
  })
  .refine(({ answer, reason }) => answer !== "disputes" || reason, {
    path: ["reason"],
    message: "Say where it leaps, so that the other side can follow.",
  });

/** A step of reading a path aloud; `endId` is where the path begins, `onId` the line after this one, none: the whole. */
export const readStepInput = readBackInput.and(z.object({ endId: orNothing(rowId), onId: orNothing(rowId) }));

export const treeInput = z.object({ treeId: rowId });
/** `id` names one press of undo or redo, so that sending it twice takes one step. */
export const stepInput = treeInput.extend({ id: orNothing(newId) });
