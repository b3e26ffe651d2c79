import { z } from "zod";
import { categories } from "@/db/terms";
import { day, neededText, optionalText, orNothing, rowId, seenVersion, titleText } from "@/lib/text/shapes";

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

const causeSeen = { rootCauseId: rowId, version: seenVersion };

/** A form sends each tick under a name of its own, `whyIds.<id>`; here they are one list again. */
const gathering = <S extends z.ZodType>(names: readonly string[], shape: S) =>
  z.preprocess((given) => {
    if (typeof given !== "object" || given === null) return given;
    const fields = Object.entries(given);
    const ticked = (name: string) =>
      fields.flatMap(([key]) => (key.startsWith(`${name}.`) ? key.slice(name.length + 1) : []));
    return { ...given, ...Object.fromEntries(names.map((name) => [name, ticked(name)])) };
  }, shape);

export const describeRootCauseInput = z.object({
  ...causeSeen,
  otherCategories: z.array(categoryOf).max(categories.length),
  trendNote: optionalText(2000),
});
export type DescribeRootCauseInput = z.output<typeof describeRootCauseInput>;
export const describeRootCauseForm = gathering(["otherCategories"], describeRootCauseInput);

export const mergeInput = z.object({ ...causeSeen, intoId: rowId });
export type MergeInput = z.output<typeof mergeInput>;

/** As many as a page of the entry shows. */
const chosenIds = z.array(rowId).max(500).default([]);
export const splitInput = z
  .object({ ...causeSeen, text: rootCauseText, category: categoryOf, whyIds: chosenIds, incidentIds: chosenIds })
  .refine(({ whyIds, incidentIds }) => whyIds.length + incidentIds.length > 0, {
    path: ["whyIds"],
    message: "Choose what belongs to the new entry.",
  });
export type SplitInput = z.output<typeof splitInput>;
export const splitForm = gathering(["whyIds", "incidentIds"], splitInput);

export const acceptInput = z.object({
  ...causeSeen,
  sponsor: titleText("Name the sponsor who accepts it."),
  reason: neededText("Say why mending costs more than recurring.", 2000),
  reviewOn: day("Choose the day on which it is looked at again."),
});
export type AcceptInput = z.output<typeof acceptInput>;
export const withdrawAcceptanceInput = z.object(causeSeen);
export type WithdrawAcceptanceInput = z.output<typeof withdrawAcceptanceInput>;

const ofScale = "Choose 1 to 4.";
const ofYears = "Choose a year.";
export const severityInput = z.object({
  rootCauseId: rowId,
  year: z.coerce.number(ofYears).int(ofYears).min(2000, ofYears).max(2100, ofYears),
  severity: orNothing(z.coerce.number(ofScale).int(ofScale).min(1, ofScale).max(4, ofScale)), // nothing: taken back
  note: optionalText(2000),
  ratedVersion: orNothing(seenVersion), // of what stood for that year; nothing: this person saw none
});
export type SeverityInput = z.output<typeof severityInput>;

/** What somebody types, or chose beside it, while what was seen before is looked for. */
export const alikeInput = z.object({
  text: optionalText(500),
  category: orNothing(z.enum(categories)),
  handOff: optionalText(120),
});
export type AlikeInput = z.output<typeof alikeInput>;
