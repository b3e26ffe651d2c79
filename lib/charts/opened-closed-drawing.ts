import type { OpenedClosed } from "@/lib/trends/opened-closed";
import { rowWords, tickWords } from "@/lib/trends/period-words";
import { drawBars } from "./bars-drawing";
import type { Drawing } from "./drawing";

/** Two bars a month: what was opened, and beside it, paler, what was closed. */
export const drawOpenedClosed = (
  months: readonly OpenedClosed[],
  asked: { locale: string; width: number; height?: number },
): Drawing =>
  drawBars(
    months.map(({ month, opened, closed }, nth) => ({
      name: tickWords(month, "month", asked.locale, nth === 0 || month.slice(5, 7) === "01"),
      said: `${rowWords(month, "month", asked.locale)}: ${opened} opened, ${closed} closed`,
      counts: [opened, closed],
    })),
    asked,
  );
