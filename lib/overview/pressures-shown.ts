import { drawPressures } from "@/lib/charts/pressures-drawing";
import type { Shown } from "@/lib/charts/shown";
import { directionWords, pressureKindWords } from "@/lib/text/words";
import type { PressureOverTime } from "./pressures";
import { pressuresSaid, strongFrom } from "./words";

/** So many of the latest months are shown. */
const mostMonths = 8;

/** The months (YYYY-MM) in which any pressure was read, and in each the last reading of each pressure. */
export function pressureGrid(pressures: readonly PressureOverTime[]) {
  const months = [...new Set(pressures.flatMap(({ readings }) => readings.map(({ on }) => on.slice(0, 7))))]
    .sort()
    .slice(-mostMonths);
  const rows = pressures.map((pressure) => ({
    ...pressure,
    cells: months.map((month) => pressure.readings.findLast(({ on }) => on.startsWith(month))),
  }));
  return { months, rows };
}

export const pressureMonth = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: "short", year: "2-digit", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** How strong each outside pressure was when a cycle looked at it, for its page and its file alike. */
export function pressuresShown(pressures: readonly PressureOverTime[], locale: string): Shown {
  const { months, rows } = pressureGrid(pressures);
  const { lead, rest = "" } = pressuresSaid(pressures);
  const names = months.map((month) => pressureMonth(month, locale));
  const nameOf = ({ kind, title }: PressureOverTime) => `${pressureKindWords[kind]}: ${title}`;
  return {
    label: "Pressures from outside",
    sentence: `${lead} ${rest}`.trim(),
    captions: [
      `n = ${pressures.length} ${pressures.length === 1 ? "pressure that stands" : "pressures that stand"}`,
      `Strength 1 to 5 as a cycle read it; ${strongFrom} and more is darker`,
    ],
    isEmpty: months.length === 0,
    draw: (width) =>
      drawPressures(
        rows.map((row) => ({
          name: nameOf(row),
          strengths: row.cells.map((cell) => cell?.strength ?? null),
        })),
        { months: names, width, strongFrom },
      ),
    table: {
      columns: ["Pressure", ...names].map((name, nth) => ({ name, isNumber: nth > 0 })),
      rows: rows.map((row) => [nameOf(row), ...row.cells.map((cell) => (cell ? String(cell.strength) : "–"))]),
    },
    sheet: [
      ["pressure", "month", "strength", "direction"],
      ...rows.flatMap((row) =>
        row.cells.flatMap((cell, nth) =>
          cell ? [[nameOf(row), months[nth] ?? "", cell.strength, directionWords[cell.direction]]] : [],
        ),
      ),
    ],
  };
}
