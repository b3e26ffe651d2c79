import type { Member } from "@/lib/access/member";
import type { Pressure } from "@/lib/charts/bands";
import { costMonths, type Overview, sixSentences } from "@/lib/overview/overview";
import type { Compared as ComparedRow } from "@/lib/overview/side-by-side";
import type { Relationship } from "@/lib/teams/sides";
import { todayOf } from "@/lib/text/days";
import { Compared } from "./compared";
import { CostFigure } from "./cost-figure";
import { PressuresFigure } from "./pressures-figure";
import { Says } from "./says";
import { SignalFigures } from "./signal-figures";
import { StuckFigure } from "./stuck-figure";
import { VitalFewFigure } from "./vital-few-figure";

type BodyProps = {
  workspace: string;
  member: Member;
  updated: string;
  overview: Overview;
  bands: Pressure[];
  firstLoggedOn: string | null;
  relationship: Relationship;
  relationships: Relationship[];
  /** Where there is more than one relationship. */
  compared?: ReadonlyMap<string, ComparedRow>;
};

/** All that an executive reads, in the order of the method: what changed for real, what costs most, what is stuck. */
export function TrendsBody({
  overview,
  bands,
  firstLoggedOn,
  relationship,
  relationships,
  compared,
  ...common
}: BodyProps) {
  const { read, few, stuck, cost, costs, currency, pressures, period } = overview;
  const { member } = common;
  const relationshipId = relationship.id;
  return (
    <>
      <div className="first">
        <Says said={sixSentences(overview, member.locale)} />
        <SignalFigures {...common} {...{ read, bands, firstLoggedOn }} today={todayOf(member)} />
      </div>
      <div className="figures">
        <VitalFewFigure {...common} {...{ few, period, currency, relationshipId }} />
        <StuckFigure {...common} {...{ stuck, relationship }} />
        <CostFigure
          {...common}
          {...{ cost, costs, currency, relationshipId }}
          months={costMonths}
          number="4 Cost of friction"
          className="c6"
        />
        <figure className="figure c6">
          <span className="fig-no">5 Alignment</span>
          <h2>Nobody has asked both sides yet</h2>
          <p className="note pt-2.5">
            Twenty statements, answered by both sides twice a year, say whether they describe the same relationship.
            Until then there is no score and no gap to show.
          </p>
        </figure>
        <PressuresFigure {...common} {...{ pressures, relationshipId }} />
        {compared && <Compared {...{ relationships, compared }} locale={member.locale} />}
      </div>
    </>
  );
}
