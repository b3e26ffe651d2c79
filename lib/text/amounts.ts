/** Amounts with at most two places, as people of a locale (a BCP 47 tag) write them: 1.234,50 or 1,234.50. */

/** Beyond this a column of the database ends. */
export const mostAmount = 999_999_999_999.99;

export type ReadAmount = { value: number | null } | { fault: string };

/**
 * What somebody typed as an amount. Nothing typed is `null`: unknown, never 0. The locale alone says whether a comma
 * or a point begins the decimals, since 1,234 is a thousand to some and hardly more than one to others.
 */
export function readAmount(typed: string, locale: string): ReadAmount {
  // Several countries group by a space or an apostrophe, of which there are many kinds.
  const text = typed.replace(/[\s\u00a0\u2009\u202f'’]/g, "");
  if (text === "") return { value: null };
  const decimal = decimalOf(locale);
  const group = decimal === "," ? "." : ",";
  const [whole = "", decimals = "", ...rest] = text.split(decimal);
  const isNumber = rest.length === 0 && isWhole(whole, group) && /^\d*$/.test(decimals) && !text.endsWith(decimal);
  if (/^[-−–]/.test(text)) return { fault: "An amount is at least 0." };
  if (!isNumber) return { fault: `Write it as ${writeAmount(1234.5, locale, 2)}.` };
  if (decimals.length > 2) return { fault: `At most two places: ${writeAmount(1234.5, locale, 2)}.` };
  const value = Number(`${whole.replaceAll(group, "")}.${decimals || "0"}`);
  return value > mostAmount ? { fault: "This is more than can be kept." } : { value };
}

/** An amount as `readAmount` reads it again. `places`: how many decimals at least. */
export function writeAmount(value: number, locale: string, places: 0 | 2 = 0): string {
  const minimumFractionDigits = places || (Number.isInteger(value) ? 0 : 2);
  return new Intl.NumberFormat(locale, { minimumFractionDigits, maximumFractionDigits: 2 }).format(value);
}

/** Digits, in threes or without any grouping: 1.23 is no whole number where the point groups. */
const isWhole = (text: string, group: string) =>
  /^\d+$/.test(text) || (text.includes(group) && new RegExp(`^\\d{1,3}(\\${group}\\d{3})+$`).test(text));

/** The sign before the decimals. */
export const decimalOf = (locale: string) =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? ".";
