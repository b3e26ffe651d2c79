import { z } from "zod";
import { frictionCodes } from "@/db/terms";
import { currencyCode } from "@/lib/text/currencies";
import { day, neededText, newId, orNothing, rowId, seenVersion } from "@/lib/text/shapes";
import type { Inputs } from "./formulas";

const figure = z.number("Write a number.").nullable().default(null);
const given = z.object({ low: figure, expected: figure, high: figure });

const line = {
  month: day("Choose the month.").transform((on) => `${on.slice(0, 7)}-01`),
  incidentId: orNothing(rowId),
  currency: currencyCode,
  basis: neededText("Say where the figures come from.", 2000),
  inputs: z.record(z.string().max(40), given).transform((inputs): Inputs => inputs),
};

/** A line as a program sends it: figures are numbers. */
export const addFrictionInput = z.object({ id: newId, relationshipId: rowId, code: z.enum(frictionCodes), ...line });
export type AddFriction = z.output<typeof addFrictionInput>;
export const changeFrictionInput = z.object({ lineId: rowId, version: seenVersion, ...line });
export type ChangeFriction = z.output<typeof changeFrictionInput>;
export const frictionLineInput = z.object({ lineId: rowId });
export const confirmFrictionInput = z.object({ lineId: rowId, version: seenVersion });
export type ConfirmFriction = z.output<typeof confirmFrictionInput>;

const month = z
  .string()
  .regex(/^\d{4}-\d{2}(-\d{2})?$/, "Choose the month.")
  .transform((text) => `${text.slice(0, 7)}-01`)
  .pipe(line.month);
const typed = { month, incidentId: line.incidentId, currency: line.currency, basis: line.basis };

/** A line as a form sends it: each figure a field `name.bound`, as typed by the locale of whoever typed it. */
export const addFrictionForm = z.looseObject({
  id: newId,
  relationshipId: rowId,
  code: z.enum(frictionCodes, "Choose what it is."),
  ...typed,
});
export const changeFrictionForm = z.looseObject({
  lineId: rowId,
  version: seenVersion,
  code: z.enum(frictionCodes),
  ...typed,
});
