/** Values of a measure as people write them: 1.234,5 or 1,234.5 by their locale, below zero too, a per cent sign allowed. */
import { decimalOf } from "@/lib/text/amounts";

export type ReadValue = { value: number } | { fault: string };

/** A file whose cells are parted by commas can only mean a point before the decimals. */
export const plainNumbers = "en";

/** Beyond this a value is a slip of the keyboard, and charts would lose their digits. */
const mostValue = 1e15;

/**
 * The locale alone says whether a comma or a point begins the decimals, since 1,234 is a thousand to some and hardly
 * more than one to others.
 */
export function readValue(typed: string, locale: string): ReadValue {
  const text = typed.replace(/[\s\u00a0\u2009\u202f'’]|%$/g, "").replace(/^[−–]/, "-");
  if (text === "") return { fault: "Write a number. A period without a value is left out." };
  const decimal = decimalOf(locale);
  const group = decimal === "," ? "." : ",";
  const shape = new RegExp(`^-?(\\d+|\\d{1,3}(\\${group}\\d{3})+)(\\${decimal}\\d+)?$`);
  if (!shape.test(text))
    return { fault: `“${typed.trim().slice(0, 40)}” is no number. Write it as ${example(locale)}.` };
  const value = Number(text.replaceAll(group, "").replace(decimal, "."));
  return Math.abs(value) > mostValue ? { fault: "This is more than can be kept." } : { value };
}

const example = (locale: string) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(1234.5);
