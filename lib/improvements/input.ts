import { z } from "zod";
import { checkMethods, improvementKinds, openPhases, sustainAnswers, sustainDays, verdicts } from "@/db/terms";
import {
  day,
  neededText,
  newId,
  optionalText,
  orNothing,
  rowId,
  seenText,
  seenVersion,
  ticked,
  titleText,
} from "@/lib/text/shapes";

const title = titleText("Say in a line what will be done.");
const kind = z.enum(improvementKinds, "Choose what kind of improvement it is.");
const strength = orNothing(z.coerce.number("Choose 1, 2 or 3.").int().min(1).max(3));
/** Sentences of a plan or a finding: long enough for a paragraph. */
const sentences = 4000;
const level = optionalText(200);
const count = (most: number) =>
  orNothing(
    z.coerce
      .number("Give a whole number.")
      .int("Give a whole number.")
      .min(1, "At least 1.")
      .max(most, `At most ${most.toLocaleString("en")}.`),
  );

/** What a deed names of the improvement it was decided on: the version tells whether it still stands as it was seen. */
const seen = { improvementId: rowId, version: seenVersion };

export const planImprovementInput = z.object({
  id: newId,
  relationshipId: rowId,
  title,
  kind,
  whyId: orNothing(rowId),
  rootCauseId: orNothing(rowId),
  ownerId: orNothing(rowId),
  dueOn: orNothing(day()),
  strength,
});
export type PlanImprovementInput = z.output<typeof planImprovementInput>;

export const editImprovementInput = z.object({
  ...seen,
  title,
  kind,
  ownerId: orNothing(rowId),
  dueOn: orNothing(day()),
  strength,
});
export type EditImprovementInput = z.output<typeof editImprovementInput>;

export const linkInput = z
  .object({ improvementId: rowId, whyId: orNothing(rowId), rootCauseId: orNothing(rowId) })
  .refine(({ whyId, rootCauseId }) => whyId || rootCauseId, {
    path: ["rootCauseId"],
    message: "Choose the root cause or the why.",
  });
export type LinkInput = z.output<typeof linkInput>;

/** `predictionVersion` is 0 while none of this iteration has been written. */
export const writePredictionInput = z.object({
  improvementId: rowId,
  predictionVersion: z.literal(["0", 0]).transform(Number).or(seenVersion),
  text: optionalText(sentences),
  /** One that the relationship follows; its name then stands for `measure`. */
  measureId: orNothing(rowId),
  measure: optionalText(500),
  fromLevel: level,
  toLevel: level,
  byDay: orNothing(day()),
  method: orNothing(z.enum(checkMethods)),
  windowDays: count(3650),
  leastObservations: count(1_000_000),
  checkerId: orNothing(rowId),
  checkPlan: optionalText(sentences),
});
export type WritePredictionInput = z.output<typeof writePredictionInput>;

export const startInput = z.object(seen);
export type StartInput = z.output<typeof startInput>;

/** From one lane of the board to another. */
export const moveInput = z.object({ ...seen, to: z.enum(openPhases, "Choose a lane of the board.") });
export type MoveInput = z.output<typeof moveInput>;
/** `board`: the filters of the board it was moved on, to come back to. */
export const boardMoveInput = moveInput.extend({ board: seenText(4000).default("") });

/** `most` empty: the lane may hold any number. */
export const limitLaneInput = z.object({
  relationshipId: rowId,
  phase: z.enum(openPhases, "Choose a lane of the board."),
  most: orNothing(
    z.coerce
      .number("Give a whole number, or leave it empty.")
      .int("Give a whole number, or leave it empty.")
      .min(1, "At least 1.")
      .max(99, "At most 99."),
  ),
});
export type LimitLaneInput = z.output<typeof limitLaneInput>;

export const implementInput = z.object({
  ...seen,
  implementedOn: orNothing(day()),
  implementation: optionalText(sentences),
});
export type ImplementInput = z.output<typeof implementInput>;

export const resultInput = z.object({ ...seen, result: optionalText(sentences) });
export type ResultInput = z.output<typeof resultInput>;

export const verdictInput = z.object({
  ...seen,
  id: newId,
  verdict: z.enum(verdicts, "Say what you found."),
  seen: neededText("Say what you saw: the count, or what the chart shows.", sentences),
  // An empty field is no count of zero.
  observations: z.preprocess(
    (value) => (value === "" || value === null ? undefined : value),
    z.coerce
      .number("Say how many observations it rests on.")
      .int("Give a whole number.")
      .min(0, "A count is not below 0.")
      .max(1_000_000_000, "That is too many to be true."),
  ),
  standIn: ticked,
});
export type VerdictInput = z.output<typeof verdictInput>;

export const learningInput = z.object({ ...seen, learning: neededText("Write down what was learned.", sentences) });
export type LearningInput = z.output<typeof learningInput>;

export const abandonInput = z.object({
  ...learningInput.shape,
  reason: neededText("Say why it is given up.", sentences),
});
export type AbandonInput = z.output<typeof abandonInput>;

export const cancelInput = z.object({ ...seen, reason: neededText("Say why it is cancelled.", sentences) });
export type CancelInput = z.output<typeof cancelInput>;

/** The verified way of working; `reviewOn` is the day on which it is looked at. */
export const standardInput = z.object({
  ...seen,
  text: neededText("Write down the way that works.", sentences),
  ownerId: z.uuid("Name who keeps the standard."),
  trainedRoles: neededText("Say which roles were trained.", 500),
  slipMeasure: neededText("Say which measure would show that it slips.", 500),
  reviewOn: day("Name the day of its review."),
});
export type StandardInput = z.output<typeof standardInput>;

/** `nextReviewOn` left out: 90 days on. */
export const standardReviewInput = z.object({
  ...seen,
  id: newId,
  holds: z.enum(["yes", "no"], "Say whether it still holds."),
  seen: neededText("Say what you saw.", sentences),
  nextReviewOn: orNothing(day()),
});
export type StandardReviewInput = z.output<typeof standardReviewInput>;

/** `afterDays`: which of the questions of this iteration is answered. */
export const sustainInput = z.object({
  improvementId: rowId,
  afterDays: z.coerce.number().pipe(z.literal(sustainDays, "Answer one of the questions that were asked.")),
  answer: z.enum(sustainAnswers, "Say whether it still holds."),
  seen: neededText("Say what you saw.", sentences),
});
export type SustainInput = z.output<typeof sustainInput>;

export const blockInput = z.object({ ...seen, reason: neededText("Say what it waits for.", 500) });
export type BlockInput = z.output<typeof blockInput>;

export const unblockInput = z.object(seen);
export type UnblockInput = z.output<typeof unblockInput>;

export const seeRecurrenceInput = z.object({ improvementId: rowId });
export type SeeRecurrenceInput = z.output<typeof seeRecurrenceInput>;
