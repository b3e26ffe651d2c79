import { Button, ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { SectionTitle } from "@/app/_ui/section-title";
import type { Value } from "@/lib/measures/values";
import { capital } from "@/lib/text/counted";
import { countAgainAction, leaveOutAction, removeReadingAction, typeReadingAction } from "../actions";
import { inPeriod, valueWords } from "../words";
import type { MeasureContext } from "./measure-context";

/** All that can be done to one period: another value, no value, or left out of the limits with a reason. */
export function OnePeriod(props: MeasureContext & { value: Value }) {
  const { workspace, here, measure, chart, reader, mayDefine, mayWrite } = props;
  const { periodOn, value, note, leftOut, running } = props.value;
  if (!mayWrite && !mayDefine) return null;
  const when = inPeriod(chart, periodOn, reader.locale);
  const which = (
    <>
      <input type="hidden" name="measureId" value={measure.id} />
      <input type="hidden" name="periodOn" value={periodOn} />
    </>
  );
  return (
    <section className="block one-period" id="period" aria-labelledby="one-period">
      <SectionTitle
        id="one-period"
        n={value === null ? undefined : valueWords(measure, value, reader.locale)}
        more={
          <ButtonLink small href={here} scroll={false}>
            Close
          </ButtonLink>
        }
      >
        {capital(when)}
      </SectionTitle>
      {mayWrite && measure.source === "readings" && (
        <>
          <ActionForm action={typeReadingAction.bind(null, workspace)} className="form" label={`Change ${when}`}>
            {which}
            <div className="fields">
              <FormField
                label="Value"
                name="value"
                inputMode="decimal"
                autoComplete="off"
                defaultValue={
                  value === null ? "" : value.toLocaleString(reader.locale, { maximumSignificantDigits: 15 })
                }
              />
              <FormField label="Note" name="note" defaultValue={note ?? ""} maxLength={300} words />
            </div>
            <div className="buttons">
              <SubmitButton variant="edged">Keep it</SubmitButton>
            </div>
          </ActionForm>
          <ActionForm action={removeReadingAction.bind(null, workspace)} label={`Take the value of ${when} away`}>
            {which}
            <div className="buttons">
              <Button type="submit" small variant="plain">
                Take the value away: the period is a gap
              </Button>
            </div>
          </ActionForm>
        </>
      )}
      {mayDefine && !running && leftOut === undefined && (
        <ActionForm action={leaveOutAction.bind(null, workspace)} className="form" label={`Leave out ${when}`}>
          {which}
          <FormTextArea
            label="Leave it out of the limits, because …"
            name="why"
            rows={2}
            maxLength={500}
            help="It stays drawn, with the reason."
            words
          />
          <div className="buttons">
            <SubmitButton variant="edged">Leave it out</SubmitButton>
          </div>
        </ActionForm>
      )}
      {mayDefine && leftOut !== undefined && (
        <ActionForm action={countAgainAction.bind(null, workspace)} className="form" label={`Count ${when} again`}>
          {which}
          <p className="words">It does not count for the limits: “{leftOut}”</p>
          <div className="buttons">
            <SubmitButton variant="edged">Count it again</SubmitButton>
          </div>
        </ActionForm>
      )}
    </section>
  );
}
