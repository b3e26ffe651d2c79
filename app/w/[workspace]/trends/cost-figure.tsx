import { Link } from "@/app/_ui/link";
import type { Member } from "@/lib/access/member";
import type { MonthCost } from "@/lib/friction/queries";
import { type CostChart, moneyFigures } from "@/lib/overview/cost-chart";
import { XmrFigure } from "./figures/xmr-figure";

type FigureProps = {
  workspace: string;
  member: Member;
  updated: string;
  cost: CostChart;
  costs: MonthCost[];
  currency: string;
};

/** What friction costs by month, each with its range. */
export function CostFigure({ workspace, member, updated, cost, costs, currency }: FigureProps) {
  const ledger = `/w/${workspace}/trends/cost`;
  if (cost.ranges.size === 0)
    return (
      <figure className="figure c6">
        <span className="fig-no">4 Cost of friction</span>
        <h2>Nobody has said yet what friction costs</h2>
        <p className="note pt-2.5">
          Incidents carry costs, and the{" "}
          <Link className="link" href={ledger}>
            ledger
          </Link>{" "}
          holds what a month cost by formula. What is unknown stays blank.
        </p>
      </figure>
    );
  const lines = costs.reduce((sum, month) => sum + month.lines, 0);
  const confirmed = costs.reduce((sum, month) => sum + month.confirmed, 0);
  const unknown = costs.reduce((sum, month) => sum + month.unknown, 0);
  const basis =
    lines > 0
      ? `${confirmed} of ${lines} lines of the ledger confirmed${unknown > 0 ? `, ${unknown} without an amount` : ""}`
      : "As the incidents say";
  return (
    <XmrFigure
      className="c6"
      number="4 Cost of friction"
      chart={cost.chart}
      figures={moneyFigures(currency, member.locale)}
      name={`Cost of friction by month, ${currency}`}
      definition="Bar: low to high, point: expected"
      made={basis}
      updated={updated}
      column="half"
      height={236}
      ranges={cost.ranges}
    />
  );
}
