import { ActionForm } from "@/app/_ui/form";
import { FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import type { LeftOwner } from "@/lib/cycles/handing-on";
import type { Person } from "@/lib/teams/offering";
import { handOnObjectiveAction } from "../actions";
import { type CycleContext, ownersOf } from "./cycle-context";

type HandOnProps = { context: CycleContext; owner: LeftOwner; people: Person[] };

/** An owner has left: their side names another, and the words stay as they were agreed. */
export function HandOn({ context, owner, people }: HandOnProps) {
  const { workspace, relationship } = context;
  const side = relationship.sides[owner.isFirst ? 0 : 1];
  return (
    <ActionForm
      action={handOnObjectiveAction.bind(null, workspace)}
      className="form mt-3"
      label={`Another owner of “${owner.title}”`}
    >
      <input type="hidden" name="objectiveId" value={owner.objectiveId} />
      <p className="stuck">
        {owner.name} has left. {side.name} names another owner.
      </p>
      <FormSelect label={`Owner, ${side.name}`} name="ownerId" nothing="Choose" options={ownersOf(people, side.id)} />
      <div className="buttons">
        <SubmitButton variant="edged">Name them</SubmitButton>
      </div>
    </ActionForm>
  );
}
