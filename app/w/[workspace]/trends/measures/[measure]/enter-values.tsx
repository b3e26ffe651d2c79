import { ActionForm } from "@/app/_ui/form";
import { FormField, SubmitButton } from "@/app/_ui/form-fields";
import { SectionTitle } from "@/app/_ui/section-title";
import { periodOf } from "@/lib/measures/periods";
import { addDays } from "@/lib/text/days";
import { pasteReadingsAction, typeReadingAction } from "../actions";
import type { MeasureContext } from "./measure-context";
import { PasteFields } from "./paste-fields";

/** One value typed, or many pasted or read from a file. */
export function EnterValues({ workspace, measure, reader }: MeasureContext) {
  const { period } = measure;
  const ended = periodOf(addDays(periodOf(reader.today, period), -1), period);
  return (
    <section className="block" aria-labelledby="enter">
      <SectionTitle id="enter">Enter values</SectionTitle>
      <ActionForm action={typeReadingAction.bind(null, workspace)} className="form one-value" label="Enter one value">
        <input type="hidden" name="measureId" value={measure.id} />
        <div className="fields">
          <FormField
            label={period === "week" ? "Any day of the week" : "Any day of the month"}
            name="periodOn"
            type="date"
            defaultValue={ended}
            max={reader.today}
          />
          <FormField
            label={measure.unit ? `Value, ${measure.unit}` : "Value"}
            name="value"
            inputMode="decimal"
            autoComplete="off"
          />
          <FormField label="Note" name="note" maxLength={300} words />
        </div>
        <div className="buttons">
          <SubmitButton>Keep it</SubmitButton>
        </div>
      </ActionForm>
      <ActionForm action={pasteReadingsAction.bind(null, workspace)} label="Enter many values">
        <PasteFields measureId={measure.id} period={period} locale={reader.locale} />
      </ActionForm>
    </section>
  );
}
