import { FormCheckbox, FormChoices, FormField, FormSelect, FormTextArea } from "@/app/_ui/form-fields";
import { categories } from "@/db/terms";
import type { Statement } from "@/lib/incidents/incident-page";
import type { Relationship } from "@/lib/teams/sides";
import { categoryWords } from "@/lib/text/words";

type IncidentFieldsProps = {
  relationship: Relationship;
  handOffs: string[];
  today: string; // the last day that can be chosen
  /** What stands; without it the form is for a new incident. */
  standing?: Statement;
  /** The side of a new incident; empty: neither. */
  sideId?: string;
};

/** Everything an incident can say (method 1.1). Only the first line has to be there. */
export function IncidentFields({ relationship, handOffs, today, standing, sideId = "" }: IncidentFieldsProps) {
  const mayStayUnnamed = !standing || standing.isMine;
  return (
    <>
      <FormTextArea
        label="What got in the way?"
        name="title"
        rows={2}
        words
        autoFocus={!standing}
        defaultValue={standing?.title}
        help="What, where, when, how much. No cause, no solution, no person."
      />
      <FormTextArea label="Observed" name="observed" words defaultValue={standing?.observed ?? ""} />
      <FormTextArea label="Expected" name="expected" words defaultValue={standing?.expected ?? ""} />
      <FormCheckbox
        label="No agreed standard exists"
        name="noAgreedStandard"
        defaultChecked={standing?.noAgreedStandard}
        help="A full answer. It often points to a matter of process or of shared definitions."
      />
      <FormTextArea
        label="Gap"
        name="extent"
        id="extent"
        rows={2}
        words
        defaultValue={standing?.extent ?? ""}
        placeholder="412 of 1,114 leads, most on Fridays, since 1 August"
        help="How many, of how many; how often; since when. In figures the gap can be seen to close. A guess is an answer: say that it is one."
      />
      <div className="fields">
        <FormField
          label="When"
          name="occurredOn"
          type="date"
          max={today}
          defaultValue={standing?.occurredOn ?? today}
        />
        <FormField
          label="Until, if it was a period"
          name="occurredUntil"
          type="date"
          max={today}
          defaultValue={standing?.occurredUntil ?? ""}
        />
      </div>
      <FormCheckbox
        label="The day is approximate"
        name="occurredApproximately"
        defaultChecked={standing?.occurredApproximately}
      />
      <div className="fields">
        <FormField
          label="Hand-off"
          name="handOff"
          list="hand-offs"
          defaultValue={standing?.handOff ?? ""}
          help="Where work changes hands."
        />
        <FormField
          label="Found by"
          name="detectedBy"
          defaultValue={standing?.detectedBy ?? ""}
          help="How it came to light."
        />
      </div>
      <datalist id="hand-offs">
        {handOffs.map((handOff) => (
          <option key={handOff} value={handOff} />
        ))}
      </datalist>
      <FormChoices
        label="Severity"
        name="severity"
        inLine
        defaultValue={String(standing?.severity ?? "")}
        options={[
          { value: "", label: "Nobody has said" },
          { value: "1", label: "1" },
          { value: "2", label: "2" },
          { value: "3", label: "3" },
          { value: "4", label: "4, worst" },
        ]}
      />
      <div className="fields">
        <FormSelect
          label="Category, for now"
          name="category"
          nothing="Nobody has said"
          defaultValue={standing?.category ?? ""}
          options={categories.map((code) => ({ value: code, label: categoryWords[code] }))}
          help="Until a root cause says better."
        />
        <FormSelect
          label="From"
          name="sideId"
          nothing="Neither side"
          defaultValue={standing ? (standing.sideId ?? "") : sideId}
          options={relationship.sides.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      {mayStayUnnamed && (
        <FormCheckbox
          label="Do not show my name to the other side"
          name="anonymous"
          defaultChecked={standing?.anonymous}
          help="Only your own side sees who logged it."
        />
      )}
    </>
  );
}
