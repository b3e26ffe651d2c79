import type { Metadata } from "next";
import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { formatDay, formatTime } from "@/app/_ui/dates";
import { PageFrame } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { hasRoom } from "@/db/room";
import { findFirstMove } from "@/lib/flow/first-move";
import { listBands } from "@/lib/measures/pressures";
import { costMonths, readOverview, sixSentences } from "@/lib/overview/overview";
import { compareRelationships } from "@/lib/overview/side-by-side";
import { visitTrends } from "@/lib/overview/visits";
import { now } from "@/lib/text/clock";
import { dayIn, todayOf } from "@/lib/text/days";
import { Compared } from "./compared";
import { CostFigure } from "./cost-figure";
import { PressuresFigure } from "./pressures-figure";
import { PrintButton } from "./print-button";
import { Says } from "./says";
import { SignalFigures } from "./signal-figures";
import { StuckFigure } from "./stuck-figure";
import { VitalFewFigure } from "./vital-few-figure";

export const metadata: Metadata = { title: "Trends" };

/** The executive's page, in the order of the method: what changed for real, what costs most, what is stuck. */
export default async function TrendsPage({ params, searchParams }: PageProps<"/w/[workspace]/trends">) {
  const [{ workspace }, asked] = await Promise.all([params, searchParams]);
  const member = await requireMember(workspace);
  const [chosen, relationships] = await Promise.all([chosenRelationship(member), relationshipsOf(member)]);
  // A mail names the one it tells of.
  const relationship = relationships.find(({ id }) => id === asked.relationship) ?? chosen;
  const db = database();
  const { id: relationshipId } = relationship;
  // Where nothing can be written any more, the page is read all the same.
  const visit = hasRoom().then((room) => (room ? visitTrends(db, member, relationshipId) : undefined));
  const [since, overview, bands, firstLoggedOn, compared] = await Promise.all([
    visit,
    readOverview(db, member, relationshipId, visit),
    listBands(db, member, relationshipId),
    findFirstMove(db, member, relationshipId),
    relationships.length > 1 ? compareRelationships(db, member) : undefined,
  ]);
  const { read, few, stuck, cost, costs, currency, pressures, period } = overview;
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
          <ButtonLink href={`/w/${workspace}/trends/flow`}>Flow</ButtonLink>
          <ButtonLink href={`/w/${workspace}/trends/cost`}>Cost</ButtonLink>
          <PrintButton />
        </>
      }
    >
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
        {compared && <Compared {...{ workspace, relationships, compared }} locale={member.locale} />}
      </div>
    </PageFrame>
  );
}
