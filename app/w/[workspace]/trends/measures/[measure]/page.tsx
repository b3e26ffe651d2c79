import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { relationshipsOf } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { Notice } from "@/app/_ui/notice";
import { Crumbs } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { listHistory } from "@/lib/activity/queries";
import { findFirstMove } from "@/lib/flow/first-move";
import { notesOn } from "@/lib/measures/building-up";
import { chartMeasure } from "@/lib/measures/charted";
import { listBaselines } from "@/lib/measures/locked";
import { listBands } from "@/lib/measures/pressures";
import { findMeasure, listWhoEntered } from "@/lib/measures/queries";
import { listSignals } from "@/lib/measures/signals";
import { listTries } from "@/lib/measures/tries";
import { offerPeople } from "@/lib/teams/offering";
import { day as dayShape } from "@/lib/text/shapes";
import { History } from "../../../history";
import { readerOf } from "../../../improvements/words";
import { restoreMeasureAction } from "../actions";
import { Owners } from "../owners";
import { rhythmOf, sourceLine, wantedWords } from "../words";
import { AboutMeasure } from "./about-measure";
import { EnterValues } from "./enter-values";
import { Limits } from "./limits";
import { MeasureChart } from "./measure-chart";
import { OnePeriod } from "./one-period";
import { Signals } from "./signals";
import { Tries } from "./tries";
import { ValueTable } from "./value-table";

export const metadata: Metadata = { title: "Measure" };

/** One measure: its chart and what that says, what waits for an answer, its values and its limits. */
export default async function MeasurePage({
  params,
  searchParams,
}: PageProps<"/w/[workspace]/trends/measures/[measure]">) {
  const { workspace, measure: measureId } = await params;
  const asked = await searchParams;
  const member = await requireMember(workspace);
  const db = database();
  const [measure, relationships] = await Promise.all([findMeasure(db, member, measureId), relationshipsOf(member)]);
  const relationship = relationships.find((one) => one.id === measure?.relationshipId);
  if (!measure || !relationship) notFound();
  const inUse = measure.removedAt === null;
  const mayDefine = inUse && may(member.role, "measure:define");
  const mayWrite = inUse && may(member.role, "measure:write");
  const sideIds = relationship.sides.map(({ id }) => id);
  const keep = [measure.firstOwner?.id, measure.secondOwner?.id];
  const [{ chart, values }, baselines, signals, entered, bands, offered, history, tries, firstLoggedOn] =
    await Promise.all([
      chartMeasure(db, member, measure),
      listBaselines(db, member, [measure.id]),
      listSignals(db, member, measure.id),
      listWhoEntered(db, member, measure.id),
      listBands(db, member, measure.relationshipId),
      mayDefine ? offerPeople(db, member, { sideIds, onlySides: true, keep, words: asked.who }) : undefined,
      listHistory(db, member, [measure.id]),
      listTries(db, member, measure.id),
      findFirstMove(db, member, measure.relationshipId),
    ]);
  const here = `/w/${workspace}/trends/measures/${measure.id}`;
  const reader = readerOf(member);
  const context = { workspace, here, measure, chart, values, reader, mayDefine, mayWrite };
  const periodOn = dayShape().safeParse(asked.period).data;
  const chosen = values.find((value) => value.periodOn === periodOn);
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Crumbs
        path={[
          { label: "Trends", href: `/w/${workspace}/trends` },
          { label: "Measures", href: `/w/${workspace}/trends/measures` },
          { label: measure.name },
        ]}
      />
      <div className="with-aside">
        <article className="min-w-0 measure">
          <h1 className="statement">{measure.name}</h1>
          <p className="facts-line">
            <span>{rhythmOf(measure)}</span>
            <span>{sourceLine(measure)}</span>
            {measure.wanted && <span>{wantedWords[measure.wanted]}</span>}
            <Owners {...{ relationship, measure }} />
          </p>
          {!inUse && (
            <Notice
              action={
                may(member.role, "measure:define") && (
                  <ActionForm action={restoreMeasureAction.bind(null, workspace)} label="Put this measure back">
                    <input type="hidden" name="measureId" value={measure.id} />
                    <Button type="submit" small>
                      Put it back
                    </Button>
                  </ActionForm>
                )
              }
            >
              This measure was taken away. Its values are kept.
            </Notice>
          )}
          <Signals {...context} signals={signals.filter(({ settledAt }) => settledAt === null)} />
          <MeasureChart
            {...context}
            {...{ entered, bands }}
            notes={notesOn(measure, firstLoggedOn, reader.today)}
            asRun={asked.as === "run"}
          />
          {mayWrite && measure.source === "readings" && <EnterValues {...context} />}
          {chosen && <OnePeriod {...context} value={chosen} />}
          <ValueTable {...context} entered={entered} isWhole={asked.all !== undefined} />
          <Limits {...context} baselines={baselines} />
        </article>
        <aside className="aside" aria-label="About this measure">
          <AboutMeasure {...context} {...{ relationship, offered }} />
          <Tries {...context} tries={tries} />
          <Signals {...context} signals={signals.filter(({ settledAt }) => settledAt !== null)} isPast />
          <section>
            <h2>History</h2>
            <History entries={history} relationship={relationship} reader={member} now={new Date()} />
          </section>
        </aside>
      </div>
    </main>
  );
}
