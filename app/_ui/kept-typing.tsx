"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useOutcome } from "./form";
import { Link } from "./link";

type Text = HTMLInputElement | HTMLTextAreaElement;

const place = (of: string) => `unsent ${of}`;

/**
 * Put into a form that goes away when something else is looked at: texts that were typed and not sent are kept in this
 * window, and stand in the form again when it comes back. What was sent is kept no longer.
 * @param of what the form is about; another one has another name
 */
export function KeptTyping({ of }: { of: string }) {
  const mark = useRef<HTMLSpanElement>(null);
  // What stood in the form before anybody typed: a refusal makes what was typed its default.
  const given = useRef(new Map<string, string>());
  const { outcome } = useOutcome();

  useLayoutEffect(() => {
    const form = mark.current?.closest("form");
    if (!form) return;
    let sent: string | undefined;
    given.current = defaultsOf(form);
    restore(form, read(of));
    const keep = () => write(of, unsentIn(form, given.current));
    const remember = () => {
      sent = unsentIn(form, given.current);
    };
    form.addEventListener("input", keep);
    form.addEventListener("submit", remember);
    return () => {
      form.removeEventListener("input", keep);
      form.removeEventListener("submit", remember);
      // The answer took the form off the page: what it held has arrived, and what was typed since has not.
      if (sent !== undefined && read(of) === sent) write(of, undefined);
    };
  }, [of]);

  useEffect(() => {
    const form = mark.current?.closest("form");
    if (!form || !outcome.done) return;
    given.current = defaultsOf(form);
    write(of, unsentIn(form, given.current));
  }, [of, outcome]);

  return <span ref={mark} hidden />;
}

/** What was typed into forms about something and not sent. @param of how the names of these forms begin */
export function unsentAbout(of: string): string[] {
  return namesFrom(of).flatMap((name) => {
    const texts = JSON.parse(read(name) ?? "[]") as [string, string][];
    return texts.map(([, text]) => text);
  });
}

export function letGoAbout(of: string): void {
  for (const name of namesFrom(of)) write(name, undefined);
}

function namesFrom(of: string): string[] {
  try {
    const all = Object.keys(sessionStorage).filter((key) => key.startsWith(place(of)));
    return all.map((key) => key.slice(place("").length));
  } catch {
    return [];
  }
}

/** Where a form has gone with words in it that were not sent: says so, and leads to where they stand. */
export function UnsentWords({ of, href }: { of: string; href: string }) {
  const [isKept, setKept] = useState(false);
  useEffect(() => setKept(read(of) !== undefined), [of]);
  return isKept ? (
    <p className="note" role="status">
      What you typed since then is kept and not sent yet:{" "}
      <Link className="link" href={href}>
        go on writing
      </Link>
      .
    </p>
  ) : null;
}

const defaultsOf = (form: HTMLFormElement) =>
  new Map(textsOf(form).map(({ name, defaultValue }) => [name, defaultValue]));

/** The texts of a form that differ from what it came with; nothing where none does. */
function unsentIn(form: HTMLFormElement, given: ReadonlyMap<string, string>): string | undefined {
  const typed = textsOf(form).filter(({ name, value }) => value !== (given.get(name) ?? ""));
  return typed.length > 0 ? JSON.stringify(typed.map(({ name, value }) => [name, value])) : undefined;
}

function restore(form: HTMLFormElement, kept: string | undefined) {
  if (kept === undefined) return;
  const texts = new Map(JSON.parse(kept) as [string, string][]);
  for (const field of textsOf(form)) {
    const text = texts.get(field.name);
    if (text === undefined || field.value !== field.defaultValue) continue;
    field.value = text;
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }
}

function textsOf(form: HTMLFormElement): Text[] {
  return [...form.elements].filter(
    (element): element is Text =>
      element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text"),
  );
}

// Where the browser keeps nothing, typing goes on as without it.
function read(of: string): string | undefined {
  try {
    return sessionStorage.getItem(place(of)) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(of: string, words: string | undefined) {
  try {
    if (words === undefined) sessionStorage.removeItem(place(of));
    else sessionStorage.setItem(place(of), words);
  } catch {
    // as above
  }
}
