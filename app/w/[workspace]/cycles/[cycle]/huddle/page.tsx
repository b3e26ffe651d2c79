import type { Metadata } from "next";
import type { ReactNode } from "react";
import { requireMember } from "@/app/_server/visitor";
import { ActionForm } from "@/app/_ui/form";
import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { PageFrame } from "@/app/_ui/page-frame";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { listIncidentsOnCauses, listMoved, listStuck } from "@/lib/cycles/cycle-improvements";
import { movedSince, stuckBecause } from "@/lib/cycles/huddle-view";
import { type Huddle, listHuddles } from "@/lib/cycles/queries";
import { dayIn } from "@/lib/text/days";
import { verdictWords } from "@/lib/text/words";
import { SideMark } from "../../../history";
import { Overtaken } from "../../../improvements/overtaken";
import { dayWords } from "../../../improvements/words";
import { holdHuddleAction } from "../../actions";
import { type CycleContext, cycleContext } from "../cycle-context";
import { HuddleWords } from "../looked-back";
import { stuckWords } from "../stuck-words";
import { Timer } from "./timer";

export const metadata: Metadata = { title: "Huddle" };

/** Fifteen minutes, once a week: what moved since the last one, what is stuck, and who helps. */
export default async function HuddlePage({ params }: PageProps<"/w/[workspace]/cycles/[cycle]/huddle">) {
  const { workspace, cycle: cycleId } = await params;
  const member = await requireMember(workspace);
  const context = await cycleContext(workspace, member, cycleId);
  const { cycle, reader, relationship, mayWrite, here } = context;
  const db = database();
  const huddles = await listHuddles(db, member, cycle.id);
  const today = huddles.find(({ heldOn }) => heldOn === reader.today);
  const before = huddles.filter((huddle) => huddle !== today);
  const begun = cycle.committedAt ? dayIn(reader.timeZone, cycle.committedAt) : cycle.startsOn;
  const since = before[0]?.heldOn ?? begun;
  const [moved, standing, incidents] = await Promise.all([
    listMoved(db, member, cycle.id, since),
    listStuck(db, member, cycle.id, reader.today),
    listIncidentsOnCauses(db, member, cycle, since),
  ]);
  const { judged, implemented } = movedSince(moved.improvements, since);
  const stuck = standing.improvements.flatMap((one) => {
    const because = stuckBecause(one, reader.today);
    return because ? [{ ...one, because }] : [];
  });
  const to = (id: string) => `/w/${workspace}/improvements/${id}`;
  const who = (one: { ownerName: string | null; ownerTeamId: string | null }) =>
    one.ownerName && (
      <>
        <SideMark relationship={relationship} teamId={one.ownerTeamId} /> {one.ownerName}
      </>
    );
  return (
    <PageFrame
      title="Huddle"
      crumbs={[
        { label: "Cycles", href: `/w/${workspace}/cycles` },
        { label: cycle.name, href: here },
        { label: "Huddle" },
      ]}
      note="A quarter of an hour, standing up, both sides."
      tools={<Timer />}
    >
      <div className="huddle">
        <section aria-label="What moved">
          <SectionTitle n={moved.total + incidents.length}>What moved since {dayWords(since, reader)}</SectionTitle>
          {moved.total + incidents.length === 0 && <p className="note pt-3">Nothing has.</p>}
          <ul className="facts">
            {judged.map((one) => (
              <Fact
                key={one.id}
                verb={one.verdict ? verdictWords[one.verdict] : ""}
                href={to(one.id)}
                title={one.title}
              >
                {who(one)}
              </Fact>
            ))}
            {implemented.map((one) => (
              <Fact key={one.id} verb="In place" href={to(one.id)} title={one.title}>
                {who(one)}
              </Fact>
            ))}
            {incidents.map((one) => (
              <Fact key={one.id} verb="Seen again" href={`/w/${workspace}/incidents/${one.id}`} title={one.title}>
                {dayWords(one.occurredOn, reader)} · {one.cause}
              </Fact>
            ))}
          </ul>
          <More shown={moved.improvements.length} total={moved.total} />
        </section>
        <section aria-label="What is stuck">
          <SectionTitle n={standing.total}>What is stuck</SectionTitle>
          {stuck.length === 0 && <p className="note pt-3">Nothing is late, blocked, or waiting for its check.</p>}
          <ul className="facts">
            {stuck.map((one) => (
              <Fact key={one.id} verb={stuckWords(one.because)} href={to(one.id)} title={one.title}>
                {who(one)}
                {one.blockedReason && ` · ${one.blockedReason}`}
              </Fact>
            ))}
          </ul>
          <More shown={standing.improvements.length} total={standing.total} />
        </section>
        <section aria-label="What we say">
          <SectionTitle>What we say</SectionTitle>
          {mayWrite && cycle.phase === "running" ? (
            <WriteDown {...{ context, today }} />
          ) : (
            <p className="note pt-3">
              {cycle.phase === "running"
                ? "Whoever works in it writes here."
                : "Huddles are held while the cycle runs."}
            </p>
          )}
          {before.length > 0 && (
            <ol className="huddles">
              {before.map((huddle) => (
                <HuddleWords key={huddle.id} {...{ huddle, context }} />
              ))}
            </ol>
          )}
        </section>
      </div>
    </PageFrame>
  );
}

const More = ({ shown, total }: { shown: number; total: number }) =>
  total > shown && <p className="note pt-3">And {total - shown} more.</p>;

type FactProps = { verb: string; href: string; title: string; children?: ReactNode };

function Fact({ verb, href, title, children }: FactProps) {
  return (
    <li>
      <span className="verb">{verb}</span>
      <span className="min-w-0">
        <Link className="words title-link" href={href}>
          {title}
        </Link>
        <span className="note own-line">{children}</span>
      </span>
    </li>
  );
}

function WriteDown({ context, today }: { context: CycleContext; today: Huddle | undefined }) {
  return (
    <ActionForm action={holdHuddleAction.bind(null, context.workspace)} className="form mt-3" label="Huddle of today">
      <input type="hidden" name="cycleId" value={context.cycle.id} />
      <Overtaken
        version={today?.version ?? ""}
        here={`${context.here}/huddle`}
        fields={[
          { name: "moved", label: "What moved" },
          { name: "stuck", label: "What is stuck" },
          { name: "help", label: "Who helps with what" },
        ]}
      />
      <FormTextArea label="What moved" name="moved" rows={2} defaultValue={today?.moved ?? ""} words />
      <FormTextArea label="What is stuck" name="stuck" rows={2} defaultValue={today?.stuck ?? ""} words />
      <FormTextArea label="Who helps with what" name="help" rows={2} defaultValue={today?.help ?? ""} words />
      <div className="buttons">
        <SubmitButton>Write it down</SubmitButton>
      </div>
    </ActionForm>
  );
}
