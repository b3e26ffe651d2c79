import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { PageFrame } from "@/app/_ui/page-frame";
import { database } from "@/db/client";
import { findStatement } from "@/lib/incidents/incident-page";
import { listHandOffs } from "@/lib/incidents/queries";
import { dayIn } from "@/lib/text/days";
import { categoryWords } from "@/lib/text/words";
import { Overtaken } from "../../../improvements/overtaken";
import { editIncidentAction } from "../../actions";
import { IncidentFields } from "../../incident-fields";

export const metadata: Metadata = { title: "Edit an incident" };

/** Changes what an incident says. Who saw an older state is shown what stands now, beside what they typed. */
export default async function EditIncidentPage({ params }: PageProps<"/w/[workspace]/incidents/[incident]/edit">) {
  const { workspace, incident: incidentId } = await params;
  const member = await requireMember(workspace, "incident:edit");
  const db = database();
  const [standing, handOffs] = await Promise.all([findStatement(db, member, incidentId), listHandOffs(db, member)]);
  if (!standing) notFound();
  const { relationship, occurredOn, version, isMine } = standing;
  const list = `/w/${workspace}/incidents`;
  const sideNames = Object.fromEntries(relationship.sides.map(({ id, name }) => [id, name]));
  const ticked = { yes: "yes" };
  return (
    <PageFrame
      title="Edit"
      crumbs={[
        { label: "Incidents", href: list },
        { label: formatDay(occurredOn, member.locale), href: `${list}/${incidentId}` },
        { label: "Edit" },
      ]}
    >
      <ActionForm action={editIncidentAction.bind(null, workspace)} className="form" label="Edit this incident">
        <input type="hidden" name="incidentId" value={incidentId} />
        <IncidentFields
          relationship={relationship}
          handOffs={handOffs}
          today={dayIn(member.timeZone)}
          standing={standing}
        />
        <Overtaken
          version={version}
          here={`${list}/${incidentId}`}
          fields={[
            { name: "title", label: "What got in the way" },
            { name: "observed", label: "Observed" },
            { name: "expected", label: "Expected" },
            { name: "noAgreedStandard", label: "No agreed standard exists", words: ticked },
            { name: "extent", label: "Gap" },
            { name: "occurredOn", label: "When" },
            { name: "occurredUntil", label: "Until" },
            { name: "occurredApproximately", label: "The day is approximate", words: ticked },
            { name: "handOff", label: "Hand-off" },
            { name: "detectedBy", label: "Found by" },
            { name: "severity", label: "Severity" },
            { name: "category", label: "Category", words: categoryWords },
            { name: "sideId", label: "From", words: sideNames },
            ...(isMine ? [{ name: "anonymous", label: "Do not show my name", words: ticked }] : []),
          ]}
        />
        <div className="buttons">
          <SubmitButton>Keep the changes</SubmitButton>
          <ButtonLink href={`${list}/${incidentId}`}>Leave it as it was</ButtonLink>
        </div>
      </ActionForm>
    </PageFrame>
  );
}
