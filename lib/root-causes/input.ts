import { z } from "zod";
import { categories } from "@/db/terms";
import { rowId, seenVersion, titleText } from "@/lib/text/shapes";

/** As long as a why may be: an entry begins as the words of one. */
export const rootCauseText = titleText("Say what the root cause is.", 500);
export const categoryOf = z.enum(categories, "Choose a category.");

export const editRootCauseInput = z.object({
  rootCauseId: rowId,
  version: seenVersion,
  text: rootCauseText,
  category: categoryOf,
});
export type EditRootCauseInput = z.output<typeof editRootCauseInput>;
