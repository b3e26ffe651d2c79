import { z } from "zod";
import { wordingCodes } from "@/db/terms";
import { neededText, orNothing, rowId } from "@/lib/text/shapes";

/** `whyId` nothing: on the problem. `mark` is of the text as it was read; absent where a form does not know it. */
export const ofFinding = z.object({
  treeId: rowId,
  whyId: orNothing(rowId),
  code: z.enum(wordingCodes, "Choose which finding it is about."),
  mark: orNothing(z.string().max(64)),
});

export const dismissFindingInput = ofFinding.extend({
  reason: neededText("Say why these words may stand, so that others can follow.", 500),
});
export const overruleFindingInput = dismissFindingInput;
