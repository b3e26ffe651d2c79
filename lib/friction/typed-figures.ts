import type { FrictionCode } from "@/db/terms";
import { type FieldFaults, refuse } from "@/lib/refusal";
import { readAmount, writeAmount } from "@/lib/text/amounts";
import { fieldsOf, type Given, type Inputs } from "./formulas";

export const bounds = ["low", "expected", "high"] as const;
export type Bound = (typeof bounds)[number];

/** The name of the field in which a bound of an input is typed. */
export const fieldName = (input: string, bound: Bound) => `${input}.${bound}`;

/** The figures of a form in numbers. @throws Refusal that says at each field what is no amount */
export function readFigures(code: FrictionCode, form: Readonly<Record<string, unknown>>, locale: string): Inputs {
  const faults: FieldFaults = {};
  const inputs: Inputs = {};
  for (const { name } of fieldsOf(code)) {
    const given: Given = { low: null, expected: null, high: null };
    for (const bound of bounds) {
      const typed = form[fieldName(name, bound)];
      const read = readAmount(typeof typed === "string" ? typed.slice(0, 40) : "", locale);
      if ("fault" in read) faults[fieldName(name, bound)] = [read.fault];
      else given[bound] = read.value;
    }
    if (bounds.some((bound) => given[bound] !== null)) inputs[name] = given;
  }
  if (Object.keys(faults).length > 0) refuse("invalid", "Some figures cannot be read.", faults);
  return inputs;
}

/** The same figures as their form shows them again. */
export function writeFigures(inputs: Inputs, locale: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, given]) =>
      bounds.map((bound) => {
        const value = given?.[bound] ?? null;
        return [fieldName(name, bound), value === null ? "" : writeAmount(value, locale)];
      }),
    ),
  );
}
