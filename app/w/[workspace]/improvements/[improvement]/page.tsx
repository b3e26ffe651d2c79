import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireMember } from "@/app/_server/visitor";
import { Crumbs } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { openPhases } from "@/db/terms";
import { listHistory } from "@/lib/activity/queries";
import { listComments } from "@/lib/comments/queries";
import { findImprovement } from "@/lib/improvements/improvement-page";
import { isOpenPhase } from "@/lib/improvements/pdca";
import { listBands } from "@/lib/measures/pressures";
import { listMeasures } from "@/lib/measures/queries";
import { findMeasured } from "@/lib/measures/tries";
import { listRootCauseChoices } from "@/lib/root-causes/queries";
import { phaseWords } from "@/lib/text/words";
import { CalendarLink } from "../../calendar-link";
import { Comments } from "../../comments/comments";
import { talkOf } from "../../comments/talk-of";
import { FindPeople } from "../../find-people";
import { History } from "../../history";
import { Live } from "../../live/live";
import { ageOf, readerOf } from "../words";
import { Asked } from "./asked";
import { Blocked, BlockForm } from "./blocked";
import { CameBackList } from "./came-back-list";
import { Causes, InPlace, KindLine, WrittenPrediction } from "./detail";
import { detailContext } from "./detail-context";
import { hasDays } from "./has-days";
import { Iterations } from "./iterations";
import { MeasureShown } from "./measured";
import { NextDeed } from "./next-deed";
import { CancelForm, EditForm, LinkForm } from "./plan-forms";
import { PredictionForm } from "./prediction-form";
import { WrittenStandard } from "./standard-deeds";
import { StrengthHints } from "./strength-hints";
import { StillHolds, SustainDeed } from "./sustain";

export const metadata: Metadata = { title: "Improvement" };

/** One improvement whole: what it acts on, what was predicted and seen, the step that comes next, and its history. */
export default async function ImprovementPage({
  params,
  searchParams,
}: PageProps<"/w/[workspace]/improvements/[improvement]">) {
  const { workspace, improvement: improvementId } = await params;
  const asked = await searchParams;
  const to = openPhases.find((lane) => lane === asked.to);
  const member = await requireMember(workspace);
  const db = database();
  const [improvement, choices] = await Promise.all([
    findImprovement(db, member, improvementId),
    listRootCauseChoices(db, member, {}, 200),
  ]);
  if (!improvement) notFound();
  const reader = readerOf(member);
  const predicted = improvement.iterations.map(({ prediction }) => prediction.measureId);
  const [context, history, shown, measured, bands, measures] = await Promise.all([
    detailContext({ heading: "h2", workspace, member, choosing: { words: asked.who }, reader, improvement, to }),
    listHistory(db, member, [improvement.id]),
    listComments(db, member, "improvement", improvement.id, typeof asked.talk === "string" ? asked.talk : undefined),
    findMeasured(db, member, predicted),
    predicted.some(Boolean) ? listBands(db, member, improvement.relationshipId) : [],
    improvement.phase === "plan" ? listMeasures(db, member, improvement.relationshipId) : [],
  ]);
  const { phase } = improvement;
  const charts = { measured, bands };
  const { mayWork } = context;
  const canPredict = mayWork && phase === "plan";
  const canLink = mayWork && (phase === "plan" || phase === "do");
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Live workspace={workspace} subjects={[improvement.id]} />
      <Crumbs path={[{ label: "Improvements", href: `/w/${workspace}/improvements` }, { label: phaseWords[phase] }]} />
      <div className="with-aside">
        <article className="min-w-0">
          <KindLine context={context} />
          <h1 className="statement">{improvement.title}</h1>
          <Causes context={context} />
          {mayWork && <FindPeople offered={context.offered} home={`/w/${workspace}/improvements/${improvement.id}`} />}

          <section className="block" aria-label="Prediction">
            {(context.prediction || !canPredict) && <WrittenPrediction context={context} />}
            <Asked context={context} at="prediction" />
            {canPredict && (
              <div className="mt-3">
                <PredictionForm {...{ context, measures }} />
              </div>
            )}
          </section>

          <Blocked context={context} />
          <StrengthHints context={context} />

          <section className="stage" aria-label="Next step">
            <Asked context={context} at="next" />
            <SustainDeed context={context} />
            <NextDeed context={context} />
          </section>

          <MeasureShown {...{ context, charts }} />
          <CameBackList context={context} />
          <WrittenStandard context={context} />
          <StillHolds context={context} />

          <Iterations {...{ context, charts }} />
        </article>

        <aside className="aside" aria-label="About this improvement">
          <section>
            <h2>About it</h2>
            <div className="mt-2.5">
              <InPlace context={context} />
              <p className="note mt-2">
                Planned by {improvement.plannedBy}, {ageOf(improvement, reader)}.
                {improvement.result && phase !== "closed" && ` Known so far: ${improvement.result}`}
              </p>
              {hasDays(improvement) && (
                <p className="mt-3">
                  <CalendarLink href={`/w/${workspace}/improvements/${improvement.id}`} />
                </p>
              )}
            </div>
          </section>
          {mayWork && isOpenPhase(phase) && (
            <section>
              <h2>Change it</h2>
              <div className="mt-2 grid gap-2">
                <Asked context={context} at="plan" />
                <EditForm context={context} />
                <BlockForm context={context} />
                <Asked context={context} at="link" />
                {canLink && <LinkForm context={context} choices={choices} />}
                <CancelForm context={context} />
              </div>
            </section>
          )}
          <section>
            <h2>History</h2>
            <History entries={history} relationship={context.relationship} reader={member} now={new Date()} />
          </section>
          <Comments
            {...talkOf(member, {
              workspace,
              on: "improvement",
              subjectId: improvement.id,
              shown,
              sides: context.relationship.sides,
            })}
          />
        </aside>
      </div>
    </main>
  );
}
