/** What the Pareto says in words. */
import { capital, numberWord } from "@/lib/text/counted";
import { mayNameVitalFew, type Pareto } from "@/lib/trends/pareto";
import type { Sums } from "./weekly-sums";

export type ParetoView = "incidents" | "hours" | "days" | "money";

const ofWhat: Record<ParetoView, string> = {
  incidents: "all occurrences",
  hours: "the hours lost",
  days: "the days lost",
  money: "the cost of friction",
};

type Drawn = {
  address: { view: ParetoView; by: "cause" | "category" };
  sums: Sums;
  drawn: Pareto<{ name: string; value: number }>;
  nameOf: (name: string) => string;
};

/** A finding, not a topic. Too few incidents say only what comes first (method 1.10). */
export function paretoSentence({ address: { view, by }, sums, drawn, nameOf }: Drawn): string {
  const [first] = drawn.bars;
  if (!first) return "";
  const of = ofWhat[view];
  const share = (place: number) => `${Math.round(drawn.bars[place - 1]?.cumulativePercent ?? 0)}%`;
  const all = sums.named.length + sums.others.count;
  const few = drawn.vitalFew;
  const kinds = by === "cause" ? "causes" : "categories";
  if (mayNameVitalFew(sums.known) && few <= sums.named.length && few < all)
    return few === 1
      ? `One of ${all} ${kinds} makes ${share(1)} of ${of}`
      : `${capital(numberWord(few))} of ${all} ${kinds} make ${share(few)} of ${of}`;
  if (mayNameVitalFew(sums.known) && sums.others.count > 0)
    return `No few stand out: the ${sums.named.length} largest of ${all} ${kinds} make ${share(sums.named.length)} of ${of}`;
  return `“${nameOf(first.name)}” comes first, with ${share(1)} of ${of}`;
}

/** What is drawn, how it is divided, and whether the sum exceeds the incidents. */
export function paretoDefinition(
  { address: { view, by }, sums, drawn }: Drawn,
  shown: (value: number) => string,
): string[] {
  const known = by === "cause" ? "root cause" : "category";
  const unknown = sums.incidents - sums.known;
  const counted =
    view === "incidents"
      ? `An incident counts once at each ${known}${
          drawn.total > sums.known
            ? `: ${shown(drawn.total)} occurrences, more than the ${shown(sums.known)} incidents, for some have several`
            : ""
        }`
      : `Expected ${view === "money" ? "cost" : view}, divided among an incident’s root causes`;
  return [
    `n = ${shown(sums.known)} ${sums.known === 1 ? "incident" : "incidents"} with a known ${known}${
      unknown > 0 ? `, of ${shown(sums.incidents)}` : ""
    }`,
    counted,
    ...(mayNameVitalFew(sums.known) ? [] : ["Fewer than 30 incidents: too few to speak of 80 and 20"]),
  ];
}
