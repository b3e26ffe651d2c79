import { formatDay } from "@/app/_ui/dates";
import { drawBars } from "@/lib/charts/bars-drawing";
import { type Shown, tableAndSheet } from "@/lib/charts/shown";
import type { Counted, Step } from "@/lib/trends/weeks";

/** How often a cause was met, step by step, for its page and its file alike. */
export function countsShown(counts: readonly Counted[], per: Step, locale: string): Shown {
  const total = counts.reduce((sum, { incidents }) => sum + incidents, 0);
  const name = (begins: string) => stepName(begins, per, locale);
  return {
    label: `Incidents by ${per}`,
    sentence: sentenceOf(counts, per, locale),
    captions: [
      `n = ${total.toLocaleString(locale)} ${total === 1 ? "incident" : "incidents"}`,
      `Incidents by the day they occurred, ${per === "week" ? "week by week" : "by the month in which the week began"}; the running ${per} is not over`,
    ],
    draw: (width) =>
      drawBars(
        counts.map(({ begins, incidents }) => ({
          name: name(begins),
          said: `${name(begins)}: ${incidents}`,
          counts: [incidents],
        })),
        { locale, width },
      ),
    ...tableAndSheet(
      [per === "week" ? "Week from" : "Month", "Incidents"],
      counts.toReversed().map(({ begins, incidents }) => [name(begins), begins, incidents]),
      locale,
    ),
  };
}

function sentenceOf(counts: readonly Counted[], per: Step, locale: string): string {
  const met = counts.filter(({ incidents }) => incidents > 0);
  const last = met.at(-1);
  if (!last) return `Not met in the last ${counts.length} ${per}s`;
  const when = stepName(last.begins, per, locale);
  return `Met in ${met.length} of the last ${counts.length} ${per}s, last ${per === "week" ? "in the week from" : "in"} ${when}`;
}

export function stepName(begins: string, per: Step, locale: string): string {
  if (per === "week") return formatDay(begins, locale, "dated");
  return new Date(`${begins}T00:00:00Z`).toLocaleDateString(locale, {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}
