import { Link } from "@/app/_ui/link";
import type { Member } from "@/lib/access/member";
import type { Column } from "@/lib/charts/framed-drawing";
import type { MonthCost } from "@/lib/friction/queries";
import { type CostChart, costShown } from "@/lib/overview/cost-chart";
import { costFileAt } from "./cost/cost-file";
import { XmrFigure } from "./figures/xmr-figure";

type FigureProps = {
  workspace: string;
  member: Member;
  updated: string;
  cost: CostChart;
  costs: MonthCost[];
  currency: string;
  relationshipId: string;
  /** So many months are shown, the running one included. */
  months: number;
  number?: string;
  column?: Column;
  className?: string;
};

/** What friction costs by month, each with its range. */
export function CostFigure(props: FigureProps) {
  const { workspace, member, updated, cost, costs, currency, relationshipId, months } = props;
  const { number, column = "half", className } = props;
  if (cost.ranges.size === 0)
    return (
      <figure className={`figure ${className ?? ""}`}>
        {number && <span className="fig-no">{number}</span>}
        <h2>Nobody has said yet what friction costs</h2>
        <p className="note pt-2.5">
          Incidents carry costs, and the{" "}
          <Link className="link" href={`/w/${workspace}/trends/cost`}>
            ledger
          </Link>{" "}
          holds what a month cost by formula. What is unknown stays blank.
        </p>
      </figure>
    );
  return (
    <XmrFigure
      {...costShown(cost, costs, { currency, locale: member.locale })}
      {...{ number, className, column, updated }}
      height={236}
      file={costFileAt(workspace, relationshipId, { months, currency })}
    />
  );
}
