"use client";

import {
  createContext,
  type FormEvent,
  type ReactNode,
  useActionState,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from "react";
import type { Outcome } from "../_server/outcome";
import { withoutLoss } from "./without-loss";

export type FormState<R = unknown> = { pending: boolean; outcome: Outcome<R> };
const FormContext = createContext<FormState>({ pending: false, outcome: { done: false } });

/** What the nearest form is at: whether it is being sent, and what its action last answered. */
export function useOutcome(): FormState {
  return useContext(FormContext);
}

type ActionFormProps<R> = {
  /** A server action, already bound to its workspace: `logIncidentAction.bind(null, workspace)`. */
  action: (last: Outcome<R>, form: FormData) => Promise<Outcome<R>>;
  children: ReactNode | ((state: FormState<R>) => ReactNode);
  className?: string;
  id?: string;
  /** What the form is for, read out where no heading says it. */
  label?: string;
  /** The sentence for the whole form stands where `<FormMessage />` is put, not at the end. */
  ownMessage?: boolean;
  /** Called once for each answer that says done; for client components that close or clear something. */
  onDone?: (outcome: Outcome<R>) => void;
};

/**
 * A form that works before its script loads, shows what was wrong at the field, keeps what was typed and is sent once
 * however often its button is pressed.
 */
export function ActionForm<R>(props: ActionFormProps<R>) {
  const { action, children, className, id, label, ownMessage, onDone } = props;
  // Before the script runs the form must hold the server's own action, or there would be nowhere to send it.
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const deed = useMemo(() => (scripted ? withoutLoss(action) : action), [scripted, action]);
  const [outcome, send, pending] = useActionState<Outcome<R>, FormData>(deed, { done: false });
  const form = useRef<HTMLFormElement>(null);
  const onItsWay = useRef(false);
  const told = useRef(outcome);

  useEffect(() => {
    if (!pending) onItsWay.current = false;
  }, [pending]);

  useEffect(() => {
    if (told.current === outcome) return;
    told.current = outcome;
    if (outcome.done) onDone?.(outcome);
    else firstWrongField(form.current)?.focus();
  }, [outcome, onDone]);

  // The state of a transition comes a moment after the second click of a double click; this does not.
  const onSubmit = (event: FormEvent) => {
    if (onItsWay.current) event.preventDefault();
    onItsWay.current = true;
  };

  const state = { pending, outcome };
  return (
    <FormContext value={state}>
      <form ref={form} action={send} onSubmit={onSubmit} className={className} id={id} aria-label={label} noValidate>
        {typeof children === "function" ? children(state) : children}
        {!ownMessage && <FormMessage />}
      </form>
    </FormContext>
  );
}

/** The sentence for the whole form, read out when it comes; what a field says already is not said twice. */
export function FormMessage() {
  const { message, done, fields = {} } = useOutcome().outcome;
  const isSaidThere = Object.values(fields).some((words) => message && words?.includes(message));
  return message && !isSaidThere ? (
    <p className={done ? "form-message good" : "form-message"} role={done ? "status" : "alert"}>
      {message}
    </p>
  ) : null;
}

const never = () => () => {};

function firstWrongField(form: HTMLFormElement | null) {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset.wrong');
  return wrong?.matches("fieldset") ? wrong.querySelector<HTMLElement>("input") : wrong;
}
