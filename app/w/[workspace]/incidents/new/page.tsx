import type { Metadata } from "next";
import { v7 } from "uuid";
import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { PageFrame } from "@/app/_ui/page-frame";
import { RowId } from "@/app/_ui/row-id";
import { Switch } from "@/app/_ui/switch";
import { database } from "@/db/client";
import { listHandOffs } from "@/lib/incidents/queries";
import { dayIn } from "@/lib/text/days";
import { logIncidentAction } from "../actions";
import { IncidentFields } from "../incident-fields";

export const metadata: Metadata = { title: "Log an incident" };

/** The full form. One line is enough here, too. */
export default async function LogIncidentPage({ params, searchParams }: PageProps<"/w/[workspace]/incidents/new">) {
  const { workspace } = await params;
  const { relationship: wanted } = await searchParams;
  const member = await requireMember(workspace, "incident:log");
  const [relationships, chosen, handOffs] = await Promise.all([
    relationshipsOf(member),
    chosenRelationship(member),
    listHandOffs(database(), member),
  ]);
  const here = `/w/${workspace}/incidents/new`;
  const relationship = relationships.find(({ id }) => id === wanted) ?? chosen;
  return (
    <PageFrame
      title="Log an incident"
      note="One line is enough; all else can follow."
      crumbs={[{ label: "Incidents", href: `/w/${workspace}/incidents` }, { label: "Log an incident" }]}
      tools={
        relationships.length > 1 && (
          <Switch
            label="Between which teams"
            options={relationships.map(({ id, name }) => ({
              href: `${here}?relationship=${id}`,
              label: name,
              current: id === relationship.id,
            }))}
          />
        )
      }
    >
      <ActionForm action={logIncidentAction.bind(null, workspace)} className="form" label="Log an incident">
        <RowId first={v7()} />
        <input type="hidden" name="relationshipId" value={relationship.id} />
        <IncidentFields
          relationship={relationship}
          handOffs={handOffs}
          today={dayIn(member.timeZone)}
          sideId={relationship.sides.find(({ id }) => id === member.teamId)?.id}
        />
        <div className="buttons">
          <SubmitButton>Log it</SubmitButton>
        </div>
      </ActionForm>
    </PageFrame>
  );
}
