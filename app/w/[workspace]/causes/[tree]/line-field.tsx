"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";

type LineFieldProps = {
  text: string;
  label: string;
  /** Called with each letter, for keeping. */
  onType: (text: string) => void;
  /** Called when typing pauses, and when it ends. */
  onText: (text: string) => void;
  /** Enter, Tab, Shift+Tab and Escape, with what stands in the field. */
  onKey: (key: LineKey, text: string) => void;
  onLeave: (text: string) => void;
};
export type LineKey = "another" | "why" | "up" | "stop" | "previous" | "next";

const pause = 700;

/** The line becomes a field in place. Typing never waits: what is typed is handed on when the typing pauses. */
export function LineField({ text, label, onType, onText, onKey, onLeave }: LineFieldProps) {
  const [typed, setTyped] = useState(text);
  const [begun, setBegun] = useState(text);
  if (text !== begun) {
    // Somebody else has changed the line: the field follows as long as nothing was typed in it.
    setBegun(text);
    if (typed === begun) setTyped(text);
  }
  const field = useRef<HTMLTextAreaElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);

  // Taken off the page in the middle of typing, by going back or by a key elsewhere: what was typed is handed on.
  const rest = useRef<() => void>(null);
  useEffect(() => () => rest.current?.(), []);
  const stopWaiting = () => {
    clearTimeout(timer.current);
    rest.current = null;
  };

  const type = (value: string) => {
    const line = value.replace(/\n/g, " ");
    setTyped(line);
    onType(line);
    const handOn = () => {
      stopWaiting();
      onText(line);
    };
    clearTimeout(timer.current);
    timer.current = setTimeout(handOn, pause);
    rest.current = handOn;
  };

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    event.stopPropagation();
    const key = keyOf(event);
    if (!key || event.nativeEvent.isComposing) return;
    event.preventDefault();
    stopWaiting();
    onKey(key, typed);
  };

  return (
    <textarea
      ref={field}
      className="line"
      rows={1}
      maxLength={500}
      aria-label={label}
      value={typed}
      onChange={(event) => type(event.target.value)}
      onKeyDown={press}
      onBlur={() => {
        stopWaiting();
        onLeave(typed);
      }}
    />
  );
}

function keyOf({ key, shiftKey, altKey, ctrlKey, metaKey, currentTarget: area }: KeyboardEvent<HTMLTextAreaElement>) {
  if (altKey || ctrlKey || metaKey) return undefined;
  if (key === "Enter") return "another" as const;
  if (key === "Tab") return shiftKey ? ("up" as const) : ("why" as const);
  if (key === "Escape") return "stop" as const;
  if (key === "ArrowUp" && area.selectionEnd === 0) return "previous" as const;
  if (key === "ArrowDown" && area.selectionStart === area.value.length) return "next" as const;
  return undefined;
}
