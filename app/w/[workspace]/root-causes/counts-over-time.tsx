import type { ReactNode } from "react";
import { formatDay, formatNumber } from "@/app/_ui/dates";
import type { Counted, Step } from "@/lib/trends/weeks";

type CountsProps = {
  counts: Counted[];
  per: Step;
  locale: string;
  /** Links to the other step. */
  steps?: ReactNode;
  updated: string;
};

/** How often a cause was met, step by step: small bars that begin at 0, and the same as a table. */
export function CountsOverTime({ counts, per, locale, steps, updated }: CountsProps) {
  const most = Math.max(1, ...counts.map(({ incidents }) => incidents));
  const total = counts.reduce((sum, { incidents }) => sum + incidents, 0);
  const name = (begins: string) => stepName(begins, per, locale);
  const [first, last] = [counts[0], counts.at(-1)];
  return (
    <figure className="figure">
      <div className="figure-head">
        <h2>{sentenceOf(counts, per, locale)}</h2>
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
        <span>
          n = {formatNumber(total, locale)} {total === 1 ? "incident" : "incidents"}
        </span>
        <span>
          Incidents by the day they occurred, {per === "week" ? "week by week" : "by the month in which the week began"}
          ; the running {per} is not over
        </span>
        <span>{updated}</span>
      </p>
      <details className="folded">
        <summary>As a table</summary>
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{per === "week" ? "Week from" : "Month"}</th>
              <th scope="col" className="num text-right">
                Incidents
              </th>
            </tr>
          </thead>
          <tbody>
            {counts.toReversed().map(({ begins, incidents }) => (
              <tr key={begins}>
                <td>{name(begins)}</td>
                <td className="num text-right">{formatNumber(incidents, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function sentenceOf(counts: Counted[], per: Step, locale: string): string {
  const met = counts.filter(({ incidents }) => incidents > 0);
  const last = met.at(-1);
  if (!last) return `Not met in the last ${counts.length} ${per}s`;
  const when = stepName(last.begins, per, locale);
  return `Met in ${met.length} of the last ${counts.length} ${per}s, last ${per === "week" ? "in the week from" : "in"} ${when}`;
}

function stepName(begins: string, per: Step, locale: string): string {
  if (per === "week") return formatDay(begins, locale, "dated");
  return new Date(`${begins}T00:00:00Z`).toLocaleDateString(locale, {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}
