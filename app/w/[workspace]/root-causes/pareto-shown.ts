import { formatDay, formatNumber } from "@/app/_ui/dates";
import { type Category, type Phase, phases } from "@/db/terms";
import type { ChartFile } from "@/lib/charts/chart-file";
import { columnWidths } from "@/lib/charts/framed-drawing";
import { drawPareto } from "@/lib/charts/pareto-drawing";
import { isOpenPhase } from "@/lib/improvements/pdca";
import { paretoDefinition, paretoSentence } from "@/lib/root-causes/pareto-words";
import type { Sums } from "@/lib/root-causes/weekly-sums";
import { categoryWords, phaseWords } from "@/lib/text/words";
import { type Bar, pareto } from "@/lib/trends/pareto";
import { type Address, viewWords } from "./address";

export type ParetoRead = {
  address: Address;
  sums: Sums;
  second: "incidents" | "money";
  currency: string;
  improvements: ReadonlyMap<string, Partial<Record<Phase, number>>>;
};

export type Named = Sums["named"][number];

/** A Pareto in the words of a reader, for its page and its file alike. */
export function paretoShown({ address, sums, second, currency, improvements }: ParetoRead, locale: string) {
  const drawn = pareto<Named>(sums.named, sums.others.value);
  const byCause = address.by === "cause";
  const nameOf = (name: string) => (byCause ? name : categoryWords[name as Category]);
  // What is divided among causes leaves cents that nobody has counted.
  const places = { maximumFractionDigits: address.view === "hours" || address.view === "days" ? 1 : 0 };
  const number = (value: number) => formatNumber(value, locale, places);
  const unit = (view: Address["view"]) => (view === "money" ? `Cost, ${currency}` : viewWords[view]);
  const words = { address, sums, drawn, nameOf };
  return {
    bars: drawn.bars,
    // Where the others are needed to make it up, there are no few to mark.
    few: drawn.vitalFew <= sums.named.length ? drawn.vitalFew : 0,
    byCause,
    sentence: paretoSentence(words),
    captions: paretoDefinition(words, number),
    heads: { name: byCause ? "Root cause" : "Category", amount: unit(address.view), second: unit(second) },
    number,
    titleOf: ({ given, name }: Bar<Named>) =>
      given ? nameOf(name) : sums.others.count === 1 ? "1 other" : `${number(sums.others.count)} others`,
    doneOf: ({ given }: Bar<Named>) => (given ? doneWords(given, improvements.get(given.id), locale) : ""),
  };
}

/** The Pareto as a file. @param about what it is of: the relationship, the weeks */
export function paretoFile(read: ParetoRead, locale: string, about: string): ChartFile {
  const { bars, few, byCause, sentence, captions, heads, number, titleOf, doneOf } = paretoShown(read, locale);
  const rows = bars.map((bar) => [
    titleOf(bar),
    bar.value,
    Math.round(bar.cumulativePercent * 100) / 100,
    bar.given && bar.given.second > 0 ? bar.given.second : null,
    ...(byCause ? [doneOf(bar)] : []),
  ]);
  return {
    title: sentence || "Nothing is known yet",
    drawing: drawPareto({ bars, vitalFew: few }, { width: columnWidths.large, titleOf, amount: number }),
    captions: [`${heads.amount}, ${about}`, ...captions],
    sheet: [[heads.name, heads.amount, "together, %", heads.second, ...(byCause ? ["Improvement"] : [])], ...rows],
  };
}

/** What is done about it: "in check, 2 in plan", or until when it is accepted; an en dash where nothing is. */
function doneWords({ acceptedReviewOn }: Named, counts: Partial<Record<Phase, number>> = {}, locale: string): string {
  const parts = phases
    .filter((phase) => counts[phase])
    .map((phase) => {
      const word = `${isOpenPhase(phase) ? "in " : ""}${phaseWords[phase].toLowerCase()}`;
      return counts[phase] === 1 ? word : `${counts[phase]} ${word}`;
    });
  if (acceptedReviewOn) parts.unshift(`accepted until ${formatDay(acceptedReviewOn, locale, "dated")}`);
  return parts.length > 0 ? parts.join(", ") : "–";
}
