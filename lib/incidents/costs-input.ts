import { z } from "zod";
import { costUnits } from "@/db/terms";
import { type FieldFaults, refuse } from "@/lib/refusal";
import { readAmount } from "@/lib/text/amounts";
import { currencyCode } from "@/lib/text/currencies";
import { neededText, newId, orNothing, rowId, seenVersion } from "@/lib/text/shapes";

/** What a cost says beside its figures. */
const words = {
  unit: z.enum(costUnits, "Choose money, hours or days."),
  currency: orNothing(currencyCode), // of money; left alone for hours and days
  sideId: orNothing(rowId), // who bears it; nothing: both, or neither
  basis: neededText("Say where the figure comes from.", 2000),
};

const typed = z.string().max(40, "This is no amount.").default("");
/** The figures as a form sends them: text, to be read by the locale of whoever typed it. */
const figures = { low: typed, expected: typed, high: typed };
type TypedFigures = { low: string; expected: string; high: string };
export type Figures = { low: number | null; expected: number; high: number | null };

export const addCostForm = z.object({ id: newId, incidentId: rowId, ...words, ...figures });
export const changeCostForm = z.object({ costId: rowId, version: seenVersion, ...words, ...figures });
/** Taking a cost away, and putting it back. */
export const costInput = z.object({ costId: rowId });

type Words = Omit<z.output<typeof addCostForm>, keyof TypedFigures | "id" | "incidentId">;
export type AddCost = Words & Figures & { id: string; incidentId: string };
export type ChangeCost = Words & Figures & { costId: string; version: number };

/** The figures of a form in numbers. @throws Refusal that says at each field what is no amount */
export function readFigures<F extends TypedFigures>(form: F, locale: string): Omit<F, keyof TypedFigures> & Figures {
  const [low, expected, high] = [form.low, form.expected, form.high].map((text) => readAmount(text, locale));
  const faults: FieldFaults = {};
  for (const [name, read] of Object.entries({ low, expected, high }))
    if (read && "fault" in read) faults[name] = [read.fault];
  const value = (read: typeof low) => (read && "value" in read ? read.value : null);
  if (!faults.expected && value(expected) === null)
    faults.expected = ["Say what you expect it was. What nobody can say is no figure yet."];
  if (Object.keys(faults).length > 0) refuseAt(faults);
  return { ...form, low: value(low), expected: value(expected) as number, high: value(high) };
}

/** What holds between the parts of a cost. @throws Refusal at the field where it does not */
export function requireSound<C extends Words & Figures>(cost: C): C {
  const { unit, currency, low, expected, high } = cost;
  if (unit === "money" && !currency) refuseAt({ currency: ["Say in which currency."] });
  if (low !== null && low > expected) refuseAt({ low: ["The low figure lies above the expected one."] });
  if (high !== null && high < expected) refuseAt({ high: ["The high figure lies below the expected one."] });
  return { ...cost, currency: unit === "money" ? currency : null };
}

function refuseAt(faults: FieldFaults): never {
  const [first] = Object.values(faults);
  return refuse("invalid", first?.[0] ?? "Look at the figures once more.", faults);
}
