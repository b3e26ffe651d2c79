import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { dayOf, formatDay, formatTime } from "@/app/_ui/dates";
import { Icon } from "@/app/_ui/icon";
import { Crumbs } from "@/app/_ui/page-frame";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { listHistory } from "@/lib/activity/queries";
import { listComments } from "@/lib/comments/queries";
import { listImprovementsOnCauses } from "@/lib/improvements/queries";
import {
  type IncidentKey,
  listDaysOfCauses,
  listEffectiveDaysOfCause,
  listImplementationsOnCause,
  listIncidentsOfCause,
  listLinkedIncidents,
  listMergedInto,
  listWhysOfCause,
} from "@/lib/root-causes/cause-page";
import { findRootCause, listRootCauseChoices } from "@/lib/root-causes/queries";
import { countRecurrences } from "@/lib/root-causes/recurrence";
import { listSeverities } from "@/lib/root-causes/severities";
import { findStandingId } from "@/lib/root-causes/standing-entry";
import { listWeakCauses } from "@/lib/root-causes/weak-reason";
import { listWeeks } from "@/lib/root-causes/weekly-sums";
import { todayOf } from "@/lib/text/days";
import { day as dayShape, rowId } from "@/lib/text/shapes";
import { categoryWord, categoryWords } from "@/lib/text/words";
import { countsByStep, mondayOf } from "@/lib/trends/weeks";
import { Comments } from "../../comments/comments";
import { talkOf } from "../../comments/talk-of";
import { History } from "../../history";
import { WeakHint } from "../../improvements/[improvement]/strength-hints";
import { readerOf } from "../../improvements/words";
import { CountsOverTime } from "../counts-over-time";
import { Steps } from "../pareto";
import { sinceOf } from "../steps-shown";
import { Acceptance } from "./acceptance";
import { DescribeForm } from "./describe-form";
import { EditCauseForm } from "./edit-cause-form";
import { ActingList, IncidentTable, WhyList } from "./lists";
import { MergeForm } from "./merge-form";
import { Recurrences } from "./recurrences";
import { Severities } from "./severities";
import { SplitForm } from "./split-form";

export const metadata: Metadata = { title: "Root cause" };

const pageSize = 50;

/** One root cause: its incidents over the years, the whys that end in it, what acts on it, and whether it came back. */
export default async function RootCausePage({ params, searchParams }: PageProps<"/w/[workspace]/root-causes/[cause]">) {
  const { workspace, cause: causeId } = await params;
  const { before, merge, split, per, talk } = await searchParams;
  const member = await requireMember(workspace);
  const db = database();
  const cause = await findRootCause(db, member, causeId);
  if (!cause) notFound();
  if (cause.mergedIntoId)
    redirect(`/w/${workspace}/root-causes/${await findStandingId(db, member.workspaceId, cause.id)}`);
  const mayEdit = may(member.role, "cause:edit");
  const step = per === "week" ? "week" : "month";
  const today = todayOf(member);
  const since = sinceOf(step, today);
  const words = mayEdit && typeof merge === "string" ? wordsOf(merge) : undefined;
  const taken = await listMergedInto(db, member, cause.id);
  const [incidents, days, implementations, effectiveOn, whys, acting, history, relationship, said] = await Promise.all([
    listIncidentsOfCause(db, member, cause.id, readKey(before), pageSize + 1),
    listDaysOfCauses(db, member, [cause.id]),
    listImplementationsOnCause(db, member, cause.id),
    listEffectiveDaysOfCause(db, member, cause.id),
    listWhysOfCause(db, member, cause.id),
    listImprovementsOnCauses(db, member, [cause.id]),
    listHistory(db, member, [cause.id, ...taken.map(({ id }) => id)]),
    chosenRelationship(member),
    listComments(db, member, "root_cause", cause.id, typeof talk === "string" ? talk : undefined),
  ]);
  const [[weak], weeks, severities, choices, linked] = await Promise.all([
    listWeakCauses(db, member, [cause.id]),
    listWeeks(db, member, { rootCauseId: cause.id }, { since, until: mondayOf(today) }),
    listSeverities(db, member, cause.id),
    words === undefined ? undefined : listRootCauseChoices(db, member, { text: words || cause.text }, 12),
    mayEdit && split !== undefined ? listLinkedIncidents(db, member, cause.id) : undefined,
  ]);
  const reader = readerOf(member);
  const here = `/w/${workspace}/root-causes/${cause.id}`;
  const shown = incidents.slice(0, pageSize);
  const last = incidents.length > pageSize ? shown.at(-1) : undefined;
  const count = countRecurrences(days, implementations, effectiveOn);
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Crumbs
        path={[{ label: "Root causes", href: `/w/${workspace}/root-causes` }, { label: categoryWords[cause.category] }]}
      />
      <div className="with-aside">
        <article className="min-w-0">
          <h1 className="statement">{cause.text}</h1>
          <p className="facts-line">
            <span className="state root">{categoryWords[cause.category]}</span>
            {cause.otherCategories.length > 0 && (
              <span>also {cause.otherCategories.map((code) => categoryWord[code]).join(", ")}</span>
            )}
            <span>{count.linkedIncidents === 1 ? "1 incident" : `${count.linkedIncidents} incidents`}</span>
            {days.length > 0 && <span>last seen {formatDay(days.at(-1)?.occurredOn ?? "", reader.locale)}</span>}
          </p>
          <Recurrences {...{ workspace, count, days, implementations, effectiveOn, reader }} />
          {cause.trendNote && <p className="aloud mt-3">{cause.trendNote}</p>}
          {choices && (
            <MergeForm
              {...{ workspace, cause, here }}
              choices={choices.filter(({ id }) => id !== cause.id)}
              words={words ?? ""}
            />
          )}
          {linked && <SplitForm {...{ workspace, cause, whys, linked, reader, here }} />}

          <section className="block" id="over-time">
            <CountsOverTime
              file={{ href: `${here}/chart`, query: `?per=${step}`, name: "root-cause" }}
              counts={countsByStep(weeks, step, since, today)}
              per={step}
              locale={reader.locale}
              updated={`Kept with every deed; read at ${formatTime(new Date(), member.locale, member.timeZone)}`}
              steps={<Steps per={step} to={(one) => `${here}${one === "week" ? "?per=week" : ""}#over-time`} />}
            />
          </section>

          <section className="block">
            <SectionTitle
              more={
                may(member.role, "improvement:plan") && (
                  <ButtonLink small href={`/w/${workspace}/improvements/new?cause=${cause.id}`}>
                    <Icon name="plus" />
                    Plan an improvement
                  </ButtonLink>
                )
              }
            >
              Improvements
            </SectionTitle>
            <ActingList {...{ workspace, acting, relationship, reader }} />
            {weak && <WeakHint {...{ workspace, cause: weak }} mayWork={mayEdit} />}
          </section>

          <section className="block">
            <SectionTitle n={count.linkedIncidents}>Incidents</SectionTitle>
            <IncidentTable
              {...{ workspace, implementations, effectiveOn, reader, here }}
              incidents={shown}
              older={last && `${here}?before=${last.occurredOn}~${last.id}`}
              isOlder={before !== undefined}
            />
          </section>

          <section className="block">
            <SectionTitle n={whys.length}>Whys that end in it</SectionTitle>
            <WhyList {...{ workspace, whys }} />
          </section>
        </article>

        <aside className="aside" aria-label="About this root cause">
          <section>
            <h2>About it</h2>
            <p className="note mt-2.5">
              Entered by {cause.enteredBy} on {formatDay(dayOf(cause.enteredAt, member.timeZone), reader.locale)}.
            </p>
            {taken.length > 0 && <p className="note">It took in {taken.map(({ text }) => `“${text}”`).join(", ")}.</p>}
            {mayEdit && (
              <>
                <EditCauseForm workspace={workspace} cause={cause} here={here} />
                <DescribeForm workspace={workspace} cause={cause} />
                <div className="buttons pt-2">
                  <ButtonLink small href={`${here}?merge=#merge`}>
                    Merge
                  </ButtonLink>
                  <ButtonLink small href={`${here}?split=#split`}>
                    Split
                  </ButtonLink>
                </div>
              </>
            )}
          </section>
          <Severities
            {...{ workspace, severities, here }}
            rootCauseId={cause.id}
            year={Number(today.slice(0, 4))}
            mayRate={mayEdit}
          />
          <Acceptance {...{ workspace, cause, reader }} mayAccept={may(member.role, "cause:accept")} />
          <section>
            <h2>History</h2>
            <History entries={history} relationship={relationship} reader={member} now={new Date()} />
          </section>
          <Comments
            {...talkOf(member, {
              workspace,
              on: "root_cause",
              subjectId: cause.id,
              shown: said,
              sides: relationship.sides,
            })}
          />
        </aside>
      </div>
    </main>
  );
}

const wordsOf = (typed: string) => typed.slice(0, 200).replaceAll("\0", "").toWellFormed();

/** `2026-11-02~id`, as the list gave it. */
function readKey(value: string | string[] | undefined): IncidentKey | undefined {
  const [occurredOn, id] = typeof value === "string" ? value.split("~") : [];
  const key = { occurredOn: dayShape().safeParse(occurredOn).data, id: rowId.safeParse(id).data };
  return key.occurredOn && key.id ? { occurredOn: key.occurredOn, id: key.id } : undefined;
}
