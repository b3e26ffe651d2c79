import { z } from "zod";
import {
  categories,
  centres,
  dispersions,
  measureNatures,
  measureSources,
  periods,
  wantedDirections,
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

const figure = z
  .number("Write a number.")
  .refine((value) => Number.isFinite(value) && Math.abs(value) <= 1e15, "This is more than can be kept.");

/** What a measure is. Everything but its name, owners and target stands fast once it has readings. */
const definition = {
  name: titleText("Give the measure a name.", 80),
  definition: neededText("Say what is counted, and what is not.", 2000),
  unit: optionalText(30).transform((text) => text ?? ""),
  wanted: orNothing(z.enum(wantedDirections, "Choose up or down.")),
  target: orNothing(z.coerce.number("Write a number.").pipe(figure)),
  centre: z.enum(centres).default("mean"),
  dispersion: z.enum(dispersions).default("mean"),
  firstOwnerId: orNothing(rowId),
  secondOwnerId: orNothing(rowId),
};

export const createMeasureInput = z.object({
  id: newId,
  relationshipId: rowId,
  source: z.enum(measureSources, "Choose where its values come from.").default("readings"),
  period: z.enum(periods, "Choose weeks or months."),
  nature: z.enum(measureNatures, "Choose what kind of figure it is.").default("unbounded"),
  handOff: optionalText(120),
  category: orNothing(z.enum(categories)),
  currency: orNothing(z.string().regex(/^[A-Z]{3}$/, "Three letters, like EUR.")),
  ...definition,
});
export type CreateMeasureInput = z.output<typeof createMeasureInput>;

export const changeMeasureInput = z.object({ measureId: rowId, version: seenVersion, ...definition });
export type ChangeMeasureInput = z.output<typeof changeMeasureInput>;
export const measureInput = z.object({ measureId: rowId });
export type MeasureInput = z.output<typeof measureInput>;

/** From a program: values for periods, each named by any day in it. */
export const enterReadingsInput = z.object({
  measureId: rowId,
  readings: z
    .array(z.object({ periodOn: day(), value: figure, note: optionalText(300) }), "Send a list of readings.")
    .min(1, "Send at least one reading.")
    .max(5_000, "At most 5,000 at once."),
});
export type EnterReadingsInput = z.output<typeof enterReadingsInput>;

/** One value from the form: as typed, since only the locale tells what it means. */
export const typeReadingInput = z.object({
  measureId: rowId,
  periodOn: day("Choose the period."),
  value: neededText("Write the value.", 40),
  note: optionalText(300),
});
export type TypeReadingInput = z.output<typeof typeReadingInput>;

/** Many lines at once, pasted from a sheet or read from a file. */
export const pasteReadingsInput = z.object({
  measureId: rowId,
  lines: neededText("Paste a period and a value in each line.", 200_000),
});
export type PasteReadingsInput = z.output<typeof pasteReadingsInput>;

/** The same from a form: lines that were pasted, or a file of them. */
export const pasteReadingsForm = z.object({
  measureId: rowId,
  lines: optionalText(200_000).transform((text) => text ?? ""),
  file: z.array(z.instanceof(File)).max(1, "Choose one file.").default([]),
});

export const removeReadingInput = z.object({ measureId: rowId, periodOn: day() });
export type RemoveReadingInput = z.output<typeof removeReadingInput>;

export const leaveOutInput = z.object({
  measureId: rowId,
  periodOn: day("Choose the period."),
  why: neededText("Say why it does not count for the limits.", 500),
});
export type LeaveOutInput = z.output<typeof leaveOutInput>;
export const countAgainInput = z.object({ measureId: rowId, periodOn: day() });
export type CountAgainInput = z.output<typeof countAgainInput>;

/** method 4.5: the first baseline is locked; every further one needs a reason and four times yes. */
export const lockBaselineInput = z.object({
  id: newId,
  measureId: rowId,
  fromOn: day("Choose the first period."),
  throughOn: day("Choose the last period."),
  reason: optionalText(500),
  isDifferent: ticked,
  causeIsKnown: ticked,
  isWanted: ticked,
  willLast: ticked,
});
export type LockBaselineInput = z.output<typeof lockBaselineInput>;

export const signalToIncidentInput = z.object({
  signalId: rowId,
  id: newId,
  title: titleText("Say what got in the way."),
});
export type SignalToIncidentInput = z.output<typeof signalToIncidentInput>;
export const setSignalAsideInput = z.object({
  signalId: rowId,
  why: neededText("Say why nothing is to be done.", 500),
});
export type SetSignalAsideInput = z.output<typeof setSignalAsideInput>;
