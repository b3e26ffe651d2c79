import { Gloss } from "@/app/_ui/gloss";
import { SectionTitle } from "@/app/_ui/section-title";
import { fewestObjectives, isBeingPlanned, mostObjectives } from "@/lib/cycles/cycle-rules";
import type { LeftOwner } from "@/lib/cycles/handing-on";
import { mostProposed } from "@/lib/cycles/objectives";
import type { CatchballTurn, Objective, ObjectiveReview } from "@/lib/cycles/queries";
import type { Person } from "@/lib/teams/offering";
import { objectiveDecisionWords } from "@/lib/text/words";
import { dayWords } from "../../improvements/words";
import { Pair } from "../pair";
import { Catchball } from "./catchball";
import type { CycleContext } from "./cycle-context";
import { HandOn } from "./hand-on";
import { ProposeForm, RewordForm } from "./objective-form";

type ObjectivesProps = {
  context: CycleContext;
  objectives: Objective[];
  turns: CatchballTurn[];
  decided: ObjectiveReview[];
  people: Person[];
  left: LeftOwner[];
};

/** The three to five aims, each with its pair and its measures, and what either side says to it. */
export function Objectives({ context, objectives, turns, decided, people, left }: ObjectivesProps) {
  const { cycle, mayWrite } = context;
  const { phase } = cycle;
  const isOpen = isBeingPlanned(phase);
  return (
    <section className="block" aria-label="Objectives">
      <SectionTitle n={isOpen ? `${objectives.length} of ${fewestObjectives} to ${mostObjectives}` : objectives.length}>
        Objectives
      </SectionTitle>
      {phase === "plan" && (
        <Gloss term="Objective" className="gloss in-text">
          What both sides want to reach together in this cycle, with a number that shows it and one owner from each
          side.
        </Gloss>
      )}
      {phase === "catchball" && (
        <Gloss term="Catchball" className="gloss in-text">
          The words go back and forth like a ball: one side proposes, the other agrees or sends them back changed. A
          change voids what was agreed.
        </Gloss>
      )}
      <ol className="objectives">
        {objectives.map((objective) => {
          const review = decided.find(({ objectiveId }) => objectiveId === objective.id);
          const isAdapting = phase === "running" && objective.decision === "adapt";
          return (
            <li key={objective.id} className={objective.decision === "stop" ? "objective stopped" : "objective"}>
              <h3 className="words">
                {objective.title} <Pair relationship={context.relationship} objective={objective} />
              </h3>
              <Measures {...{ context, objective }} />
              {objective.result && (
                <p className="mt-2">
                  <span className="label">Came to</span> <span className="words">{objective.result}</span>
                </p>
              )}
              {review && (
                <p className="note mt-2">
                  {objectiveDecisionWords[review.decision]}, said {dayWords(review.heldOn, context.reader)}:{" "}
                  {review.reason}
                </p>
              )}
              {left
                .filter(({ objectiveId }) => objectiveId === objective.id)
                .map((owner) => (
                  <HandOn key={owner.ownerId} {...{ context, owner, people }} />
                ))}
              {(phase === "catchball" || isAdapting) && (
                <Catchball
                  {...{ context, objective }}
                  turns={turns.filter((turn) => turn.objectiveId === objective.id)}
                />
              )}
              {mayWrite && (isOpen || isAdapting) && (
                <RewordForm {...{ context, objective, people }} mayRemove={isOpen} />
              )}
            </li>
          );
        })}
      </ol>
      {mayWrite && isOpen && objectives.length < mostProposed && (
        <ProposeForm {...{ context, people }} open={objectives.length === 0} />
      )}
    </section>
  );
}

function Measures({ context, objective }: { context: CycleContext; objective: Objective }) {
  const { indicator, baseline, target, byDay, leading, lagging, balancing } = objective;
  const aim = baseline || target ? `${baseline ?? "?"}, then ${target ?? "?"}` : null;
  const lines: [string, string | null][] = [
    ["Indicator", indicator],
    ["Aim", aim && byDay ? `${aim} by ${dayWords(byDay, context.reader)}` : aim],
    ["Leading", leading],
    ["Lagging", lagging],
    ["Balancing", balancing],
  ];
  return (
    <dl className="measures">
      {lines.map(([term, words]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{words ?? <span className="quiet">not said yet</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
