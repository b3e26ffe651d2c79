/** The vital few as a picture; on a page it is a table with bars. */
import type { Amount, Bar, Pareto } from "@/lib/trends/pareto";
import { box, colours, type Drawing, framed, level, readable, stroke, words } from "./drawing";
import { fitted, textWidth } from "./text-width";

type ParetoAsked<Given extends Amount> = {
  width: number;
  /** What a bar is called, and its amount in words. */
  titleOf: (bar: Bar<Given>) => string;
  amount: (value: number) => string;
};

const rowHeight = 24;

/** One bar a row, the largest first; a dark line closes the vital few. */
export function drawPareto<Given extends Amount>(
  { bars, vitalFew }: Pick<Pareto<Given>, "bars" | "vitalFew">,
  { width, titleOf, amount }: ParetoAsked<Given>,
): Drawing {
  const most = bars.reduce((largest, { value }) => Math.max(largest, value), 0);
  const amounts = bars.map(({ value }) => amount(value));
  const amountWidth = amounts.reduce((widest, text) => Math.max(widest, textWidth(text)), 0);
  const nameWidth = width * 0.42;
  const barRoom = Math.max(20, width - nameWidth - amountWidth - 70);
  const height = bars.length * rowHeight + 8;
  const rows = bars.flatMap((drawn, nth) => {
    const { value, cumulativePercent, given } = drawn;
    const y = nth * rowHeight;
    const isFew = nth < vitalFew && given !== null;
    const [title, said] = [titleOf(drawn), amounts[nth] ?? ""];
    const share = `${Math.round(cumulativePercent)}%`;
    const bar = box(
      nameWidth + 8,
      y + 7,
      most > 0 ? (barRoom * value) / most : 0,
      12,
      isFew ? colours.ink2 : colours.bar,
    );
    return [
      words(0, y + 17, fitted(title, nameWidth), { colour: colours.ink }),
      readable(nameWidth + 8, y + 13, `${title}: ${said}, together ${share}`, bar),
      words(width - 48, y + 17, said, { at: "end", strong: true }),
      words(width, y + 17, share, { at: "end" }),
      stroke(level(0, width, y + rowHeight), { colour: nth + 1 === vitalFew ? colours.ink2 : colours.grid }),
    ];
  });
  return { width, height, body: framed(rows) };
}
