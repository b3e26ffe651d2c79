import type { Metadata } from "next";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { Icon } from "@/app/_ui/icon";
import { ListFoot } from "@/app/_ui/list-foot";
import { PageFrame } from "@/app/_ui/page-frame";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { listChain } from "@/lib/cycles/chain";
import { readerOf } from "../improvements/words";
import { Phases } from "./phases";
import { Turn } from "./turn";
import { phaseNotes, spanWords } from "./words";

export const metadata: Metadata = { title: "Cycles" };

/** The cycle both sides are in, then the whole chain of those before it, years back. */
export default async function CyclesPage({ params, searchParams }: PageProps<"/w/[workspace]/cycles">) {
  const { workspace } = await params;
  const { before } = await searchParams;
  const member = await requireMember(workspace);
  const relationship = await chosenRelationship(member);
  const chain = await listChain(database(), member, relationship.id, typeof before === "string" ? before : undefined);
  const reader = readerOf(member);
  const here = `/w/${workspace}/cycles`;
  const current = before ? undefined : chain.turns.find(({ phase }) => phase !== "closed");
  const past = chain.turns.filter((turn) => turn !== current);
  const last = chain.turns[0];
  const mayOpen =
    may(member.role, "cycle:lead") && !before && (!last || last.phase === "review" || last.phase === "closed");
  const open = mayOpen && (
    <ButtonLink variant={current ? "edged" : "primary"} href={`${here}/new`}>
      <Icon name="plus" />
      {last ? "Open the next cycle" : "Open the first cycle"}
    </ButtonLink>
  );
  return (
    <PageFrame
      title="Cycles"
      note={chain.turns.length > 0 ? relationship.name : undefined}
      tools={chain.turns.length > 0 && open ? open : undefined}
    >
      {chain.turns.length === 0 && (
        <Empty action={open || <span className="quiet">A lead opens the first one.</span>}>
          A cycle is one turn of the year or the quarter: the pressures from outside, three to five aims that both sides
          own together, and a review of what held.
        </Empty>
      )}
      {current && (
        <section className="cycle-now" aria-label="The current cycle">
          <h2 className="statement">
            <a className="plain-link" data-soft="" href={`${here}/${current.id}`}>
              {current.name}
            </a>
          </h2>
          <p className="facts-line">
            <span>{spanWords(current, reader)}</span>
            <span>{current.kind === "year" ? "a year" : "a quarter"}</span>
          </p>
          <Phases current={current.phase} />
          <p className="words mt-3">{phaseNotes[current.phase]}</p>
          {current.objectives.length > 0 && (
            <ol className="aims">
              {current.objectives.map(({ id, title, baseline, target }) => (
                <li key={id}>
                  <span className="words">{title}</span>
                  {baseline && target && (
                    <span className="note">
                      {baseline}, then {target}
                    </span>
                  )}
                </li>
              ))}
            </ol>
          )}
          <div className="buttons mt-4">
            <ButtonLink variant="primary" href={`${here}/${current.id}`}>
              Go on with it
            </ButtonLink>
            {current.phase === "running" && (
              <ButtonLink href={`${here}/${current.id}/huddle`}>Hold the huddle</ButtonLink>
            )}
          </div>
        </section>
      )}
      {past.length > 0 && (
        <section className="chain" aria-label="The chain">
          <SectionTitle n={before ? undefined : past.length}>{current ? "Before it" : "The chain so far"}</SectionTitle>
          {past.map((turn) => (
            <Turn key={turn.id} {...{ workspace, turn, relationship, reader }} />
          ))}
        </section>
      )}
      <ListFoot first={before ? here : undefined} older={chain.older && `${here}?before=${chain.older}`} />
    </PageFrame>
  );
}
