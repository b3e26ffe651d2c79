import { z } from "zod";

/** NUL cannot be stored, and half a surrogate pair is no character: both are refused at the field (trust 4). */
export const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();
const outOfDate = "This form is out of date. Please load the page again.";
const storable = "This holds a character that cannot be kept. Please type it again.";

/** One line of a person's words: at most 160 characters (trust 4). */
export const titleText = (empty: string, max = 160) =>
  z
    .string()
    .refine(isStorable, storable)
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .pipe(z.string().min(1, empty).max(max, `At most ${max} characters.`));

/** Free text of at most 20,000 characters; an empty field means "not said". */
export const freeText = (max = 20_000) =>
  z
    .string()
    .refine(isStorable, storable)
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().max(max, `At most ${max.toLocaleString("en")} characters.`));

/** Free text that must be there. */
export const neededText = (empty: string, max = 20_000) => freeText(max).pipe(z.string().min(1, empty));

/** Free text that may be left out: an absent, null or empty value becomes null. */
export const optionalText = (max = 20_000) =>
  freeText(max)
    .nullish()
    .transform((text) => text || null);

/** A select or date field sends "" when nothing is chosen; here that is null. */
export const orNothing = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => (value === "" || value === undefined ? null : value), shape.nullable());

/** A calendar day, YYYY-MM-DD, between 1900 and 2199: what a year field sends half-typed is no day. */
export const day = (words = "Choose a day.") =>
  z.iso.date(words).refine((value) => value >= "1900-01-01" && value <= "2199-12-31", "This day is too far away.");

/** The identifier of a new row: a v7 made by the form (trust 5), so that sending twice is one deed. */
export const newId = z.uuidv7(outOfDate);

/** The identifier of a row that stands. */
export const rowId = z.uuid("Choose one from the list.");

/** The version a person saw when they began to type; never more than its column holds. */
export const seenVersion = z.coerce.number(outOfDate).int(outOfDate).min(1, outOfDate).max(2_147_483_647, outOfDate);

/** A text as it stood when a person began to type, sent back to tell whether it still does. */
export const seenText = (max: number) => z.string().max(max, outOfDate).refine(isStorable, outOfDate);

/** A checkbox: ticked it sends a word ("yes" in our forms), else it is absent. */
export const ticked = z.preprocess(
  (value) => value === true || (typeof value === "string" && ["yes", "on", "true"].includes(value)),
  z.boolean(),
);

/** A number of the history as it stands in an address. */
export const sequenceNumber = z
  .string()
  .regex(/^\d{1,15}$/, "Name a number of the history.")
  .transform(Number);
