import { z } from "zod";
import { wordingLanguages } from "@/db/terms";
import { freeText, seenText, ticked } from "@/lib/text/shapes";
import { listLimits, wordingLists } from "./wording-lists";

/** `seen`: the languages as they stood when the form was drawn, joined by spaces. */
export const wordingLanguagesInput = z
  .object({ en: ticked, de: ticked, seenLanguages: seenText(40) })
  .transform(({ seenLanguages, ...chosen }) => ({
    languages: wordingLanguages.filter((language) => chosen[language]),
    seen: seenLanguages.split(" ").filter((word) => word !== ""),
  }))
  .refine(({ languages }) => languages.length > 0, {
    path: ["en"],
    message: "Choose at least one language, or nothing is looked for but names.",
  });

const outOfDate = "Please load the page again.";
/** Version 0: the list that comes with the program still holds. */
const seenListVersion = z.coerce.number(outOfDate).int(outOfDate).min(0, outOfDate).max(2_147_483_647, outOfDate);

const ofList = {
  language: z.enum(wordingLanguages, outOfDate),
  list: z.enum(wordingLists, outOfDate),
  version: seenListVersion,
};

/** One word or phrase per line. A list may be empty: then nothing of that kind is looked for. */
export const wordListInput = z.object({
  ...ofList,
  words: freeText(listLimits.lines * (listLimits.characters + 2))
    .transform(linesOf)
    .pipe(
      z
        .array(z.string().max(listLimits.characters, `At most ${listLimits.characters} characters on a line.`))
        .max(listLimits.lines, `At most ${listLimits.lines} lines.`),
    ),
});
export const restoreWordListInput = z.object(ofList);

/** Each line once, without what says nothing. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/\s+/gu, " ").trim());
  const once = new Map(lines.map((line) => [line.toLowerCase(), line]));
  return [...once.values()].filter((line) => /[\p{L}\p{N}]/u.test(line));
}
