import { ActionForm } from "@/app/_ui/form";
import { FormChoices, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { objectiveDecisions } from "@/db/terms";
import { reviewDueOn } from "@/lib/cycles/cycle-rules";
import type { Objective, ObjectiveReview, Review } from "@/lib/cycles/queries";
import { objectiveDecisionWords } from "@/lib/text/words";
import { Folded } from "../../../improvements/folded";
import { dayWords } from "../../../improvements/words";
import { reviewObjectiveAction } from "../../actions";
import { Pair } from "../../pair";
import type { CycleContext } from "../cycle-context";

type QuarterProps = { context: CycleContext; objectives: Objective[]; reviews: Review[]; decided: ObjectiveReview[] };

const notes = {
  continue: "it serves, as it is",
  adapt: "both sides change its words and agree anew",
  stop: "it serves no more; what was learned stays",
};

/** Objective by objective: continue, adapt or stop, each with its reason; earlier reviews stay beside it. */
export function Quarter({ context, objectives, reviews, decided }: QuarterProps) {
  const { workspace, cycle, reader, mayWrite } = context;
  const last = reviews.find(({ kind }) => kind === "quarterly");
  const due = reviewDueOn(cycle.startsOn, last?.heldOn ?? null);
  const isDue = due <= reader.today;
  // Between two reviews the last decision stands, and is changed only by whoever asks for it.
  const isLookedAt = (id: string) =>
    !isDue && decided.some(({ objectiveId, reviewId }) => objectiveId === id && reviewId === last?.id);
  return (
    <div className="cycle">
      <p className="note">{isDue ? `Due since ${dayWords(due, reader)}.` : `Next due on ${dayWords(due, reader)}.`}</p>
      <ol className="objectives">
        {objectives.map((objective) => (
          <li key={objective.id} className="objective">
            <h2 className="words">
              {objective.title} <Pair relationship={context.relationship} objective={objective} />
            </h2>
            <p className="note">
              {objective.indicator}: {objective.baseline}, then {objective.target}
            </p>
            {decided
              .filter(({ objectiveId }) => objectiveId === objective.id)
              .map(({ reviewId, heldOn, decision, reason }) => (
                <p key={reviewId} className="mt-2">
                  <span className="label">
                    {dayWords(heldOn, reader)}, {objectiveDecisionWords[decision].toLowerCase()}
                  </span>{" "}
                  <span className="words">{reason}</span>
                </p>
              ))}
            {mayWrite && (
              <ActionForm
                action={reviewObjectiveAction.bind(null, workspace)}
                className={isLookedAt(objective.id) ? "mt-2" : "form mt-3"}
                label={`Decide on “${objective.title}”`}
              >
                <input type="hidden" name="objectiveId" value={objective.id} />
                {isLookedAt(objective.id) ? (
                  <Folded summary="Decide on it again">
                    <Decision />
                  </Folded>
                ) : (
                  <Decision />
                )}
              </ActionForm>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Decision() {
  return (
    <>
      <FormChoices
        label="What becomes of it?"
        name="decision"
        options={objectiveDecisions.map((decision) => ({
          value: decision,
          label: objectiveDecisionWords[decision],
          note: notes[decision],
        }))}
      />
      <FormTextArea label="Why?" name="reason" rows={2} words />
      <div className="buttons">
        <SubmitButton variant="edged">Keep the decision</SubmitButton>
      </div>
    </>
  );
}
