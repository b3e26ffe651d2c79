"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Button, ButtonLink } from "@/app/_ui/button";
import { useDefaultChoice } from "@/app/_ui/default-choice";
import { ActionForm, FormMessage, type FormState } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { Mark } from "@/app/_ui/mark";
import { Notice } from "@/app/_ui/notice";
import { RowId } from "@/app/_ui/row-id";
import type { Side } from "@/lib/teams/sides";
import { logLineAction, takeBackAction } from "../incidents/actions";
import { SeenAlike } from "./seen-alike";

type Logged = { id: string; title: string };

type LogFormProps = {
  workspace: string;
  id: string; // of the incident that this form logs first
  relationshipId: string;
  sides: readonly [Side, Side];
  sideId: string; // the member's side; empty: neither
  days: { value: string; label: string }[]; // the first is today, and empty: the day is made when it is sent
  handOffs: string[];
};

/** One line logs it. When, where and from whom have sensible defaults and can be changed in the line below. */
export function LogForm({ workspace, id, relationshipId, sides, sideId, days, handOffs }: LogFormProps) {
  const [takenBack, setTakenBack] = useState<string>();
  const [logged, setLogged] = useState<Logged>();
  const takeBackId = useId();
  const logId = useId();
  return (
    <div className="col-start-1">
      <ActionForm<Logged>
        id={logId}
        onDone={({ result }) => setLogged(result)}
        action={logLineAction.bind(null, workspace)}
        className="log"
        label="Log an incident"
        ownMessage
      >
        {(state) => (
          <>
            <RowId first={id} />
            <input type="hidden" name="relationshipId" value={relationshipId} />
            <Line state={state} />
            <Faults state={state} />
            <Facts {...{ state, sides, sideId, days, handOffs }} />
            <FormMessage />
            {state.outcome.result && state.outcome.result.id !== takenBack && (
              <JustLogged workspace={workspace} logged={state.outcome.result} takeBackForm={takeBackId} />
            )}
          </>
        )}
      </ActionForm>
      <SeenAlike workspace={workspace} formId={logId} logged={logged && logged.id !== takenBack ? logged : undefined} />
      <ActionForm<{ incidentId: string }>
        id={takeBackId}
        action={takeBackAction.bind(null, workspace)}
        label="Take back what was just logged"
        onDone={({ result }) => setTakenBack(result?.incidentId)}
      >
        {({ outcome }) => outcome.done && <p className="note px-4 pt-2">Taken back. It is kept among the withdrawn.</p>}
      </ActionForm>
    </div>
  );
}

function Line({ state }: { state: FormState<Logged> }) {
  const line = useRef<HTMLTextAreaElement>(null);
  const wrong = Boolean(state.outcome.fields?.title);

  // "Log" in the bar of a phone leads to #log: it is there to be typed into.
  useEffect(() => {
    const focus = () => location.hash === "#log" && line.current?.focus();
    focus();
    addEventListener("hashchange", focus);
    return () => removeEventListener("hashchange", focus);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };

  return (
    <div className={wrong ? "log-field wrong" : "log-field"}>
      <textarea
        ref={line}
        id="log"
        name="title"
        rows={1}
        aria-label="What got in the way?"
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? "log-fault" : undefined}
        defaultValue={state.outcome.done ? "" : state.outcome.typed?.title}
        onKeyDown={onKeyDown}
      />
      <span className="keys noscript:hidden">
        <kbd>Enter</kbd>
      </span>
      <SubmitButton small>Log it</SubmitButton>
    </div>
  );
}

function Faults({ state }: { state: FormState<Logged> }) {
  const sentences = Object.values(state.outcome.fields ?? {}).flatMap((words) => words?.slice(0, 1) ?? []);
  return sentences.length === 0 ? null : (
    <p className="error" id="log-fault" role="alert">
      {sentences.join(" ")}
    </p>
  );
}

type FactsProps = Pick<LogFormProps, "sides" | "sideId" | "days" | "handOffs"> & { state: FormState<Logged> };

function Facts({ state, sides, sideId, days, handOffs }: FactsProps) {
  // What was chosen for one line is not what holds for the next.
  const typed = state.outcome.done ? undefined : state.outcome.typed;
  const [day, from] = [typed?.occurredOn ?? "", typed?.sideId ?? sideId];
  return (
    <div className="log-facts">
      <label>
        When
        <select ref={useDefaultChoice(day)} name="occurredOn" defaultValue={day}>
          {days.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        Where
        <input type="text" name="handOff" list="hand-offs" placeholder="hand-off" defaultValue={typed?.handOff} />
      </label>
      <datalist id="hand-offs">
        {handOffs.map((handOff) => (
          <option key={handOff} value={handOff} />
        ))}
      </datalist>
      <label className="group">
        From
        {/* The mark follows the choice without a script. */}
        <span className="hidden group-has-[option[data-place=a]:checked]:inline-flex">
          <Mark side="a" letter={sides[0].letter} name={sides[0].name} />
        </span>
        <span className="hidden group-has-[option[data-place=b]:checked]:inline-flex">
          <Mark side="b" letter={sides[1].letter} name={sides[1].name} />
        </span>
        <select ref={useDefaultChoice(from)} name="sideId" defaultValue={from}>
          {sides.map(({ id, name, place }) => (
            <option key={id} value={id} data-place={place}>
              {name}
            </option>
          ))}
          <option value="">neither side</option>
        </select>
      </label>
    </div>
  );
}

function JustLogged({ workspace, logged, takeBackForm }: { workspace: string; logged: Logged; takeBackForm: string }) {
  const page = `/w/${workspace}/incidents/${logged.id}`;
  return (
    <div className="pt-3.5">
      <Notice
        action={
          <span className="buttons">
            <ButtonLink small href={page}>
              Open
            </ButtonLink>
            <ButtonLink small href={`${page}/edit`}>
              Add more
            </ButtonLink>
            <Button type="submit" small form={takeBackForm} name="incidentId" value={logged.id}>
              Undo
            </Button>
          </span>
        }
      >
        Logged: <span className="serif">“{logged.title}”</span>
      </Notice>
    </div>
  );
}
