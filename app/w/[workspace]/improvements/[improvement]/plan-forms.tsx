import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import type { RootCauseChoice } from "@/lib/root-causes/queries";
import { improvementKindWords } from "@/lib/text/words";
import {
  cancelImprovementAction,
  editImprovementAction,
  linkImprovementAction,
  unlinkImprovementAction,
} from "../actions";
import { Folded } from "../folded";
import { Overtaken } from "../overtaken";
import { kindChoices, lacks, personChoices, strengthChoices } from "./choices";
import { DeedForm } from "./deed-form";
import type { DetailContext } from "./detail-context";

/** Title, kind, owner, day, strength; kind and strength only until work starts. */
export function EditForm({ context }: { context: DetailContext }) {
  const { workspace, improvement, workers } = context;
  const { phase, kind, strength } = improvement;
  const people = Object.fromEntries(personChoices(workers).map(({ value, label }) => [value, label]));
  return (
    <ActionForm action={editImprovementAction.bind(null, workspace)} label="Edit">
      <Folded summary="Title, owner, day" open={lacks(context, ["ownerId", "dueOn", "strength"])}>
        <input type="hidden" name="improvementId" value={improvement.id} />
        <Overtaken
          version={improvement.version}
          here={`/w/${workspace}/improvements/${improvement.id}`}
          fields={[
            { name: "title", label: "What will be done" },
            { name: "kind", label: "Kind", words: improvementKindWords },
            { name: "ownerId", label: "Owner", words: people },
            { name: "dueOn", label: "In place by" },
            { name: "strength", label: "Strength" },
          ]}
        />
        <FormTextArea label="What will be done" name="title" rows={2} defaultValue={improvement.title} words />
        <FormSelect
          label="Owner"
          name="ownerId"
          nothing="Nobody yet"
          options={personChoices(workers)}
          defaultValue={improvement.ownerId ?? ""}
        />
        <FormField label="In place by" name="dueOn" type="date" defaultValue={improvement.dueOn ?? ""} />
        {phase === "plan" ? (
          <>
            <FormSelect label="Kind" name="kind" options={kindChoices} defaultValue={kind} />
            <FormSelect
              label="Strength"
              name="strength"
              nothing="Nobody has said yet"
              options={strengthChoices}
              defaultValue={strength ? String(strength) : ""}
            />
          </>
        ) : (
          <>
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="strength" value={strength ?? ""} />
          </>
        )}
        <div className="buttons">
          <Button type="submit">Keep the changes</Button>
        </div>
      </Folded>
    </ActionForm>
  );
}

/** Hangs it on a root cause of the catalogue, or lets one go. A why is linked from its tree. */
export function LinkForm({ context, choices }: { context: DetailContext; choices: RootCauseChoice[] }) {
  const { workspace, improvement } = context;
  const free = choices.filter(({ id }) => !improvement.actsOn.some((cause) => cause.id === id));
  return (
    <div className="grid gap-3">
      {improvement.linked.map(({ id, text, is }) => (
        <ActionForm
          key={id}
          action={unlinkImprovementAction.bind(null, workspace)}
          className="flex items-baseline gap-3"
          label={`Let go of ${text}`}
        >
          <input type="hidden" name="improvementId" value={improvement.id} />
          <input type="hidden" name={is === "root_cause" ? "rootCauseId" : "whyId"} value={id} />
          <span className="min-w-0 flex-1">{text}</span>
          <SubmitButton variant="plain" small>
            Let go
          </SubmitButton>
        </ActionForm>
      ))}
      {free.length > 0 ? (
        <ActionForm action={linkImprovementAction.bind(null, workspace)} label="Link a root cause">
          <Folded summary="Link a root cause" open={lacks(context, ["whyIds"])}>
            <input type="hidden" name="improvementId" value={improvement.id} />
            <FormSelect
              label="Root cause"
              name="rootCauseId"
              nothing="Choose from the catalogue"
              options={free.map(({ id, text }) => ({ value: id, label: text }))}
              help="A why is linked where it stands, in its cause tree."
            />
            <div className="buttons">
              <Button type="submit">Link it</Button>
            </div>
          </Folded>
        </ActionForm>
      ) : (
        <p className="note">
          The catalogue has no other root cause. A branch of a cause tree that ends in one enters it.
        </p>
      )}
    </div>
  );
}

/** Any improvement that has not ended can be cancelled, for a reason that is kept. */
export function CancelForm({ context: { workspace, improvement } }: { context: DetailContext }) {
  return (
    <DeedForm action={cancelImprovementAction} {...{ workspace, improvement }} label="Cancel" folded="Cancel it">
      <FormTextArea label="Why it is cancelled" name="reason" words />
      <div className="buttons">
        <Button type="submit">Cancel this improvement</Button>
      </div>
    </DeedForm>
  );
}
