import type { ReactNode } from "react";
import { formatDay, formatNumber } from "@/app/_ui/dates";
import { Link } from "@/app/_ui/link";
import { type Category, type Phase, phases } from "@/db/terms";
import { isOpenPhase } from "@/lib/improvements/pdca";
import { paretoDefinition, paretoSentence } from "@/lib/root-causes/pareto-words";
import type { Sums } from "@/lib/root-causes/weekly-sums";
import { categoryWords, phaseWords } from "@/lib/text/words";
import { type Bar, pareto } from "@/lib/trends/pareto";
import { type Address, addressOf, viewWords } from "./address";

type ParetoProps = {
  workspace: string;
  address: Address;
  sums: Sums;
  second: "incidents" | "money";
  currency: string;
  improvements: Map<string, Partial<Record<Phase, number>>>;
  locale: string;
  updated: string;
};

type Named = Sums["named"][number];

/** A table with bars: a dark rule closes the vital few, the others come last; each row leads to its weeks. */
export function ParetoFigure(props: ParetoProps) {
  const { workspace, address, sums, second, currency, improvements, locale, updated } = props;
  const drawn = pareto<Named>(sums.named, sums.others.value);
  const byCause = address.by === "cause";
  const nameOf = (name: string) => (byCause ? name : categoryWords[name as Category]);
  // What is divided among causes leaves cents that nobody has counted.
  const places = { maximumFractionDigits: address.view === "hours" || address.view === "days" ? 1 : 0 };
  const number = (value: number, options: Intl.NumberFormatOptions = places) => formatNumber(value, locale, options);
  const most = Math.max(...drawn.bars.map(({ value }) => value));
  // Where the others are needed to make it up, there are no few to mark.
  const few = drawn.vitalFew <= sums.named.length ? drawn.vitalFew : 0;
  const words = { address, sums, drawn, nameOf };
  const unit = (view: Address["view"]) => (view === "money" ? `Cost, ${currency}` : viewWords[view]);
  const secondOf = (bar: Bar<Named>) => bar.given?.second ?? 0;
  const title = (bar: Bar<Named>) => {
    if (!bar.given) return sums.others.count === 1 ? "1 other" : `${sums.others.count} others`;
    const { id } = bar.given;
    const href = byCause
      ? `/w/${workspace}/root-causes/${id}#over-time`
      : `${addressOf(workspace, address, { trend: id as Category })}#over-time`;
    return <Link href={href}>{nameOf(bar.name)}</Link>;
  };
  return (
    <figure className="figure">
      <h2>{paretoSentence(words)}</h2>
      <table className="pareto">
        <thead>
          <tr>
            <th scope="col">{byCause ? "Root cause" : "Category"}</th>
            <th scope="col" className="b">
              {unit(address.view)}
            </th>
            <th scope="col">
              <span className="sr">{unit(address.view)}, in figures</span>
            </th>
            <th scope="col" className="num">
              Together
            </th>
            <th scope="col" className="num wide-only">
              {unit(second)}
            </th>
            {byCause && (
              <th scope="col" className="wide-only">
                Improvement
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {drawn.bars.map((bar, place) => (
            <tr key={bar.given?.id ?? "other"} className={rowLook(place, few, bar)}>
              <td className="t">{title(bar)}</td>
              <td className="b">
                <i style={{ width: `${(100 * bar.value) / most}%` }} />
              </td>
              <td className="num">{number(bar.value)}</td>
              <td className="num quiet">{Math.round(bar.cumulativePercent)}%</td>
              <td className="num quiet wide-only">{secondOf(bar) > 0 ? number(secondOf(bar)) : "–"}</td>
              {byCause && (
                <td className="quiet wide-only">
                  {bar.given && doneWords(bar.given, improvements.get(bar.given.id), locale)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cap">
        {[...paretoDefinition(words, (value) => number(value)), updated].map((each) => (
          <span key={each}>{each}</span>
        ))}
      </p>
    </figure>
  );
}

const rowLook = (place: number, few: number, { given }: Bar<Named>) =>
  [place < few && given && "few", place + 1 === few && given && "cut"].filter(Boolean).join(" ") || undefined;

/** What is done about it: "in check, 2 in plan", or until when it is accepted; an en dash where nothing is. */
function doneWords(
  { acceptedReviewOn }: Named,
  counts: Partial<Record<Phase, number>> = {},
  locale: string,
): ReactNode {
  const parts = phases
    .filter((phase) => counts[phase])
    .map((phase) => {
      const word = `${isOpenPhase(phase) ? "in " : ""}${phaseWords[phase].toLowerCase()}`;
      return counts[phase] === 1 ? word : `${counts[phase]} ${word}`;
    });
  if (acceptedReviewOn) parts.unshift(`accepted until ${formatDay(acceptedReviewOn, locale, "dated")}`);
  return parts.length > 0 ? parts.join(", ") : "–";
}
