import { rowWords, tickWords } from "@/lib/trends/period-words";
import type { Step } from "@/lib/trends/weeks";
import { drawBars } from "./bars-drawing";
import type { Drawing } from "./drawing";

/** `begins` is the Monday of the week, or the first day of the month. */
export type OpenedClosedIn = { begins: string; opened: number; closed: number };

type Asked = { per: Step; locale: string; width: number; height?: number };

/** Two bars a week or month: what was opened, and beside it, paler, what was closed. */
export function drawOpenedClosed(steps: readonly OpenedClosedIn[], { per, ...asked }: Asked): Drawing {
  const { locale } = asked;
  const isNewYear = (nth: number) => steps[nth - 1]?.begins.slice(0, 4) !== steps[nth]?.begins.slice(0, 4);
  const spansYears = steps.at(0)?.begins.slice(0, 4) !== steps.at(-1)?.begins.slice(0, 4);
  return drawBars(
    steps.map(({ begins, opened, closed }, nth) => ({
      name: tickWords(begins, per, locale, spansYears && isNewYear(nth)),
      said: `${per === "week" ? "Week from " : ""}${rowWords(begins, per, locale)}: ${opened} opened, ${closed} closed`,
      counts: [opened, closed],
    })),
    asked,
  );
}
