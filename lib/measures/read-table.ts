import { parse } from "csv-parse/sync";
import type { Period } from "@/db/terms";
import { mondayOfIsoWeek, periodOf } from "./periods";
import { plainNumbers, readValue } from "./read-value";

/** A value for the period that begins on that day. */
export type GivenReading = { periodOn: string; value: number; note?: string | null };
/** `line` counts from 1, as the text stood. */
export type TableFault = { line: number; message: string };
export type ReadTable = { readings: GivenReading[]; faults: TableFault[] };

/** How the measure counts, how its reader writes numbers, and their today. */
type Way = { period: Period; locale: string; today: string };

/** So many periods are more than a century of months. */
export const mostLines = 5_000;

/**
 * Readings as somebody pastes them from a sheet or a file: a period, a value and perhaps a note in each line, parted by
 * a tab, a semicolon or a comma; a heading may stand on top. Everything that is wrong is named with its line, and
 * nothing is guessed.
 */
export function readTable(text: string, way: Way): ReadTable {
  const delimiter = delimiterOf(text);
  const lines = cellsOf(text, delimiter);
  if ("fault" in lines) return { readings: [], faults: [lines.fault] };
  const locale = delimiter === "," ? plainNumbers : way.locale;
  const readings: GivenReading[] = [];
  const faults: TableFault[] = [];
  const lineOf = new Map<string, number>();
  for (const [place, { line, cells }] of lines.entries()) {
    const [when = "", typed = "", note = ""] = cells;
    const period = readPeriod(when, way);
    const value = readValue(typed, locale);
    if (place === 0 && "fault" in period && "fault" in value) continue; // the heading
    if ("fault" in period) faults.push({ line, message: period.fault });
    else if (typed.trim() === "")
      continue; // a gap is a gap
    else if ("fault" in value) faults.push({ line, message: value.fault });
    else if (lineOf.has(period.on))
      faults.push({ line, message: `This period has a value in line ${lineOf.get(period.on)} already.` });
    else {
      lineOf.set(period.on, line);
      readings.push({ periodOn: period.on, value: value.value, note: note.trim().slice(0, 300) || null });
    }
  }
  if (readings.length === 0 && faults.length === 0) faults.push({ line: 1, message: "There is no value in it." });
  return { readings, faults };
}

/** A day, a month (2026-03) or a week (2026-W10), as the first day of the measure's period in which it lies. */
export function readPeriod(
  typed: string,
  { period, today }: Pick<Way, "period" | "today">,
): { on: string } | { fault: string } {
  const day = readDay(typed.trim());
  if (!day) return { fault: `“${typed.trim().slice(0, 40)}” is no period. Write 2026-03-02, 2026-03 or 2026-W10.` };
  const on = periodOf(day, period);
  if (on > today) return { fault: "This period has not come yet." };
  return { on };
}

function readDay(text: string): string | undefined {
  const [, weekYear, week] = /^(\d{4})-?W(\d{1,2})$/i.exec(text) ?? [];
  if (weekYear && week) return mondayOfIsoWeek(Number(weekYear), Number(week));
  const [, first, second, third] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  // A day with strokes (03/04/2026) means two things to two readers: it is not guessed.
  const iso = third && second && first ? `${third}-${second.padStart(2, "0")}-${first.padStart(2, "0")}` : text;
  const whole = /^\d{4}-\d{2}$/.test(iso) ? `${iso}-01` : iso;
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(whole)) return undefined;
  const date = new Date(`${whole}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== whole ? undefined : whole;
}

function delimiterOf(text: string): "\t" | ";" | "," {
  const line = text.split("\n").find((each) => each.trim() !== "") ?? "";
  return line.includes("\t") ? "\t" : line.includes(";") ? ";" : ",";
}

function cellsOf(text: string, delimiter: string): { line: number; cells: string[] }[] | { fault: TableFault } {
  const lines: { line: number; cells: string[] }[] = [];
  try {
    parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: mostLines + 2,
      on_record: (cells: string[], { lines: line }) => {
        lines.push({ line, cells });
        return null;
      },
    });
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    return { fault: { line, message: "This line cannot be read: a quotation mark has no partner." } };
  }
  if (lines.length > mostLines + 1) return { fault: { line: mostLines + 1, message: `At most ${mostLines} lines.` } };
  return lines;
}
