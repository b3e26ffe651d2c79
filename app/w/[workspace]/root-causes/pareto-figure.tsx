import { ChartFiles, type FileOfChart } from "@/app/_ui/charts/chart-files";
import { Link } from "@/app/_ui/link";
import type { Category } from "@/db/terms";
import type { Bar } from "@/lib/trends/pareto";
import { addressOf } from "./address";
import { type Named, type ParetoRead, paretoShown } from "./pareto-shown";

type ParetoProps = ParetoRead & { workspace: string; locale: string; updated: string; file?: FileOfChart };

/** A table with bars: a dark rule closes the vital few, the others come last; each row leads to its weeks. */
export function ParetoFigure({ workspace, locale, updated, file, ...read }: ParetoProps) {
  const { address } = read;
  const { bars, few, byCause, sentence, captions, heads, number, titleOf, doneOf } = paretoShown(read, locale);
  const most = Math.max(...bars.map(({ value }) => value));
  const secondOf = (bar: Bar<Named>) => bar.given?.second ?? 0;
  const hrefOf = ({ id }: Named) =>
    byCause
      ? `/w/${workspace}/root-causes/${id}#over-time`
      : `${addressOf(workspace, address, { trend: id as Category })}#over-time`;
  return (
    <figure className="figure">
      <h2>{sentence}</h2>
      <table className="pareto">
        <thead>
          <tr>
            <th scope="col">{heads.name}</th>
            <th scope="col" className="b">
              {heads.amount}
            </th>
            <th scope="col">
              <span className="sr">{heads.amount}, in figures</span>
            </th>
            <th scope="col" className="num">
              Together
            </th>
            <th scope="col" className="num wide-only">
              {heads.second}
            </th>
            {byCause && (
              <th scope="col" className="wide-only">
                Improvement
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar, place) => (
            <tr key={bar.given?.id ?? "other"} className={rowLook(place, few, bar)}>
              <td className="t">{bar.given ? <Link href={hrefOf(bar.given)}>{titleOf(bar)}</Link> : titleOf(bar)}</td>
              <td className="b">
                <i style={{ width: `${(100 * bar.value) / most}%` }} />
              </td>
              <td className="num">{number(bar.value)}</td>
              <td className="num quiet">{Math.round(bar.cumulativePercent)}%</td>
              <td className="num quiet wide-only">{secondOf(bar) > 0 ? number(secondOf(bar)) : "–"}</td>
              {byCause && <td className="quiet wide-only">{doneOf(bar)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="cap">
        {[...captions, updated].map((each) => (
          <span key={each}>{each}</span>
        ))}
      </p>
      {file && (
        <div className="chart-more">
          <ChartFiles {...file} />
        </div>
      )}
    </figure>
  );
}

const rowLook = (place: number, few: number, { given }: Bar<Named>) =>
  [place < few && given && "few", place + 1 === few && given && "cut"].filter(Boolean).join(" ") || undefined;
