import { v7 } from "uuid";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import type { CostUnit } from "@/db/terms";
import type { Cost } from "@/lib/incidents/cost-sums";
import type { Statement } from "@/lib/incidents/incident-page";
import { writeAmount } from "@/lib/text/amounts";
import { proposedCurrencies } from "@/lib/text/currencies";
import { Overtaken } from "../../improvements/overtaken";
import { addCostAction, changeCostAction } from "../actions";
import { FoldedForm } from "./folded-form";

type FormProps = { workspace: string; incident: Statement };

/** One more line, behind its name. */
export function AddCostForm({
  workspace,
  incident,
  currency,
  sideId,
}: FormProps & { currency: string; sideId: string }) {
  return (
    <FoldedForm name="Add what it cost" action={addCostAction.bind(null, workspace)}>
      <RowId first={v7()} />
      <input type="hidden" name="incidentId" value={incident.id} />
      <CostFields {...{ incident, currency, sideId }} />
      <div className="buttons">
        <SubmitButton variant="edged">Add it</SubmitButton>
      </div>
    </FoldedForm>
  );
}

/** A line is changed; who saw an older state is shown what stands now. */
export function ChangeCostForm(props: FormProps & { cost: Cost; currency: string; locale: string }) {
  const { workspace, incident, cost, currency, locale } = props;
  const here = `/w/${workspace}/incidents/${incident.id}#cost`;
  const sides = Object.fromEntries(incident.relationship.sides.map(({ id, name }) => [id, name]));
  return (
    <ActionForm action={changeCostAction.bind(null, workspace)} className="form pt-3" label="Change what it cost">
      <input type="hidden" name="costId" value={cost.id} />
      <Overtaken
        version={cost.version}
        here={here}
        fields={[
          { name: "low", label: "Low" },
          { name: "expected", label: "Expected" },
          { name: "high", label: "High" },
          { name: "unit", label: "In", words: unitWords },
          { name: "currency", label: "Currency" },
          { name: "basis", label: "Basis" },
          { name: "sideId", label: "Borne by", words: sides },
        ]}
      />
      <CostFields {...{ incident, currency, locale }} standing={cost} sideId="" />
      <div className="buttons">
        <SubmitButton variant="edged">Keep the changes</SubmitButton>
        <ButtonLink href={here}>Leave it as it was</ButtonLink>
      </div>
    </ActionForm>
  );
}

const unitWords: Record<CostUnit, string> = { money: "Money", hours: "Hours", days: "Days" };

type CostFieldsProps = {
  incident: Statement;
  currency: string;
  sideId: string;
  standing?: Cost;
  locale?: string;
};

function CostFields({ incident, currency, sideId, standing, locale = "en" }: CostFieldsProps) {
  const typed = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : writeAmount(value, locale);
  const amount = { inputMode: "decimal", autoComplete: "off", className: "amount" } as const;
  return (
    <>
      {/* The currency is asked only of money; without a script, too. */}
      <div className="fields cost-figures">
        <FormSelect
          label="In"
          name="unit"
          defaultValue={standing?.unit ?? "money"}
          options={Object.entries(unitWords).map(([value, label]) => ({ value, label }))}
        />
        <FormField
          label="Currency"
          name="currency"
          className="of-money"
          list="currencies"
          maxLength={3}
          autoComplete="off"
          defaultValue={standing?.currency ?? currency}
        />
        <FormField label="Low" name="low" {...amount} defaultValue={typed(standing?.low)} />
        <FormField label="Expected" name="expected" {...amount} defaultValue={typed(standing?.expected)} />
        <FormField label="High" name="high" {...amount} defaultValue={typed(standing?.high)} />
      </div>
      <datalist id="currencies">
        {proposedCurrencies.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
      <FormTextArea
        label="Basis"
        name="basis"
        rows={2}
        words
        defaultValue={standing?.basis}
        placeholder="38 h Marketing, 44 h Sales, at 52 an hour"
        help="How the figure was found. Low and high may stay empty where nobody knows them; what is counted here is counted nowhere else."
      />
      <FormSelect
        label="Borne by"
        name="sideId"
        nothing="Both, or neither"
        defaultValue={standing ? (standing.sideId ?? "") : sideId}
        options={incident.relationship.sides.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
}
