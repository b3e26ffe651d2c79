import { ActionForm } from "@/app/_ui/form";
import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { SectionTitle } from "@/app/_ui/section-title";
import type { Objective } from "@/lib/cycles/queries";
import { writeResultAction } from "../../actions";
import { Pair } from "../../pair";
import type { CycleContext } from "../cycle-context";

/** What came of each objective, beside what was aimed at. */
export function Results({ context, objectives }: { context: CycleContext; objectives: Objective[] }) {
  return (
    <section className="block" aria-label="Results">
      <SectionTitle n={`${objectives.filter(({ result }) => result).length} of ${objectives.length}`}>
        What came of the objectives
      </SectionTitle>
      <ol className="objectives">
        {objectives.map((objective) => (
          <li key={objective.id} className="objective">
            <h3 className="words">
              {objective.title} <Pair relationship={context.relationship} objective={objective} />
            </h3>
            <p className="note">
              {objective.indicator}: {objective.baseline}, then {objective.target}
            </p>
            {context.mayWrite ? (
              <ActionForm
                action={writeResultAction.bind(null, context.workspace)}
                className="form mt-2"
                label={`Result of “${objective.title}”`}
              >
                <input type="hidden" name="objectiveId" value={objective.id} />
                <FormTextArea
                  label="What came of it"
                  name="result"
                  rows={2}
                  defaultValue={objective.result ?? ""}
                  words
                />
                <div className="buttons">
                  <SubmitButton variant="edged">Keep the result</SubmitButton>
                </div>
              </ActionForm>
            ) : (
              <p className="words">{objective.result}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
