import { v7 } from "uuid";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import type { Objective } from "@/lib/cycles/queries";
import type { Person } from "@/lib/teams/offering";
import { Folded } from "../../improvements/folded";
import { Overtaken } from "../../improvements/overtaken";
import { proposeObjectiveAction, removeObjectiveAction, rewordObjectiveAction } from "../actions";
import { type CycleContext, ownersOf } from "./cycle-context";

type FieldsProps = { context: CycleContext; people: Person[]; objective?: Objective };

function ObjectiveFields({ context, people, objective }: FieldsProps) {
  const [first, second] = context.relationship.sides;
  return (
    <>
      <FormTextArea
        label="What do both sides want to reach?"
        name="title"
        rows={2}
        defaultValue={objective?.title}
        words
      />
      <div className="fields">
        <FormSelect
          label={`Owner, ${first.name}`}
          name="firstOwnerId"
          nothing="Nobody yet"
          options={ownersOf(people, first.id)}
          defaultValue={objective?.firstOwnerId ?? ""}
        />
        <FormSelect
          label={`Owner, ${second.name}`}
          name="secondOwnerId"
          nothing="Nobody yet"
          options={ownersOf(people, second.id)}
          defaultValue={objective?.secondOwnerId ?? ""}
        />
      </div>
      <FormField label="Indicator" name="indicator" defaultValue={objective?.indicator ?? ""} words />
      <div className="fields">
        <FormField label="Level today" name="baseline" defaultValue={objective?.baseline ?? ""} />
        <FormField label="Level aimed at" name="target" defaultValue={objective?.target ?? ""} />
        <FormField label="By" name="byDay" type="date" defaultValue={objective?.byDay ?? context.cycle.endsOn} />
      </div>
      <FormField
        label="Leading measure"
        name="leading"
        help="What moves first, week by week."
        defaultValue={objective?.leading ?? ""}
      />
      <FormField
        label="Lagging measure"
        name="lagging"
        help="What counts in the end."
        defaultValue={objective?.lagging ?? ""}
      />
      <FormField
        label="Balancing measure"
        name="balancing"
        help="What must not get worse by it."
        defaultValue={objective?.balancing ?? ""}
      />
    </>
  );
}

export function ProposeForm({ context, people, open }: FieldsProps & { open: boolean }) {
  return (
    <ActionForm
      action={proposeObjectiveAction.bind(null, context.workspace)}
      className="mt-3"
      label="Put an objective on the table"
    >
      <RowId first={v7()} />
      <input type="hidden" name="cycleId" value={context.cycle.id} />
      <Folded summary="Put an objective on the table" open={open}>
        <ObjectiveFields {...{ context, people }} />
        <p className="note">It may be half at first: before a side can agree to it, all of it is written.</p>
        <div className="buttons">
          <SubmitButton variant="edged">Put it on the table</SubmitButton>
        </div>
      </Folded>
    </ActionForm>
  );
}

type RewordProps = FieldsProps & { objective: Objective; mayRemove: boolean };

export function RewordForm({ context, people, objective, mayRemove }: RewordProps) {
  const { workspace, cycle, relationship } = context;
  const [first, second] = relationship.sides;
  const isPlay = cycle.phase === "catchball" || cycle.phase === "running";
  const names = Object.fromEntries(people.map(({ id, name }) => [id, name]));
  return (
    <div className="folds">
      <ActionForm action={rewordObjectiveAction.bind(null, workspace)} label={`Other words for “${objective.title}”`}>
        <input type="hidden" name="objectiveId" value={objective.id} />
        <Folded summary={isPlay ? "Send it back changed" : "Write on it"}>
          <Overtaken
            version={objective.version}
            here={context.here}
            fields={[
              { name: "title", label: "What both sides want to reach" },
              { name: "firstOwnerId", label: `Owner, ${first.name}`, words: names },
              { name: "secondOwnerId", label: `Owner, ${second.name}`, words: names },
              { name: "indicator", label: "Indicator" },
              { name: "baseline", label: "Level today" },
              { name: "target", label: "Level aimed at" },
              { name: "byDay", label: "By" },
              { name: "leading", label: "Leading measure" },
              { name: "lagging", label: "Lagging measure" },
              { name: "balancing", label: "Balancing measure" },
            ]}
          />
          <ObjectiveFields {...{ context, people, objective }} />
          {isPlay && <FormTextArea label="Why should it read so?" name="words" rows={2} words />}
          <div className="buttons">
            <SubmitButton variant="edged">{isPlay ? "Send it back" : "Keep it"}</SubmitButton>
          </div>
        </Folded>
      </ActionForm>
      {mayRemove && (
        <ActionForm action={removeObjectiveAction.bind(null, workspace)} label={`Take “${objective.title}” away`}>
          <input type="hidden" name="objectiveId" value={objective.id} />
          <input type="hidden" name="version" value={objective.version} />
          <SubmitButton variant="plain" small>
            Take it away
          </SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}
