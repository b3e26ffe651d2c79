import { ButtonLink } from "@/app/_ui/button";
import { formatDayInList } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { FormCheckbox, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { SectionTitle } from "@/app/_ui/section-title";
import { categories } from "@/db/terms";
import type { CauseWhy } from "@/lib/root-causes/cause-page";
import type { RootCause } from "@/lib/root-causes/queries";
import { categoryWords } from "@/lib/text/words";
import type { Reader } from "../../improvements/words";
import { splitRootCauseAction } from "../actions";

type SplitFormProps = {
  workspace: string;
  cause: RootCause;
  whys: CauseWhy[];
  linked: { id: string; title: string; occurredOn: string }[];
  reader: Reader;
  here: string;
};

/** Takes some of its whys and linked incidents into an entry of their own. */
export function SplitForm({ workspace, cause, whys, linked, reader, here }: SplitFormProps) {
  return (
    <section className="block" id="split" aria-label="Split this root cause">
      <SectionTitle>Some of it is another cause</SectionTitle>
      <ActionForm
        action={splitRootCauseAction.bind(null, workspace)}
        className="form pt-3"
        label="Split this root cause"
      >
        <input type="hidden" name="rootCauseId" value={cause.id} />
        <input type="hidden" name="version" value={cause.version} />
        <FormTextArea label="What the other root cause is" name="text" rows={2} maxLength={500} words />
        <FormSelect
          label="Category"
          name="category"
          options={categories.map((code) => ({ value: code, label: categoryWords[code] }))}
          defaultValue={cause.category}
        />
        {whys.length > 0 && (
          <fieldset className="field">
            <legend>Whys that go there</legend>
            <div className="checks">
              {whys.map(({ id, text, problem }) => (
                <FormCheckbox
                  key={id}
                  name={`whyIds.${id}`}
                  label={
                    <>
                      <span className="serif">{text}</span> <span className="quiet">{problem}</span>
                    </>
                  }
                />
              ))}
            </div>
          </fieldset>
        )}
        {linked.length > 0 && (
          <fieldset className="field">
            <legend>Incidents that go there</legend>
            <div className="checks">
              {linked.map(({ id, title, occurredOn }) => (
                <FormCheckbox
                  key={id}
                  name={`incidentIds.${id}`}
                  label={
                    <>
                      <span className="serif">{title}</span>{" "}
                      <span className="quiet">{formatDayInList(occurredOn, reader.today, reader.locale)}</span>
                    </>
                  }
                />
              ))}
            </div>
          </fieldset>
        )}
        <div className="buttons">
          <SubmitButton variant="edged">Make it a root cause of its own</SubmitButton>
          <ButtonLink href={here}>Leave it</ButtonLink>
        </div>
      </ActionForm>
    </section>
  );
}
