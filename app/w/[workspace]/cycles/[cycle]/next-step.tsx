import type { ReactNode } from "react";
import type { MemberAction } from "@/app/_server/member-action";
import { ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { type CycleFault, commitFaults, reviewDueOn } from "@/lib/cycles/cycle-rules";
import type { CatchballTurn, Objective, PressureRow, Review } from "@/lib/cycles/queries";
import { dayWords } from "../../improvements/words";
import { closeCycleAction, commitCycleAction, moveOnAction } from "../actions";
import type { CycleContext } from "./cycle-context";

type NextStepProps = {
  context: CycleContext;
  pressures: PressureRow[];
  objectives: Objective[];
  turns: CatchballTurn[];
  reviews: Review[];
  owed: CycleFault[];
};

/** What leads on from the phase a cycle is in, and what it still lacks; one main button. */
export function NextStep({ context, pressures, objectives, turns, reviews, owed }: NextStepProps) {
  const { cycle, reader, mayWrite, mayLead, here, relationship } = context;
  switch (cycle.phase) {
    case "scan": {
      const unread = pressures.filter(({ strength, isOver }) => strength === null && !isOver).length;
      const faults = pressures.some(({ strength }) => strength !== null)
        ? []
        : ["Note one pressure and how it stands."];
      return (
        <Step context={context} to="plan" lacks={faults} label="Go on to planning">
          {unread > 0 && faults.length === 0 && (
            <p className="note">{unread} of the pressures are not looked at yet.</p>
          )}
        </Step>
      );
    }
    case "plan":
      return (
        <Step
          context={context}
          to="catchball"
          lacks={objectives.length > 0 ? [] : ["Put an objective on the table."]}
          label="Send them into the catchball"
        />
      );
    case "catchball": {
      const planned = objectives.map((one) => ({
        ...one,
        turns: turns.filter(({ objectiveId }) => objectiveId === one.id),
      }));
      const lacks = commitFaults(planned, relationship.sides).map(({ message }) => message);
      return (
        <Lacking lacks={lacks}>
          {mayLead ? (
            <OneButton context={context} action={commitCycleAction} label="Commit to them" />
          ) : (
            <p className="note">Both sides agree. A lead commits to it.</p>
          )}
        </Lacking>
      );
    }
    case "committed":
      return <Step context={context} to="running" lacks={[]} label="Begin to work" />;
    case "running": {
      const last = reviews.find(({ kind }) => kind === "quarterly");
      const due = reviewDueOn(cycle.startsOn, last?.heldOn ?? null);
      const isOver = cycle.endsOn < reader.today;
      return (
        <>
          <p className="note">
            {isOver
              ? `Its last day was ${dayWords(cycle.endsOn, reader)}: it is time for the review of the whole.`
              : due <= reader.today
                ? `The objectives are due to be looked at since ${dayWords(due, reader)}.`
                : `The objectives are looked at again on ${dayWords(due, reader)}.`}
          </p>
          <div className="buttons mt-3">
            {!isOver && (
              <ButtonLink variant="primary" href={due <= reader.today ? `${here}/review` : `${here}/huddle`}>
                {due <= reader.today ? "Review the objectives" : "Hold the huddle"}
              </ButtonLink>
            )}
            {mayWrite && (
              <ActionForm action={moveOnAction.bind(null, context.workspace)} label="Begin the review of the whole">
                <Seen context={context} />
                <input type="hidden" name="to" value="review" />
                <SubmitButton variant={isOver ? "primary" : "plain"}>Begin the review of the whole</SubmitButton>
              </ActionForm>
            )}
          </div>
        </>
      );
    }
    case "review":
      return (
        <>
          <Lacking lacks={owed.map(({ message }) => message)}>
            {mayLead ? (
              <OneButton context={context} action={closeCycleAction} label="Close this cycle" />
            ) : (
              <p className="note">All is written. A lead closes it.</p>
            )}
          </Lacking>
          {mayWrite && owed.length > 0 && (
            <div className="buttons mt-3">
              <ButtonLink variant="primary" href={`${here}/review`}>
                Write the review
              </ButtonLink>
            </div>
          )}
        </>
      );
    case "closed":
      return context.mayOpenNext ? (
        <div className="buttons mt-3">
          <ButtonLink variant="primary" href={`/w/${context.workspace}/cycles/new`}>
            Open the next cycle
          </ButtonLink>
        </div>
      ) : null;
  }
}

type StepProps = {
  context: CycleContext;
  to: "plan" | "catchball" | "running";
  lacks: string[];
  label: string;
  children?: ReactNode;
};

function Step({ context, to, lacks, label, children }: StepProps) {
  return (
    <Lacking lacks={lacks}>
      {children}
      {context.mayWrite && (
        <OneButton context={context} action={moveOnAction} label={label}>
          <input type="hidden" name="to" value={to} />
        </OneButton>
      )}
    </Lacking>
  );
}

/** What is still missing; the way on is shown once nothing is. */
function Lacking({ lacks, children }: { lacks: string[]; children: ReactNode }) {
  if (lacks.length === 0) return <div className="mt-3 grid gap-2">{children}</div>;
  return (
    <>
      <p className="label mt-3">Before it goes on</p>
      <ul className="lacks">
        {lacks.map((words, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two sentences may be the same, and they have no order of their own
          <li key={place}>{words}</li>
        ))}
      </ul>
    </>
  );
}

type OneButtonProps = { context: CycleContext; action: MemberAction<void>; label: string; children?: ReactNode };

function OneButton({ context, action, label, children }: OneButtonProps) {
  return (
    <ActionForm action={action.bind(null, context.workspace)} label={label}>
      <Seen context={context} />
      {children}
      <SubmitButton>{label}</SubmitButton>
    </ActionForm>
  );
}

function Seen({ context: { cycle } }: { context: CycleContext }) {
  return (
    <>
      <input type="hidden" name="cycleId" value={cycle.id} />
      <input type="hidden" name="version" value={cycle.version} />
    </>
  );
}
