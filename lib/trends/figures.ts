/** Numbers of a chart in words, by the reader's locale (a BCP 47 tag). */
import type { MeasureNature } from "@/db/terms";
import { isCurrency } from "@/lib/text/currencies";
import { held } from "./averages";

/** What the numbers are: a share is kept as 0 to 1 and said in percent; the unit of money is its currency. */
export type FigureWords = { locale: string; nature: MeasureNature; unit: string };

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
}

const mostPlaces = 6;
/** A coarser grid than this has no number left on it. */
const largestPower = 300;

/** As many places as it takes to see a difference of this size; beyond what people write out, powers of ten. */
function placesFor(step: number, size: number): Intl.NumberFormatOptions {
  const places = step > 0 ? Math.ceil(-Math.log10(step) - 1e-9) : 2;
  if (size >= 1e15 || places > mostPlaces) return { notation: "scientific", maximumFractionDigits: 2 };
  if (size >= 1e7) return { notation: "compact", maximumSignificantDigits: 3 };
  return { minimumFractionDigits: Math.max(0, places), maximumFractionDigits: Math.max(0, places) };
}

/**
 * The grid on which a number of this size is written, in its own unit: the power of ten that shows a difference of
 * `step`. Null where it is written with powers of ten itself.
 */
export function gridOf(size: number, { nature }: FigureWords, step: number): number | null {
  const times = timesOf(nature);
  if (placesFor(step * times, size * times).notation !== undefined) return null;
  return 10 ** Math.min(largestPower, Math.floor(Math.log10(held(step * times)) + 1e-9)) / times;
}

const timesOf = (nature: MeasureNature) => (nature === "share" ? 100 : 1);

/** A number without its unit. @param step the smallest difference that should show, in the unit of the value */
export function bareFigure(value: number, words: FigureWords, step: number): string {
  const times = timesOf(words.nature);
  const options = placesFor(step * times, Math.abs(value * times));
  const grid = gridOf(Math.abs(value), words, step);
  const rounded = grid === null || grid * times < 1 ? value : Math.round(value / grid) * grid;
  // A rounded zero has no sign.
  return formatter(words.locale, { ...options, signDisplay: "negative" }).format(held(rounded * times));
}

/** A number with its unit: 12 h, 61%, €1,200. */
export function figure(value: number, words: FigureWords, step: number): string {
  return withUnit(bareFigure(value, words, step), words);
}

/** Of two numbers, the unit once: 12–31 h. */
export function figureRange(lower: number, upper: number, words: FigureWords, step: number): string {
  const [first, second] = [bareFigure(lower, words, step), bareFigure(upper, words, step)];
  if (first === second) return withUnit(first, words);
  // A dash beside a minus is read wrong.
  return withUnit(lower < 0 ? `${first} to ${second}` : `${first}–${second}`, words);
}

/** What stands at the end of an axis. */
export const unitWords = ({ nature, unit }: FigureWords): string => (nature === "share" ? "%" : unit);

function withUnit(number: string, words: FigureWords): string {
  const unit = unitWords(words);
  if (unit === "") return number;
  if (unit === "%") return `${number}%`;
  if (words.nature === "money" && isCurrency(unit)) return `${symbolOf(unit, words.locale)}${number}`;
  return `${number}\u00a0${unit}`;
}

/** €, or the code with a space where a currency has no sign of its own. */
function symbolOf(currency: string, locale: string): string {
  const parts = formatter(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(1);
  const symbol = parts.find(({ type }) => type === "currency")?.value ?? currency;
  return /^\p{L}/u.test(symbol) ? `${symbol}\u00a0` : symbol;
}
