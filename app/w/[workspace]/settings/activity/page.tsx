import type { Metadata } from "next";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { ListFoot } from "@/app/_ui/list-foot";
import { SectionTitle } from "@/app/_ui/section-title";
import { database } from "@/db/client";
import { auditPageSize, listAudit, listEverMembers } from "@/lib/activity/audit";
import { type AuditFilter, auditFilterOf, auditQuery } from "@/lib/activity/audit-filter";
import { listTeams } from "@/lib/teams/queries";
import { SettingsFrame } from "../settings-frame";
import { AuditFilters } from "./audit-filters";
import { AuditList } from "./audit-list";

export const metadata: Metadata = { title: "Activity" };

type Props = {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** All that was done in the workspace, for its owners: who did what, when, to what; narrowed by what the address says. */
export default async function ActivityPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const filter = auditFilterOf(await searchParams);
  const member = await requireMember(workspace, "activity:read");
  const db = database();
  const [{ entries, older }, people, teams] = await Promise.all([
    listAudit(db, member, filter),
    listEverMembers(db, member),
    listTeams(db, member),
  ]);
  const home = `/w/${workspace}/settings/activity`;
  const to = (more: Partial<AuditFilter> = {}) => `${home}?${auditQuery({ ...filter, before: undefined, ...more })}`;
  const about = filter.about && (entries.find(({ subject }) => subject)?.subject ?? "One thing");
  return (
    <SettingsFrame workspace={workspace} role={member.role} title="Activity">
      <section className="setting" aria-labelledby="narrow">
        <SectionTitle id="narrow">All that was done here</SectionTitle>
        <p>
          Every deed stands here for good: nobody can change or remove it. Sign-ins and exports are among them. Whoever
          logged an incident without their name is not named here either.
        </p>
        <AuditFilters {...{ home, filter, people }} about={about} withoutAbout={to({ about: undefined })} />
      </section>
      <section className="setting" aria-labelledby="deeds">
        <SectionTitle id="deeds" n={entries.length}>
          {filter.before === undefined ? "The latest" : "Further back"}
        </SectionTitle>
        {entries.length === 0 ? (
          <Empty action={<ButtonLink href={home}>Show all</ButtonLink>}>Nothing was done that fits.</Empty>
        ) : (
          <AuditList {...{ workspace, entries, teams, to }} reader={member} />
        )}
        <ListFoot
          first={filter.before === undefined ? undefined : to()}
          older={older === undefined ? undefined : `${to()}&before=${older}`}
        >
          {older !== undefined && `${auditPageSize} at a time`}
        </ListFoot>
      </section>
      <section className="setting" aria-labelledby="export">
        <SectionTitle id="export">Take it along</SectionTitle>
        <p>
          As a file for a spreadsheet: all that fits the choice above, with exact times in UTC. That you took it is
          written down, too.
        </p>
        <div className="buttons mt-3">
          <a className="button" href={`${home}/history.csv?${auditQuery(filter)}`} download>
            Export as CSV
          </a>
        </div>
      </section>
    </SettingsFrame>
  );
}
