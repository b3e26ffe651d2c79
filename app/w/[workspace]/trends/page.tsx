import type { Metadata } from "next";
import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { formatDay, formatTime } from "@/app/_ui/dates";
import { PageFrame } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { hasRoom } from "@/db/room";
import { findLedgerCurrency, listMonthCosts } from "@/lib/friction/queries";
import { chartMeasures } from "@/lib/measures/charted";
import { listBands } from "@/lib/measures/pressures";
import { listMeasures } from "@/lib/measures/queries";
import { costChart } from "@/lib/overview/cost-chart";
import { listPressuresOverTime } from "@/lib/overview/pressures";
import { compareRelationships } from "@/lib/overview/side-by-side";
import { findStuck } from "@/lib/overview/stuck";
import { visitTrends } from "@/lib/overview/visits";
import { findVitalFew } from "@/lib/overview/vital-few";
import { now } from "@/lib/text/clock";
import { dayIn, todayOf } from "@/lib/text/days";
import { monthsBack } from "@/lib/trends/weeks";
import { periodAsked, usualPeriod } from "../root-causes/address";
import { Compared } from "./compared";
import { CostFigure } from "./cost-figure";
import { PressuresFigure } from "./pressures-figure";
import { PrintButton } from "./print-button";
import { Says } from "./says";
import { readMeasures, SignalFigures } from "./signal-figures";
import { StuckFigure } from "./stuck-figure";
import { VitalFewFigure } from "./vital-few-figure";

export const metadata: Metadata = { title: "Trends" };

/** So many months of cost are drawn, the running one included. */
const costMonths = 13;

/** The executive's page, in the order of the method: what changed for real, what costs most, what is stuck. */
export default async function TrendsPage({ params }: PageProps<"/w/[workspace]/trends">) {
  const { workspace } = await params;
  const member = await requireMember(workspace);
  const [relationship, relationships] = await Promise.all([chosenRelationship(member), relationshipsOf(member)]);
  const db = database();
  const { id: relationshipId } = relationship;
  const today = todayOf(member);
  const period = usualPeriod(today);
  const [measures, currency, since] = await Promise.all([
    listMeasures(db, member, relationshipId),
    findLedgerCurrency(db, member, relationshipId),
    // Where nothing can be written any more, the page is read all the same.
    (await hasRoom()) ? visitTrends(db, member, relationshipId) : undefined,
  ]);
  const [charts, bands, few, stuck, costs, pressures, compared] = await Promise.all([
    chartMeasures(db, member, measures),
    listBands(db, member, relationshipId),
    findVitalFew(db, member, { relationshipId, period: periodAsked(period, today), currency }),
    findStuck(db, member, relationshipId),
    listMonthCosts(db, member, { relationshipId, currency, since: monthsBack(today, costMonths) }),
    listPressuresOverTime(db, member, relationshipId),
    relationships.length > 1 ? compareRelationships(db, member) : undefined,
  ]);
  const read = readMeasures(measures, charts, { since, member });
  const cost = costChart(costs, today);
  const updated = `Read at ${formatTime(now(), member.locale, member.timeZone)}`;
  const common = { workspace, member, updated };
  const visited = since && formatDay(dayIn(member.timeZone, since), member.locale, "long");
  return (
    <PageFrame
      title="Does it get better?"
      className="trends"
      note={visited ? `${relationship.name}, since your last visit on ${visited}` : relationship.name}
      tools={
        <>
          <ButtonLink href={`/w/${workspace}/trends/measures`}>Measures</ButtonLink>
          <ButtonLink href={`/w/${workspace}/trends/cost`}>Cost</ButtonLink>
          <PrintButton />
        </>
      }
    >
      <div className="first">
        <Says {...{ read, few, stuck, cost, currency, pressures, period, today, member }} />
        <SignalFigures {...common} read={read} bands={bands} />
      </div>
      <div className="figures">
        <VitalFewFigure {...common} {...{ few, period, currency }} />
        <StuckFigure {...common} {...{ stuck, relationship }} />
        <CostFigure {...common} {...{ cost, costs, currency }} />
        <figure className="figure c6">
          <span className="fig-no">5 Alignment</span>
          <h2>Nobody has asked both sides yet</h2>
          <p className="note pt-2.5">
            Twenty statements, answered by both sides twice a year, say whether they describe the same relationship.
            Until then there is no score and no gap to show.
          </p>
        </figure>
        <PressuresFigure {...common} pressures={pressures} />
        {compared && <Compared {...{ workspace, relationships, compared }} locale={member.locale} />}
      </div>
    </PageFrame>
  );
}
