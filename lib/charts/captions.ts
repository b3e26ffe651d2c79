/** What stands below a chart: how much it rests on, and what would make it say more. */
import type { Chart } from "@/lib/trends/chart";
import type { ChartHint } from "@/lib/trends/chart-hints";
import { countWords, dayWords, periodName } from "@/lib/trends/period-words";
import type { SampleSize } from "@/lib/trends/sample-size";

/** "n = 24 weeks, 638 MQLs". @param rest what the values were made of, where that is known */
export function nWords(chart: Chart, locale: string, rest?: string): string {
  const n = chart.points.filter(({ state }) => state === "counted").length;
  return `n = ${countWords(n, chart.period, locale)}${rest ? `, ${rest}` : ""}`;
}

/** How sure the limits are, and on what they rest; null without limits. */
export function limitWords({ current, sample, points, period }: Chart, locale: string): string | null {
  if (current.limits === null) return null;
  const sure = sureWords(sample, locale);
  const { baseline } = current;
  if (baseline === null) return `${sure}, not locked`;
  const withYear = points[0]?.periodOn.slice(0, 4) !== points.at(-1)?.periodOn.slice(0, 4);
  const day = (on: string) => dayWords(on, period, locale, withYear);
  return `${sure}, locked on ${day(baseline.fromOn)} to ${day(baseline.throughOn)}`;
}

function sureWords({ n, label, uncertaintyPercent }: SampleSize, locale: string): string {
  const name = label === "firm" ? "Firm limits" : label === "usable" ? "Usable limits" : "Provisional limits";
  return `${name} from ${n.toLocaleString(locale)} values, give or take ${uncertaintyPercent}% of their width`;
}

export function hintWords(hint: ChartHint, { period }: Chart): string {
  if (hint === "rare") return `Fewer than one a ${periodName(period)}: the days between them would tell more`;
  return "Few different values: a finer unit or a longer period would tell more";
}
