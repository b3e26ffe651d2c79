import type { Member } from "@/lib/access/member";
import type { VitalFew } from "@/lib/overview/vital-few";
import { type Period, periodWords } from "@/lib/root-causes/pareto-periods";
import { todayOf } from "@/lib/text/days";
import type { Address } from "../root-causes/address";
import { ParetoFigure } from "../root-causes/pareto-figure";
import { paretoFileAt } from "../root-causes/pareto-file";

const addressFor = (view: VitalFew["view"], period: Period): Address => ({
  view,
  by: "cause",
  period,
  per: "month",
  q: "",
});

type FigureProps = {
  workspace: string;
  member: Member;
  updated: string;
  few: VitalFew;
  period: Period;
  currency: string;
  relationshipId: string;
};

/** Which few causes make most of it, and how far what is done about each has come. */
export function VitalFewFigure({ workspace, member, updated, few, period, currency, relationshipId }: FigureProps) {
  const { view, sums, improvements } = few;
  const address = addressFor(view, period);
  if (sums.named.length === 0)
    return (
      <figure className="figure c8">
        <span className="fig-no">2 Vital few</span>
        <h2>No root cause is known yet</h2>
        <p className="note pt-2.5">
          A root cause is found where a branch of a cause tree ends, and both sides sign it.
        </p>
      </figure>
    );
  return (
    <div className="figure c8">
      <span className="fig-no">2 Vital few, {periodWords(period, todayOf(member)).toLowerCase()}</span>
      <ParetoFigure
        {...{ workspace, sums, currency, improvements, updated }}
        address={address}
        file={paretoFileAt(workspace, { ...address, currency }, relationshipId)}
        second={view === "money" ? "incidents" : "money"}
        locale={member.locale}
      />
    </div>
  );
}
