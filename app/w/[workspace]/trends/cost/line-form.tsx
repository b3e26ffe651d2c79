import { v7 } from "uuid";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import type { FrictionCode } from "@/db/terms";
import { fieldsOf } from "@/lib/friction/formulas";
import type { Line } from "@/lib/friction/queries";
import { bounds, fieldName, writeFigures } from "@/lib/friction/typed-figures";
import type { Relationship } from "@/lib/teams/sides";
import { proposedCurrencies } from "@/lib/text/currencies";
import { addFrictionAction, changeFrictionAction } from "./actions";
import { frictionWords, inputWords } from "./words";

type LineFormProps = {
  workspace: string;
  relationship: Relationship;
  code: FrictionCode;
  /** The line to change; none: a new one. */
  line?: Line;
  month: string; // YYYY-MM
  incidentId?: string;
  currency: string;
  locale: string;
};

const boundWords = { low: "Low", expected: "Expected", high: "High" };

/** What goes into one formula: the expected figures, and bounds where somebody knows them. */
export function LineForm(props: LineFormProps) {
  const { workspace, relationship, code, line, month, incidentId, currency, locale } = props;
  const { name, formula } = frictionWords[code];
  const standing = line ? writeFigures(line.inputs, locale) : {};
  const back = `/w/${workspace}/trends/cost`;
  const action = line ? changeFrictionAction : addFrictionAction;
  return (
    <ActionForm action={action.bind(null, workspace)} className="form ledger-form" label={name}>
      {line ? (
        <>
          <input type="hidden" name="lineId" value={line.id} />
          <input type="hidden" name="version" value={line.version} />
        </>
      ) : (
        <>
          <RowId first={v7()} />
          <input type="hidden" name="relationshipId" value={relationship.id} />
        </>
      )}
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="incidentId" value={line?.incidentId ?? incidentId ?? ""} />
      <p className="note">{formula}</p>
      <div className="fields">
        <FormField label="Month" name="month" type="month" defaultValue={line?.month.slice(0, 7) ?? month} />
        <FormField
          label="Currency"
          name="currency"
          list="currencies"
          autoComplete="off"
          maxLength={3}
          defaultValue={line?.currency ?? currency}
        />
        <datalist id="currencies">
          {proposedCurrencies.map((code) => (
            <option key={code} value={code} />
          ))}
        </datalist>
      </div>
      {fieldsOf(code).map((field) => {
        const words = inputWords(field.name, relationship.sides);
        return (
          <fieldset key={field.name} className="bounds">
            <legend>{words}</legend>
            <div className="fields">
              {bounds.map((bound) => (
                <FormField
                  key={bound}
                  label={
                    <>
                      <span className="sr">{words}, </span>
                      {boundWords[bound]}
                    </>
                  }
                  name={fieldName(field.name, bound)}
                  inputMode="decimal"
                  autoComplete="off"
                  className="amount"
                  defaultValue={standing[fieldName(field.name, bound)]}
                />
              ))}
            </div>
          </fieldset>
        );
      })}
      <FormTextArea
        label="Basis"
        name="basis"
        words
        rows={2}
        maxLength={2000}
        help="Where each figure comes from, so that the other side can follow it."
        defaultValue={line?.basis}
      />
      <div className="buttons">
        <SubmitButton>{line ? "Keep the changes" : "Write it down"}</SubmitButton>
        <ButtonLink variant="plain" href={back}>
          Leave
        </ButtonLink>
      </div>
    </ActionForm>
  );
}
