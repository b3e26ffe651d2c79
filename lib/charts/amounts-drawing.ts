/** Named amounts below one another, each with its bar. */
import { box, colours, type Drawing, framed, level, readable, stroke, words } from "./drawing";
import { fitted, textWidth } from "./text-width";

type Named = { name: string; amount: number };

const rowHeight = 24;

/** @param asked.amount an amount in words */
export function drawAmounts(
  rows: readonly Named[],
  { width, amount }: { width: number; amount: (value: number) => string },
): Drawing {
  const most = rows.reduce((largest, row) => Math.max(largest, row.amount), 0);
  const amountWidth = rows.reduce((widest, row) => Math.max(widest, textWidth(amount(row.amount))), 0);
  const left = width * 0.55;
  const room = Math.max(20, width - left - amountWidth - 24);
  const body = framed(
    rows.flatMap(({ name, amount: value }, nth) => {
      const y = nth * rowHeight;
      const bar = box(left + 8, y + 7, most > 0 ? (room * value) / most : 0, 12, colours.bar);
      return [
        words(0, y + 17, fitted(name, left), { colour: colours.ink }),
        readable(left + 8, y + 13, `${name}: ${amount(value)}`, bar),
        words(width, y + 17, amount(value), { at: "end", strong: true }),
        stroke(level(0, width, y + rowHeight), { colour: colours.grid }),
      ];
    }),
  );
  return { width, height: rows.length * rowHeight + 8, body };
}
