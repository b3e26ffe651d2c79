import { type AgeCount, stuckAfterDays } from "@/lib/trends/ages";
import { drawBars } from "./bars-drawing";
import type { Drawing } from "./drawing";

/** Open work by its age; what is stuck is darker. */
export const drawAges = (
  ages: readonly AgeCount[],
  asked: { locale: string; width: number; height?: number },
): Drawing =>
  drawBars(
    ages.map(({ name, count, fromDays }) => ({
      name,
      said: `${name} days: ${count}`,
      counts: [count],
      isDark: fromDays > stuckAfterDays,
    })),
    asked,
  );
