import { readFileSync } from "node:fs";
import { setDaysAhead } from "@/lib/text/clock";

/**
 * For tests: the clock stands as many days ahead as the file says, a whole number; what is no number is 0. The file is
 * read each time, so that a story can go on to the next day while the program runs.
 */
export function followClockFile(file: string): void {
  setDaysAhead(() => {
    try {
      return Number.parseInt(readFileSync(file, "utf8"), 10) || 0;
    } catch {
      return 0;
    }
  });
}
