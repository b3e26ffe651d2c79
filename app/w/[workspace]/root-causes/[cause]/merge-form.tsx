import { Button, ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, SubmitButton } from "@/app/_ui/form-fields";
import { SectionTitle } from "@/app/_ui/section-title";
import type { RootCause, RootCauseChoice } from "@/lib/root-causes/queries";
import { categoryWords } from "@/lib/text/words";
import { mergeRootCausesAction } from "../actions";

type MergeFormProps = {
  workspace: string;
  cause: RootCause;
  choices: RootCauseChoice[];
  words: string;
  here: string;
};

/** Says that another entry means the same: this one leads there from then on. */
export function MergeForm({ workspace, cause, choices, words, here }: MergeFormProps) {
  return (
    <section className="block" id="merge" aria-label="Merge into another root cause">
      <SectionTitle>It is the same as another</SectionTitle>
      <div className="form pt-3">
        <form action={`${here}#merge`} className="fields">
          <div className="field">
            <label htmlFor="other-cause">Find in the catalogue</label>
            <input className="input" type="search" id="other-cause" name="merge" defaultValue={words} maxLength={200} />
          </div>
          <div className="buttons self-end">
            <Button type="submit">Find</Button>
            <ButtonLink href={here}>Leave it</ButtonLink>
          </div>
        </form>
        {choices.length === 0 ? (
          <p className="note">{words ? "No other root cause has these words." : "There is no other root cause yet."}</p>
        ) : (
          <ActionForm action={mergeRootCausesAction.bind(null, workspace)} className="form" label="Merge into another">
            <input type="hidden" name="rootCauseId" value={cause.id} />
            <input type="hidden" name="version" value={cause.version} />
            <FormChoices
              label={words ? "Found" : "Nearest to this one first"}
              name="intoId"
              options={choices.map(({ id, text, category }) => ({
                value: id,
                label: <span className="serif">{text}</span>,
                note: categoryWords[category],
              }))}
            />
            <p className="help">
              Whys, incidents, improvements and severities of this entry go there; its history stays. To take it apart
              again, split the other one.
            </p>
            <div className="buttons">
              <SubmitButton variant="edged">Merge this one into it</SubmitButton>
            </div>
          </ActionForm>
        )}
      </div>
    </section>
  );
}
