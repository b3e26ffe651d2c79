import type { LeadTimeBin, LeadTimes } from "@/lib/trends/lead-times";
import { drawBars } from "./bars-drawing";
import type { Drawing } from "./drawing";

/** How long it took: a bar for each stretch of days, with the median and the 85th percentile as lines. */
export function drawLeadTimes(
  bins: readonly LeadTimeBin[],
  { medianDays, percentile85Days }: LeadTimes,
  asked: { locale: string; width: number; height?: number },
): Drawing {
  const step = (bins[0]?.throughDays ?? 0) + 1;
  const bars = bins.map(({ fromDays, throughDays, count }) => ({
    name: `${fromDays}`,
    said: `${binWords({ fromDays, throughDays })}: ${count}`,
    counts: [count],
  }));
  const lines = [
    { days: medianDays, name: `median ${medianDays} days` },
    { days: percentile85Days, name: `85 of 100 within ${percentile85Days} days` },
  ].flatMap(({ days, name }) => (days === null ? [] : [{ at: (days + 0.5) / step, name }]));
  return drawBars(bars, { ...asked, lines });
}

/** 7 to 13 days, 1 day. */
export const binWords = ({ fromDays, throughDays }: Pick<LeadTimeBin, "fromDays" | "throughDays">): string =>
  fromDays === throughDays ? `${fromDays} ${fromDays === 1 ? "day" : "days"}` : `${fromDays} to ${throughDays} days`;
