import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { Mark } from "@/app/_ui/mark";
import { When } from "@/app/_ui/when";
import { agreedSides, objectiveFaults } from "@/lib/cycles/cycle-rules";
import type { CatchballTurn, Objective } from "@/lib/cycles/queries";
import { sideById } from "@/lib/teams/sides";
import { catchballMoveWords } from "@/lib/text/words";
import { SideMark } from "../../history";
import { agreeObjectiveAction } from "../actions";
import type { CycleContext } from "./cycle-context";

type CatchballProps = { context: CycleContext; objective: Objective; turns: CatchballTurn[] };

/** Where the ball is: which side agrees to the words as they stand, who said what, and the button for one's own side. */
export function Catchball({ context, objective, turns }: CatchballProps) {
  const { relationship, mySideId, mayWrite, reader, workspace } = context;
  const agreed = agreedSides(objective.version, turns);
  const lacks = [...new Set(objectiveFaults(objective).map(({ message }) => message))];
  const mine = sideById(relationship, mySideId);
  return (
    <div className="catchball">
      <ul className="agreements" aria-label="Agreed by">
        {relationship.sides.map((side) => (
          <li key={side.id}>
            <Mark side={side.place} letter={side.letter} name={side.name} />
            {agreed.includes(side.id) ? `${side.name} agrees` : `${side.name} has not answered`}
          </li>
        ))}
      </ul>
      {lacks.length > 0 && <p className="note">Before a side can agree: {lacks.join(" ")}</p>}
      {mayWrite && mine && lacks.length === 0 && !agreed.includes(mine.id) && (
        <ActionForm action={agreeObjectiveAction.bind(null, workspace)} label={`Agree to “${objective.title}”`}>
          <input type="hidden" name="objectiveId" value={objective.id} />
          <input type="hidden" name="version" value={objective.version} />
          <SubmitButton variant="edged" small>
            {mine.name} agrees
          </SubmitButton>
        </ActionForm>
      )}
      {mayWrite && !mine && <p className="note">You are neutral here: you help both sides and agree for neither.</p>}
      {turns.length > 0 && (
        <ol className="throws" aria-label="The ball so far">
          {turns.slice(0, 6).map((turn) => (
            <li key={turn.id}>
              <SideMark relationship={relationship} teamId={turn.sideId} />
              <span>
                {turn.by} {catchballMoveWords[turn.move]}
                {turn.words && <em> “{turn.words}”</em>}{" "}
                <span className="quiet">
                  <When at={turn.at} now={new Date()} locale={reader.locale} timeZone={reader.timeZone} />
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
