import { type Chart, type ChartOptions, chartOf } from "./chart";
import type { ChartPoint } from "./chart-point";

/** With all that is drawn of them these are some 15 MB. */
const most = 120;

const kept = new Map<string, Chart>();

/**
 * The chart of these points, read once as long as they and what is asked stay the same: after a deed most charts of a page
 * are what they were. Whoever gets one may not change it.
 */
export function keptChart(given: readonly ChartPoint[], options: ChartOptions): Chart {
  const { period, nature, wanted, centre, dispersion, trend, baselines, changes } = options;
  const key = JSON.stringify([given, period, nature, wanted, centre, dispersion, trend, baselines, changes]);
  const chart = kept.get(key) ?? chartOf(given, options);
  kept.delete(key);
  kept.set(key, chart);
  if (kept.size > most) kept.delete(kept.keys().next().value ?? "");
  return chart;
}
