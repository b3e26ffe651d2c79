/** Case files, `common-cause/case@1`: incidents, cause trees and improvements as people exchange them. */
import { z } from "zod";
import {
  categories,
  costUnits,
  endings,
  evidenceTypes,
  improvementKinds,
  stances,
  whyKinds,
  whyStatuses,
} from "@/db/terms";
import { problemText, whyText } from "@/lib/causes/input";
import { mostBytes, mostFiles } from "@/lib/files/limits";
import { type MediaType, mediaTypes } from "@/lib/files/media-type";
import { mostAmount } from "@/lib/text/amounts";
import { currencyCode } from "@/lib/text/currencies";
import { day, freeText, neededText, titleText } from "@/lib/text/shapes";
import { type Fault, fewest, inWords, listed } from "./case-faults";
import { placeFaults } from "./case-places";
import { sizeFaults } from "./case-size";

const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Use small letters, digits and single hyphens.")
  .max(80);
/** Kept apart from the signs that join keys: "case:tree/why#place". */
const key = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u, "Use letters, digits, dots and hyphens, at most 80.");
const dotted = z.string().regex(/^[1-9]\d{0,5}(?:\.[1-9]\d{0,5})*$/, 'Use a dotted number, such as "1.2".');
const team = titleText("Name the team.", 60);
const side = team.nullable();
const title = titleText("Give it a title.");
const text = (empty: string) => neededText(empty);

/** A file that was attached to evidence: which one it was, without its bytes. */
const caseFile = z.strictObject({
  name: titleText("Name the file.", 240),
  mediaType: z.enum(Object.keys(mediaTypes) as MediaType[]),
  bytes: z.int().min(1).max(mostBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "Write the SHA-256 as 64 hexadecimal digits."),
});

const caseEvidence = z.strictObject({
  type: z.enum(evidenceTypes),
  text: text("Say what was seen."),
  stance: z.enum(stances),
  side,
  files: z.array(caseFile).max(mostFiles, "At most ten files of one piece of evidence.").optional(),
});

/** What was said about something: by which side, null by neither, and never by whom. `why`: the line that was meant. */
const caseComment = z.strictObject({ text: text("Say what was said."), side, on: day("Write a day as YYYY-MM-DD.") });
const caseTreeComment = caseComment.extend({ why: dotted.optional() });
const mostComments = "At most 5,000 comments on one thing.";
const comments = z.array(caseComment).max(5000, mostComments).optional();

const caseWhy = z.strictObject({
  key: dotted,
  text: whyText,
  kind: z.enum(whyKinds).nullable(),
  status: z.enum(whyStatuses),
  joint: z
    .string()
    .regex(/^[A-Za-z]$/, "Use a single letter.")
    .nullable(),
  ending: z.enum(endings).nullable(),
  sameAs: z
    .string()
    .regex(/^(?:[a-z0-9-]{1,80}:)?[^\s/:#]{1,80}\/[1-9][\d.]{0,400}$/, 'Write it as "tree/why" or "case:tree/why".')
    .nullable(),
  category: z.enum(categories).nullable(),
  evidence: z.array(caseEvidence).max(500, "At most 500 pieces of evidence."),
  get whys(): z.ZodArray<typeof caseWhy> {
    return z.array(caseWhy);
  },
});

const figure = z
  .number()
  .min(0, "Less than nothing is no cost.")
  .max(mostAmount, "This is more than can be kept.")
  .refine((value) => Math.round(value * 100) / 100 === value, "At most two places.");

/** What an incident cost: `side` bore it, null neither or both. A currency is of money alone. */
const caseCost = z
  .strictObject({
    unit: z.enum(costUnits),
    currency: currencyCode.nullable(),
    low: figure.nullable(),
    expected: figure,
    high: figure.nullable(),
    basis: neededText("Say where the figure comes from.", 2000),
    side,
  })
  .superRefine(({ unit, currency, low, expected, high }, { addIssue }) => {
    const fault = (path: string, message: string) => addIssue({ code: "custom", path: [path], message });
    if ((unit === "money") !== (currency !== null))
      fault("currency", unit === "money" ? "Say in which currency." : "Only money has a currency.");
    if (low !== null && low > expected) fault("low", "The low figure lies above the expected one.");
    if (high !== null && high < expected) fault("high", "The high figure lies below the expected one.");
  });

const caseIncident = z.strictObject({
  key,
  title,
  observed: text("Say what was observed."),
  expected: text("Say what was expected, or null where no agreed standard exists.").nullable(),
  /** Beside `expected: null`: it was not said yet, rather than that no standard exists. */
  expectedNotSaid: z.literal(true).optional(),
  occurredOn: day("Write a day as YYYY-MM-DD."),
  occurredApproximately: z.literal(true).optional(),
  severity: z.int().min(1).max(4).nullable(), // null: nobody has said yet
  side,
  handOff: titleText("Name the hand-off, or null.").nullable(),
  costs: z.array(caseCost).max(200, "At most 200 costs of an incident.").optional(),
  comments,
});

const caseTree = z.strictObject({
  key,
  problem: problemText,
  incidents: z.array(key).max(2000),
  whys: z.array(caseWhy),
  comments: z.array(caseTreeComment).max(5000, mostComments).optional(),
});

const caseImprovement = z.strictObject({
  key,
  title,
  kind: z.enum(improvementKinds),
  strength: z.int().min(1).max(3).nullable(),
  whys: z.array(z.string()).max(5000),
  result: text("Say what came of it, or null.").nullable(),
  comments,
});

/**
 * Unknown fields are refused. A title has at most 160 characters, a why or a problem 500 (some published ones run over
 * two lines), any other text 20,000.
 */
const caseShape = z.strictObject({
  format: z.literal("common-cause/case@1", 'Only the format "common-cause/case@1" is understood.'),
  key: slug,
  title,
  source: z.strictObject({
    name: titleText("Name the source.", 500),
    year: z.int().min(0).max(9999).nullable(),
    note: freeText(),
  }),
  relationship: z.tuple([team, team]),
  incidents: z.array(caseIncident).max(2000, "At most 2,000 incidents in a file."),
  trees: z.array(caseTree).max(500, "At most 500 trees in a file."),
  improvements: z.array(caseImprovement).max(2000, "At most 2,000 improvements in a file."),
});

export type CaseFile = z.output<typeof caseShape>;
export type CaseIncident = CaseFile["incidents"][number];
export type CaseCost = NonNullable<CaseIncident["costs"]>[number];
export type CaseTree = CaseFile["trees"][number];
export type CaseWhy = z.output<typeof caseWhy>;
export type CaseComment = z.output<typeof caseTreeComment>;
export type CaseEvidence = CaseWhy["evidence"][number];
export type CaseImprovement = CaseFile["improvements"][number];

export type ReadCase = { file: CaseFile; faults?: undefined } | { file?: undefined; faults: Fault[] };

/** A case file out of parsed JSON; or every fault in it, each with its place, such as `trees.0.whys.2.status`. */
export function readCaseFile(value: unknown): ReadCase {
  // Sizes first, without recursion: what follows goes down the tree by calling itself.
  const tooLarge = sizeFaults(value);
  if (tooLarge.length > 0) return { faults: tooLarge };
  const shape = caseShape.safeParse(value, { error: inWords });
  if (!shape.success) return { faults: fewest(listed(shape.error)) };
  const misplaced = placeFaults(shape.data);
  return misplaced.length > 0 ? { faults: fewest(misplaced) } : { file: shape.data };
}

/** The same from the text of a file. */
export function readCaseText(words: string): ReadCase {
  let value: unknown;
  try {
    value = JSON.parse(words.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { faults: [{ path: "", message: `This is not JSON: ${error.message}` }] };
  }
  return readCaseFile(value);
}
