"use client";

import { Button } from "@/app/_ui/button";
import { formatDay } from "@/app/_ui/dates";
import { FormChoices, FormField, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import type { TreeWhy } from "@/lib/causes/cause-tree";
import { inShort } from "@/lib/causes/gates";
import type { Side } from "@/lib/teams/sides";
import { sideById } from "@/lib/teams/sides";
import { evidenceTypeWords, stanceWords, statusWords } from "@/lib/text/words";
import { addEvidenceAction, judgeWhyAction, removeEvidenceAction } from "./actions";
import { EvidenceFiles, FileFaultOfAddress } from "./evidence-files";
import { choicesOf, Folded, type PanelContext, WhyForm } from "./panel-forms";

type EvidenceFormProps = {
  context: PanelContext;
  why: TreeWhy;
  sides: readonly [Side, Side];
  locale: string;
  canEdit: boolean;
};

/** How we know: the status of the why, what supports it and what contradicts it. */
export function EvidenceForm({ context, why, sides, locale, canEdit }: EvidenceFormProps) {
  return (
    <section id="evidence" aria-label="Evidence and status">
      <h2>
        How we know <span>{statusWords[why.status]}</span>
      </h2>
      <FileFaultOfAddress />
      {why.statusReason && <p className="note">{why.statusReason}</p>}
      <ul className="evidence-list">
        {why.evidence.map((item) => (
          <li key={item.id}>
            <p>{item.text}</p>
            <small>
              {item.stance === "contradicts" ? "contradicts" : "supports"} · {evidenceTypeWords[item.type]}
              {item.source && ` · ${item.source}`}
              {item.observedOn && ` · ${formatDay(item.observedOn, locale)}`} · {item.collectedBy}
              {sideById({ sides }, item.sideId) && `, ${sideById({ sides }, item.sideId)?.name}`}
            </small>
            <EvidenceFiles key={item.id} {...{ context, item, canEdit }} whyId={why.id} />
            {canEdit && (
              <WhyForm
                action={removeEvidenceAction}
                context={context}
                whyId={why.id}
                label={`Take back ${inShort(item.text)}`}
              >
                <input type="hidden" name="evidenceId" value={item.id} />
                <Button type="submit" variant="plain" small>
                  Take back
                </Button>
              </WhyForm>
            )}
          </li>
        ))}
      </ul>
      {canEdit && (
        <>
          <details className="folded">
            <Folded>Add evidence</Folded>
            <WhyForm action={addEvidenceAction} context={context} whyId={why.id} label="Add evidence">
              <RowId first={context.ids.evidence} />
              <FormTextArea name="text" label="What was seen" rows={2} words maxLength={2000} />
              <FormSelect name="type" label="Kind" nothing="Choose" options={choicesOf(evidenceTypeWords)} />
              <FormChoices name="stance" label="It" inLine options={choicesOf(stanceWords)} />
              <FormField name="source" label="Source" maxLength={500} />
              <FormField name="observedOn" label="Day" type="date" />
              <SubmitButton variant="edged" small>
                Add evidence
              </SubmitButton>
            </WhyForm>
          </details>
          <details className="folded">
            <Folded>Change the status</Folded>
            <WhyForm action={judgeWhyAction} context={context} whyId={why.id} label="Status">
              <input type="hidden" name="version" value={why.version} />
              <FormChoices name="status" label="It is" defaultValue={why.status} options={choicesOf(statusWords)} />
              <FormTextArea
                name="reason"
                label="Because"
                rows={2}
                maxLength={2000}
                defaultValue={why.statusReason ?? undefined}
                help="Refuted and unverifiable need a reason, or evidence against."
              />
              <SubmitButton variant="edged" small>
                Set the status
              </SubmitButton>
            </WhyForm>
          </details>
        </>
      )}
    </section>
  );
}
