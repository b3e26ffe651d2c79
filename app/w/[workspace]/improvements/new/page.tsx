import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { v7 } from "uuid";
import { chosenRelationship, relationshipsOf } from "@/app/_server/chosen-relationship";
import { requireMember } from "@/app/_server/visitor";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, FormField, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Glyph } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { PageFrame } from "@/app/_ui/page-frame";
import { RowId } from "@/app/_ui/row-id";
import { database } from "@/db/client";
import { improvementKinds } from "@/db/terms";
import { may } from "@/lib/access/policy";
import { findOrigin, type Origin } from "@/lib/improvements/origin";
import { listRootCauseChoices } from "@/lib/root-causes/queries";
import { offerPeople } from "@/lib/teams/offering";
import { capital } from "@/lib/text/counted";
import { improvementKindWords } from "@/lib/text/words";
import { FindPeople } from "../../find-people";
import { personChoices, strengthChoices } from "../[improvement]/choices";
import { planImprovementAction } from "../actions";
import { glyphOf, kindNotes } from "../words";

export const metadata: Metadata = { title: "Plan an improvement" };

/** Plans an improvement from a why (`?why=`), from a root cause (`?cause=`), or loose. One line is enough to begin. */
export default async function PlanImprovementPage({
  params,
  searchParams,
}: PageProps<"/w/[workspace]/improvements/new">) {
  const { workspace } = await params;
  const { why, cause, who } = await searchParams;
  const member = await requireMember(workspace, "improvement:plan");
  const db = database();
  const asked = typeof why === "string" || typeof cause === "string";
  const [origin, choices, relationships, chosen] = await Promise.all([
    asked ? findOrigin(db, member, { why: text(why), cause: text(cause) }) : undefined,
    asked ? [] : listRootCauseChoices(db, member, {}, 200),
    relationshipsOf(member),
    chosenRelationship(member),
  ]);
  if (asked && !origin) notFound();
  const relationshipId = origin?.tree?.relationshipId ?? chosen.id;
  const { sides } = relationships.find(({ id }) => id === relationshipId) ?? chosen;
  const sideIds = sides.map(({ id }) => id);
  const offered = await offerPeople(db, member, { sideIds, keep: [member.id], words: who });
  const workers = offered.people.filter(({ role }) => may(role, "improvement:work"));
  return (
    <PageFrame
      title="Plan an improvement"
      crumbs={[{ label: "Improvements", href: `/w/${workspace}/improvements` }, { label: "Plan one" }]}
    >
      {origin && <From workspace={workspace} origin={origin} />}
      <FindPeople
        offered={offered}
        home={`/w/${workspace}/improvements/new`}
        besides={{ why: text(why), cause: text(cause) }}
      />
      <ActionForm action={planImprovementAction.bind(null, workspace)} className="form" label="Plan an improvement">
        <RowId first={v7()} />
        {origin?.whyId && <input type="hidden" name="whyId" value={origin.whyId} />}
        {origin?.rootCauseId && <input type="hidden" name="rootCauseId" value={origin.rootCauseId} />}
        <FormTextArea label="What will be done?" name="title" rows={2} words autoFocus />
        <FormChoices
          label="What is it?"
          name="kind"
          options={improvementKinds.map((kind) => ({
            value: kind,
            label: capital(improvementKindWords[kind]),
            note: kindNotes[kind],
          }))}
        />
        {!origin && choices.length > 0 && (
          <FormSelect
            label="Which root cause does it act on?"
            name="rootCauseId"
            nothing="None yet"
            options={choices.map(({ id, text: words }) => ({ value: id, label: words }))}
          />
        )}
        {origin?.tree || relationships.length === 1 ? (
          <input type="hidden" name="relationshipId" value={relationshipId} />
        ) : (
          <FormSelect
            label="Between which teams?"
            name="relationshipId"
            options={relationships.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={relationshipId}
          />
        )}
        <div className="fields">
          <FormSelect
            label="Owner"
            name="ownerId"
            nothing="Nobody yet"
            options={personChoices(workers)}
            defaultValue={member.id}
          />
          <FormField label="In place by" name="dueOn" type="date" />
        </div>
        <FormSelect
          label="How strongly does it hold by itself?"
          name="strength"
          nothing="Nobody has said yet"
          options={strengthChoices}
          help="The stronger, the less it depends on somebody remembering."
        />
        <div className="buttons">
          <SubmitButton>Plan it</SubmitButton>
          <ButtonLink variant="plain" href={`/w/${workspace}/improvements`}>
            Leave
          </ButtonLink>
        </div>
        <p className="note">The prediction and the check are written next, before work starts.</p>
      </ActionForm>
    </PageFrame>
  );
}

function From({ workspace, origin }: { workspace: string; origin: Origin }) {
  const { tree, whyId, text: words } = origin;
  return (
    <div className="mb-5 grid max-w-text gap-1">
      <p className="label">It acts on</p>
      <p className="words flex items-baseline gap-2">
        <Glyph name={glyphOf(origin)} />
        <span>{words}</span>
      </p>
      {tree && (
        <p className="note">
          <Link href={`/w/${workspace}/causes/${tree.id}?why=${whyId}`}>in the cause tree “{tree.problem}”</Link>
        </p>
      )}
    </div>
  );
}

const text = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
