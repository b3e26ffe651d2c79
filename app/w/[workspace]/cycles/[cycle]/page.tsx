import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { Crumbs } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { listHistory } from "@/lib/activity/queries";
import { listCycleImprovements } from "@/lib/cycles/cycle-improvements";
import { listLeftOwners } from "@/lib/cycles/handing-on";
import { closeFaults } from "@/lib/cycles/moving";
import {
  listChoosable,
  listHuddles,
  listObjectiveReviews,
  listObjectives,
  listPressures,
  listReviews,
  listTurns,
} from "@/lib/cycles/queries";
import { offerPeople } from "@/lib/teams/offering";
import { CalendarLink } from "../../calendar-link";
import { FindPeople } from "../../find-people";
import { History } from "../../history";
import { Phases } from "../phases";
import { phaseNotes, spanWords } from "../words";
import { cycleContext } from "./cycle-context";
import { CycleWork } from "./cycle-work";
import { LastPareto } from "./last-pareto";
import { LookedBack } from "./looked-back";
import { NextStep } from "./next-step";
import { Objectives } from "./objectives";
import { Pressures } from "./pressures";

export const metadata: Metadata = { title: "Cycle" };

/** One cycle, phase by phase: what stands, what is next and, for whoever may take it, the one step that leads on. */
export default async function CyclePage({ params, searchParams }: PageProps<"/w/[workspace]/cycles/[cycle]">) {
  const { workspace, cycle: cycleId } = await params;
  const { who } = await searchParams;
  const member = await requireMember(workspace);
  const context = await cycleContext(workspace, member, cycleId);
  const { cycle, relationship, reader, mayWrite, mayLead, here } = context;
  const db = database();
  const { phase } = cycle;
  const isChosen = phase === "committed" || phase === "running";
  const [pressures, objectives, turns, work, choosable, huddles, reviews, decided, owed, left, history] =
    await Promise.all([
      listPressures(db, member, cycle),
      listObjectives(db, member, [cycle.id]),
      listTurns(db, member, cycle.id),
      listCycleImprovements(db, member, cycle.id),
      mayWrite && isChosen ? listChoosable(db, member, cycle.relationshipId) : [],
      listHuddles(db, member, cycle.id),
      listReviews(db, member, [cycle.id]),
      listObjectiveReviews(db, member, cycle.id),
      phase === "review" ? closeFaults(db, member, cycle.id) : [],
      mayWrite ? listLeftOwners(db, member, cycle.id) : [],
      listHistory(db, member, [cycle.id]),
    ]);
  const isEarly = phase === "scan";
  const sideIds = relationship.sides.map(({ id }) => id);
  const keep = objectives.flatMap(({ firstOwnerId, secondOwnerId }) => [firstOwnerId, secondOwnerId]);
  const offered =
    mayWrite && !isEarly ? await offerPeople(db, member, { sideIds, onlySides: true, keep, words: who }) : undefined;
  const people = offered?.people ?? [];
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Crumbs path={[{ label: "Cycles", href: `/w/${workspace}/cycles` }, { label: cycle.name }]} />
      <div className="with-aside">
        <article className="min-w-0 cycle">
          <h1 className="statement">{cycle.name}</h1>
          <p className="facts-line">
            <span>{spanWords(cycle, reader)}</span>
            <span>{relationship.name}</span>
          </p>
          <Phases current={phase} />
          <section className="stage" aria-label="Next step">
            <p className="words">{phaseNotes[phase]}</p>
            <NextStep {...{ context, pressures, objectives, turns, reviews, owed }} />
          </section>
          {isEarly ? (
            <>
              <Pressures {...{ context, pressures }} />
              <LastPareto {...{ context, member }} />
            </>
          ) : (
            <>
              {(isChosen || phase === "review" || phase === "closed") && (
                <LookedBack {...{ context, huddles, reviews }} />
              )}
              {offered && <FindPeople offered={offered} home={here} />}
              <Objectives {...{ context, objectives, turns, decided, people, left }} />
              {(isChosen || phase === "review" || phase === "closed") && (
                <CycleWork {...{ context, work, choosable }} />
              )}
              <Pressures {...{ context, pressures }} />
              {phase === "plan" && <LastPareto {...{ context, member }} />}
            </>
          )}
        </article>
        <aside className="aside" aria-label="About this cycle">
          {(cycle.previousId || cycle.nextId || (mayLead && phase === "review")) && (
            <section>
              <h2>The chain</h2>
              <div className="buttons mt-2">
                {cycle.previousId && (
                  <ButtonLink small href={`/w/${workspace}/cycles/${cycle.previousId}`}>
                    The one before
                  </ButtonLink>
                )}
                {cycle.nextId && (
                  <ButtonLink small href={`/w/${workspace}/cycles/${cycle.nextId}`}>
                    The one after
                  </ButtonLink>
                )}
                {mayLead && phase === "review" && !cycle.nextId && (
                  <ButtonLink small href={`/w/${workspace}/cycles/new`}>
                    Open the next
                  </ButtonLink>
                )}
              </div>
            </section>
          )}
          {phase === "running" && (
            <section>
              <h2>Look at it</h2>
              <div className="buttons mt-2">
                <ButtonLink small href={`${here}/huddle`}>
                  Huddle
                </ButtonLink>
                <ButtonLink small href={`${here}/review`}>
                  Quarterly review
                </ButtonLink>
                <CalendarLink href={here} />
              </div>
            </section>
          )}
          <section>
            <h2>History</h2>
            <History entries={history} relationship={relationship} reader={member} now={new Date()} />
          </section>
        </aside>
      </div>
    </main>
  );
}
