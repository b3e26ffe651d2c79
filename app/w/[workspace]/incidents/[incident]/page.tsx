import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { Icon } from "@/app/_ui/icon";
import { Notice } from "@/app/_ui/notice";
import { Crumbs } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { endStages } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import { listTreeChoices } from "@/lib/causes/finding-trees";
import { listAsks } from "@/lib/incidents/asking";
import { findIncident } from "@/lib/incidents/incident-page";
import { listRootCauseChoices } from "@/lib/root-causes/queries";
import { listAlike } from "@/lib/root-causes/suggesting";
import type { Relationship } from "@/lib/teams/sides";
import { stageWords } from "@/lib/text/words";
import { Comments } from "../../comments/comments";
import { talkOf } from "../../comments/talk-of";
import { History } from "../../history";
import { Live } from "../../live/live";
import { CaseFacts } from "./case-facts";
import { Costs } from "./costs";
import { Deeds } from "./deeds";
import { DoneAboutIt } from "./done-about-it";
import { Gap, StatementHead } from "./gap";
import { KnownCauses } from "./known-causes";
import { Perspectives } from "./perspectives";
import { PrintKey } from "./print-key";
import { Whys } from "./whys";

export const metadata: Metadata = { title: "Incident" };

/** One case whole: the gap, how it looked from each side, why, what is done about it, and its history. */
export default async function IncidentPage({ params, searchParams }: PageProps<"/w/[workspace]/incidents/[incident]">) {
  const { workspace, incident: incidentId } = await params;
  const { write, link, cost, tree, open, talk } = await searchParams;
  const member = await requireMember(workspace);
  const db = database();
  const found = await findIncident(db, member, incidentId, typeof talk === "string" ? talk : undefined);
  if (!found) notFound();
  const { incident, perspectives, trees, rootCauses, improvements, history, seenBefore, costs, currency, comments } =
    found;
  const words = typeof link === "string" ? link.slice(0, 200) : undefined;
  const choices =
    words === undefined ? undefined : await listRootCauseChoices(db, member, { text: words || incident.title }, 12);
  const treeWords = typeof tree === "string" ? tree.slice(0, 200) : undefined;
  const asked = { relationshipId: incident.relationship.id, incidentId: incident.id };
  const search =
    treeWords === undefined
      ? undefined
      : { words: treeWords, choices: await listTreeChoices(db, member, asked, treeWords) };
  const asks = trees.length === 0 ? await listAsks(db, member, incident.id) : [];
  const isEnded = endStages.some((end) => end === incident.stage);
  const rights = {
    edit: may(member.role, "incident:edit"),
    tell: may(member.role, "perspective:write"),
    analyse: may(member.role, "tree:edit") && !isEnded,
    link: may(member.role, "incident:edit") && !isEnded,
    end: may(member.role, "incident:end"),
  };
  const asksAlike = rights.link && rootCauses.length === 0 && choices === undefined;
  const alike = asksAlike ? await listAlike(db, member, { ...incident, text: incident.title }) : [];
  const { relationship } = incident;
  const reader = { locale: member.locale, timeZone: member.timeZone };
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Live workspace={workspace} subjects={[incident, ...trees, ...improvements].map(({ id }) => id)} />
      <Crumbs
        path={[
          { label: "Incidents", href: `/w/${workspace}/incidents` },
          { label: formatDay(incident.occurredOn, member.locale) },
        ]}
      />
      <div className="with-aside">
        <article>
          <StatementHead incident={incident} />
          {incident.stageReason && (
            <div className="pt-3">
              <Notice>
                {isEnded ? stageWords[incident.stage] : "Reopened"}:{" "}
                <span className="serif">“{incident.stageReason}”</span>
              </Notice>
            </div>
          )}
          <Gap incident={incident} edit={rights.edit ? `/w/${workspace}/incidents/${incident.id}/edit` : undefined} />
          <Perspectives
            {...{ workspace, incident, perspectives, member, reader }}
            mayTell={rights.tell}
            writing={write !== undefined}
          />
          <Costs
            {...{ workspace, incident, costs, currency }}
            ownSideId={sideOf(relationship, member)}
            changing={typeof cost === "string" ? cost : undefined}
            mayEdit={rights.edit}
            locale={member.locale}
          />
          <Whys
            {...{ workspace, incident, trees, perspectives, search, asks, reader }}
            mayAnalyse={rights.analyse}
            own={
              rights.tell && write === undefined ? relationship.sides.find(({ id }) => id === member.teamId) : undefined
            }
            anyway={open !== undefined}
          />
          <KnownCauses {...{ workspace, incident, rootCauses, choices, alike, words }} mayLink={rights.link} />
          <DoneAboutIt workspace={workspace} improvements={improvements} />
        </article>
        <aside className="aside">
          <div className="buttons">
            {rights.edit && <ButtonLink href={`/w/${workspace}/incidents/${incident.id}/edit`}>Edit</ButtonLink>}
            <ButtonLink href={`/w/${workspace}/incidents/${incident.id}/a3`}>
              <Icon name="print" />
              A3
            </ButtonLink>
            <a
              className="button"
              href={`/w/${workspace}/incidents/${incident.id}/case`}
              title="The case as a file, to keep or to import elsewhere"
              download
            >
              Export
            </a>
            <PrintKey sheet={`/w/${workspace}/incidents/${incident.id}/a3`} />
          </div>
          <CaseFacts {...{ workspace, incident, seenBefore, reader }} />
          <Deeds {...{ workspace, incident, isEnded }} mayEnd={rights.end} />
          <section>
            <h2>History</h2>
            <History
              {...{ relationship, reader }}
              entries={history}
              now={new Date()}
              trees={`/w/${workspace}/causes`}
            />
          </section>
          <Comments
            {...talkOf(member, {
              workspace,
              on: "incident",
              subjectId: incident.id,
              shown: comments,
              sides: relationship.sides,
            })}
          />
        </aside>
      </div>
    </main>
  );
}

const sideOf = ({ sides }: Relationship, { teamId }: Member) => sides.find(({ id }) => id === teamId)?.id ?? "";
