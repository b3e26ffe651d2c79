import type { ReactNode } from "react";
import { ChartTable } from "@/app/_ui/charts/chart-figure";
import { ChartFiles, type FileOfChart } from "@/app/_ui/charts/chart-files";
import type { Counted, Step } from "@/lib/trends/weeks";
import { countsShown, stepName } from "./counts-shown";

type CountsProps = {
  counts: Counted[];
  per: Step;
  locale: string;
  /** Links to the other step. */
  steps?: ReactNode;
  updated: string;
  file?: FileOfChart;
};

/** How often a cause was met, step by step: small bars that begin at 0, and the same as a table. */
export function CountsOverTime({ counts, per, locale, steps, updated, file }: CountsProps) {
  const { sentence, captions, label, table } = countsShown(counts, per, locale);
  const most = Math.max(1, ...counts.map(({ incidents }) => incidents));
  const name = (begins: string) => stepName(begins, per, locale);
  const [first, last] = [counts[0], counts.at(-1)];
  return (
    <figure className="figure">
      <div className="figure-head">
        <h2>{sentence}</h2>
        {steps}
      </div>
      <div className="time-bars" aria-hidden="true">
        {counts.map(({ begins, incidents }) => (
          <i
            key={begins}
            className={incidents === 0 ? "none" : undefined}
            style={{ height: `${(100 * incidents) / most}%` }}
            title={`${name(begins)}: ${incidents}`}
          />
        ))}
      </div>
      {first && last && (
        <p className="time-ends" aria-hidden="true">
          <span>{name(first.begins)}</span>
          <span>the tallest bar is {most}</span>
          <span>{name(last.begins)}</span>
        </p>
      )}
      <p className="cap">
        {[...captions, updated].map((caption) => (
          <span key={caption}>{caption}</span>
        ))}
      </p>
      <div className="chart-more">
        <details className="chart-data">
          <summary>As a table</summary>
          <ChartTable {...table} caption={label} />
        </details>
        {file && <ChartFiles {...file} />}
      </div>
    </figure>
  );
}
