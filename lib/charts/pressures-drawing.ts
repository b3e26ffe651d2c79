import { box, colours, type Drawing, framed, level, readable, stroke, words } from "./drawing";
import { fitted } from "./text-width";

type Row = { name: string; strengths: readonly (number | null)[] };
type Asked = { months: readonly string[]; width: number; strongFrom: number };

const rowHeight = 36;
const head = 20;
const mostStrength = 5;

/** A row for each pressure, a column for each month: steps as high as it was strong, darker where it was. */
export function drawPressures(rows: readonly Row[], { months, width, strongFrom }: Asked): Drawing {
  const left = width * 0.34;
  const step = (width - left) / Math.max(1, months.length);
  const body = framed([
    ...months.map((month, nth) => words(left + nth * step, 12, fitted(month, step - 4))),
    ...rows.flatMap(({ name, strengths }, nth) => {
      const bottom = head + (nth + 1) * rowHeight;
      return [
        words(0, bottom - 12, fitted(name, left - 12), { colour: colours.ink }),
        ...strengths.flatMap((strength, month) => {
          if (strength === null) return [];
          const [x, height] = [left + month * step, ((rowHeight - 4) * strength) / mostStrength];
          const isStrong = strength >= strongFrom;
          const bar = box(x, bottom - height, step - 2, height, isStrong ? colours.bar : colours.quietBar);
          const said = `${name}, ${months[month] ?? ""}: ${strength}`;
          const figure = { colour: isStrong ? colours.paper : colours.ink, strong: true };
          return [readable(x + step / 2, bottom - height, said, bar), words(x + 6, bottom - 5, `${strength}`, figure)];
        }),
        stroke(level(0, width, bottom), { colour: colours.grid }),
      ];
    }),
  ]);
  return { width, height: head + rows.length * rowHeight + 1, body };
}
