import type { Metadata } from "next";
import { v7 } from "uuid";
import { chosenRelationship } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, FormField, SubmitButton } from "@/app/_ui/form-fields";
import { Gloss } from "@/app/_ui/gloss";
import { PageFrame } from "@/app/_ui/page-frame";
import { RowId } from "@/app/_ui/row-id";
import { database } from "@/db/client";
import { proposedName, proposedSpan } from "@/lib/cycles/cycle-rules";
import { findLastCycle } from "@/lib/cycles/queries";
import { todayOf } from "@/lib/text/days";
import { openCycleAction } from "../actions";

export const metadata: Metadata = { title: "Open a cycle" };

/** Opens the first cycle, or the next one from the last: its days are proposed right after it. */
export default async function NewCyclePage({ params }: PageProps<"/w/[workspace]/cycles/new">) {
  const { workspace } = await params;
  const member = await requireMember(workspace, "cycle:lead");
  const relationship = await chosenRelationship(member);
  const last = await findLastCycle(database(), member, relationship.id);
  const kind = last?.kind ?? "year";
  const { startsOn, endsOn } = proposedSpan(kind, last ?? null, todayOf(member));
  const isUnderWay = last && last.phase !== "review" && last.phase !== "closed";
  const here = `/w/${workspace}/cycles`;
  return (
    <PageFrame
      title={last ? "Open the next cycle" : "Open the first cycle"}
      crumbs={[{ label: "Cycles", href: here }, { label: "Open one" }]}
      note={relationship.name}
    >
      {isUnderWay ? (
        <div className="form">
          <p className="words">“{last.name}” is still under way. The next cycle opens from its review.</p>
          <div className="buttons">
            <ButtonLink variant="primary" href={`${here}/${last.id}`}>
              Go on with it
            </ButtonLink>
          </div>
        </div>
      ) : (
        <div className="with-gloss">
          <ActionForm action={openCycleAction.bind(null, workspace)} className="form" label="Open a cycle">
            <RowId first={v7()} />
            <input type="hidden" name="relationshipId" value={relationship.id} />
            {last && (
              <p className="words">
                It follows “{last.name}”, which lasts until {formatDay(last.endsOn, member.locale)}. Its pressures are
                looked at anew, and what was carried over comes along.
              </p>
            )}
            <FormField
              label="Name"
              name="name"
              defaultValue={proposedName({ startsOn, endsOn })}
              words
              maxLength={80}
            />
            <FormChoices
              label="How long is it?"
              name="kind"
              inLine
              options={[
                { value: "year", label: "A year" },
                { value: "quarter", label: "A quarter" },
              ]}
              defaultValue={kind}
            />
            <div className="fields">
              <FormField label="First day" name="startsOn" type="date" defaultValue={startsOn} />
              <FormField label="Last day" name="endsOn" type="date" defaultValue={endsOn} />
            </div>
            <div className="buttons">
              <SubmitButton>Open it</SubmitButton>
              <ButtonLink variant="plain" href={here}>
                Leave
              </ButtonLink>
            </div>
          </ActionForm>
          <Gloss term="Cycle">
            One turn of continuous improvement: scan, plan, catchball, work, review. It is never done: the next opens
            from it.
          </Gloss>
        </div>
      )}
    </PageFrame>
  );
}
