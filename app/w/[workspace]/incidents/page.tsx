import type { Metadata } from "next";
import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { Icon } from "@/app/_ui/icon";
import { PageFrame } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { incidentQuery } from "@/lib/incidents/address-query";
import { listHandOffs, listIncidents } from "@/lib/incidents/queries";
import { listSeenBefore } from "@/lib/incidents/seen-before";
import { dayIn } from "@/lib/text/days";
import { listViews } from "@/lib/views/queries";
import { ViewsMenu } from "../views/views-menu";
import { type Address, addressOf, isFiltered, narrowings, readAddress } from "./address";
import { FilterBar } from "./filter-bar";
import { IncidentList } from "./incident-list";
import { ListKeys } from "./list-keys";

export const metadata: Metadata = { title: "Incidents" };

/** Find and compare: every incident, newest day first, narrowed by what the address says. */
export default async function IncidentsPage({ params, searchParams }: PageProps<"/w/[workspace]/incidents">) {
  const { workspace } = await params;
  const address = readAddress(await searchParams);
  const member = await requireMember(workspace);
  const db = database();
  const [relationships, chosen] = await Promise.all([relationshipsOf(member), chosenRelationship(member)]);
  // With one relationship in the workspace there is nothing to narrow to.
  const narrow = relationships.length > 1 && !address.everywhere;
  const relationship = relationships.find(({ id }) => id === address.relationship) ?? chosen;
  const filter = { ...address, relationship: narrow ? relationship.id : undefined };
  const [page, handOffs, views] = await Promise.all([
    listIncidents(db, member, filter),
    listHandOffs(db, member),
    listViews(db, member, "incidents"),
  ]);
  const { incidents, newer, older } = page;
  const seen = await listSeenBefore(
    db,
    member,
    incidents.map(({ id }) => id),
  );
  const reader = { locale: member.locale, today: dayIn(member.timeZone) };
  const logOne = may(member.role, "incident:log") && (
    <ButtonLink variant="primary" href={`/w/${workspace}/incidents/new`}>
      <Icon name="plus" />
      Log an incident
    </ButtonLink>
  );
  const atEnd = Boolean(address.after || address.before);
  return (
    <PageFrame title="Incidents" tools={logOne}>
      {incidents.length === 0 && !isFiltered(address) && !atEnd ? (
        <Empty action={logOne}>
          Friction between two teams, logged while it is fresh: what was seen, what was expected, at which hand-off.
        </Empty>
      ) : (
        <>
          <FilterBar
            {...{ workspace, address, relationship, relationships, handOffs, reader }}
            shown={`${incidents.length} shown`}
            views={<ViewsMenu {...{ workspace, views }} page="incidents" query={incidentQuery(address).toString()} />}
          />
          {incidents.length === 0 ? (
            <NothingFits workspace={workspace} address={address} />
          ) : (
            <IncidentList {...{ workspace, incidents, seen, relationships, reader }} />
          )}
          <div className="list-foot">
            {seen.size > 0 && <span>A number beside a title: how often its cause was seen before.</span>}
            {(newer || older) && (
              <nav className="pages" aria-label="Pages of this list">
                {newer && (
                  <ButtonLink small href={addressOf(workspace, address, { before: newer })} rel="prev">
                    Newer
                  </ButtonLink>
                )}
                {older && (
                  <ButtonLink small href={addressOf(workspace, address, { after: older })} rel="next">
                    Older
                  </ButtonLink>
                )}
              </nav>
            )}
            <ListKeys />
          </div>
        </>
      )}
    </PageFrame>
  );
}

/** A list emptied by filters says so and offers to drop the last one. */
function NothingFits({ workspace, address }: { workspace: string; address: Address }) {
  const last = narrowings.findLast((name) => address[name] !== undefined);
  return (
    <Empty
      action={
        <ButtonLink href={addressOf(workspace, address, last && { [last]: undefined })}>
          {last ? "Drop the last filter" : "To the newest"}
        </ButtonLink>
      }
    >
      {last ? "No incident fits these filters." : "There is nothing further in this direction."}
    </Empty>
  );
}
