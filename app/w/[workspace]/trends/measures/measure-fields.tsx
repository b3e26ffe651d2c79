import { FormField, FormSelect, FormTextArea } from "@/app/_ui/form-fields";
import { centres, dispersions, wantedDirections } from "@/db/terms";
import type { Measure } from "@/lib/measures/queries";
import type { Person } from "@/lib/teams/offering";
import type { Relationship } from "@/lib/teams/sides";
import { Folded } from "../../improvements/folded";
import { wantedWords } from "./words";

type FieldsProps = { relationship: Relationship; people: Person[]; measure?: Measure };

/** What a measure says of itself, which can be changed as long as it is followed. */
export function MeasureFields({ measure }: Pick<FieldsProps, "measure">) {
  return (
    <>
      <FormField label="Name" name="name" defaultValue={measure?.name} maxLength={80} words />
      <FormTextArea
        label="What is counted, and what is not"
        name="definition"
        rows={3}
        defaultValue={measure?.definition}
        maxLength={2000}
        words
      />
      <div className="fields">
        <FormField label="Unit" name="unit" defaultValue={measure?.unit} maxLength={30} help="h, days, leads." />
        <FormSelect
          label="Which way is better?"
          name="wanted"
          nothing="Neither: only steady"
          options={wantedDirections.map((code) => ({ value: code, label: wantedWords[code] }))}
          defaultValue={measure?.wanted ?? ""}
        />
      </div>
    </>
  );
}

/** Both sides own it; so neither reads it alone. */
export function OwnerFields({ relationship: { sides }, people, measure }: FieldsProps) {
  const owners = [
    { name: "firstOwnerId", owner: measure?.firstOwner },
    { name: "secondOwnerId", owner: measure?.secondOwner },
  ];
  return (
    <div className="fields">
      {sides.map((side, at) => {
        const { name, owner } = owners[at] ?? { name: "" };
        const choices = people
          .filter(({ teamId }) => teamId === side.id)
          .map((one) => ({ value: one.id, label: one.name }));
        const gone = owner && !choices.some(({ value }) => value === owner.id);
        return (
          <FormSelect
            key={side.id}
            label={`Owner, ${side.name}`}
            name={name}
            nothing="Nobody yet"
            options={gone ? [...choices, { value: owner.id, label: `${owner.name} (has left)` }] : choices}
            defaultValue={owner?.id ?? ""}
          />
        );
      })}
    </div>
  );
}

const centreLabels = { mean: "The mean", median: "The median" } as const;
const dispersionLabels = { mean: "The mean moving range", median: "The median moving range" } as const;

/** Folded away: what stands there by itself fits nearly always. */
export function LimitFields({ measure }: Pick<FieldsProps, "measure">) {
  return (
    <Folded summary="Target, and how limits are computed">
      <FormField
        label="Target"
        name="target"
        type="number"
        step="any"
        defaultValue={measure?.target ?? ""}
        help="Is drawn, and never used as a limit."
      />
      <div className="fields">
        <FormSelect
          label="Middle line"
          name="centre"
          options={centres.map((code) => ({ value: code, label: centreLabels[code] }))}
          defaultValue={measure?.centre ?? "mean"}
        />
        <FormSelect
          label="Width of the limits from"
          name="dispersion"
          options={dispersions.map((code) => ({ value: code, label: dispersionLabels[code] }))}
          defaultValue={measure?.dispersion ?? "mean"}
        />
      </div>
      <p className="note">The median fits data with a few extreme values.</p>
    </Folded>
  );
}
