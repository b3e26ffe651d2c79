"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
} from "react";
import { asksWhereTo, type Outcome } from "../_server/outcome";
import { useScripted } from "./scripted";
import { changedSince, emptySecretsBut, resetAllBut, type SentFields, sentFields } from "./sent-fields";
import { type InTurn, withoutLoss } from "./without-loss";

/** `typedOn`: the deed is done, and what somebody typed while it was under way still stands in the form. */
export type FormState<R = unknown> = { pending: boolean; outcome: Outcome<R>; typedOn: boolean };
const FormContext = createContext<FormState>({ pending: false, outcome: { done: false }, typedOn: false });

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
  /** The form waits for what was sent before it; for pages that save by themselves, too. */
  inTurn?: InTurn;
};

/**
 * A form that works before its script loads, shows what was wrong at the field, and is sent once however often its
 * button is pressed. What is typed while it is on its way stays: a success clears only what was sent, a refusal nothing.
 */
export function ActionForm<R>(props: ActionFormProps<R>) {
  const { action, children, className, id, label, ownMessage, onDone, inTurn } = props;
  // Before the script runs the form must hold the server's own action, or there would be nowhere to send it.
  const scripted = useScripted();
  const form = useRef<HTMLFormElement>(null);
  const onItsWay = useRef<SentFields>(null);
  const away = useRef(false);
  const router = useRouter();
  const [leaving, leave] = useTransition();
  const deed = useMemo(() => {
    if (!scripted) return action;
    const lossless = withoutLoss(action, inTurn);
    return async (last: Outcome<R>, words: FormData) => {
      const answer = await lossless(last, words);
      const { leadsTo } = answer;
      // Here, not once it is drawn: the answer may take the form off the page.
      if (leadsTo && typedSince(onItsWay.current, form.current).length === 0) {
        away.current = true;
        leave(() => router.push(leadsTo));
      }
      return answer;
    };
  }, [scripted, action, inTurn, router]);
  const [outcome, send, pending] = useActionState<Outcome<R>, FormData>(deed, { done: false });
  const [typedOn, setTypedOn] = useState(false);
  const told = useRef(outcome);
  const again = useRef<{ button: HTMLElement | null }>(null);

  // Before the browser paints, so that nobody sees, or types into, a form that is about to be cleared.
  useLayoutEffect(() => {
    if (told.current === outcome || !form.current) return;
    told.current = outcome;
    if (away.current) return;
    const typed = typedSince(onItsWay.current, form.current);
    if (outcome.done) {
      resetAllBut(typed, form.current);
      setTypedOn(typed.length > 0);
      onDone?.(outcome);
      return;
    }
    emptySecretsBut(typed, form.current);
    // Whoever types on in another field is not torn away from it.
    if (!typed.some((field) => field === document.activeElement)) firstWrongField(form.current)?.focus();
  }, [outcome, onDone]);

  useEffect(() => {
    if (leaving || !away.current || !form.current) return;
    // The deed led to the page that the form is on.
    resetAllBut(typedSince(onItsWay.current, form.current), form.current);
    away.current = false;
    onItsWay.current = null;
  }, [leaving]);

  useEffect(() => {
    if (pending || away.current) return;
    onItsWay.current = null;
    const next = again.current;
    again.current = null;
    // After what the answer changed on the page is drawn: ids and versions of the next deed are among it.
    if (next && told.current.done) setTimeout(() => sendAgain(form.current, next.button));
  }, [pending]);

  // React would reset the form after its action; sent by hand it is ours to clear.
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    if (!scripted) return;
    event.preventDefault();
    const { currentTarget } = event;
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (onItsWay.current) {
      // The same twice is one deed. Something new waits for its turn.
      if (changedSince(onItsWay.current, currentTarget).length > 0) again.current = { button: submitter };
      return;
    }
    onItsWay.current = sentFields(currentTarget);
    const words = new FormData(currentTarget, submitter);
    words.set(asksWhereTo, "yes");
    startTransition(() => send(words));
  };

  const state = { pending: pending || leaving, outcome, typedOn };
  return (
    <FormContext value={state}>
      <form ref={form} action={send} onSubmit={onSubmit} className={className} id={id} aria-label={label} noValidate>
        {typeof children === "function" ? children(state) : children}
        {!ownMessage && <FormMessage />}
      </form>
    </FormContext>
  );
}

const typedSince = (sent: SentFields | null, form: HTMLFormElement | null) =>
  sent && form ? changedSince(sent, form) : [];

function sendAgain(form: HTMLFormElement | null, button: HTMLElement | null) {
  if (form?.isConnected) form.requestSubmit(button?.isConnected ? button : null);
}

/** The sentence for the whole form, read out when it comes; what a field says already is not said twice. */
export function FormMessage() {
  const { outcome, typedOn } = useOutcome();
  const { message, done, fields = {}, leadsTo } = outcome;
  if (leadsTo && typedOn) {
    return (
      <p className="form-message good" role="status">
        It is kept. What you typed since then stands here still: send it, too, or{" "}
        <a className="link" href={leadsTo}>
          go on without it
        </a>
        .
      </p>
    );
  }
  const isSaidThere = Object.values(fields).some((words) => message && words?.includes(message));
  return message && !isSaidThere ? (
    <p className={done ? "form-message good" : "form-message"} role={done ? "status" : "alert"}>
      {message}
    </p>
  ) : null;
}

function firstWrongField(form: HTMLFormElement | null) {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset.wrong');
  return wrong?.matches("fieldset") ? wrong.querySelector<HTMLElement>("input") : wrong;
}
