"use client";

import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { suggestPeopleAction } from "./actions";
import type { BegunName } from "./comment-field";

type Person = { id: string; name: string; team: string | null };

type NameListProps = {
  workspace: string;
  area: RefObject<HTMLTextAreaElement | null>;
  begun: BegunName;
  onClose: () => void;
};

/** People whose name begins as it was typed. Arrows choose, Enter or Tab takes, Escape leaves. */
export function NameList({ workspace, area, begun, onClose }: NameListProps) {
  const id = useId();
  const [people, setPeople] = useState<Person[]>([]);
  const [at, setAt] = useState(0);
  const { from, words } = begun;

  useEffect(() => {
    let wanted = true;
    const ask = async () => {
      const form = new FormData();
      form.set("name", words);
      // A line that is down proposes nobody; the name can be typed all the same.
      const answer = await suggestPeopleAction(workspace, { done: false }, form).catch(() => undefined);
      if (!wanted) return;
      const found = answer?.result ?? [];
      const isWhole = found.length === 1 && found[0]?.name === words;
      setPeople(isWhole ? [] : found);
      setAt(0);
    };
    const bell = setTimeout(ask, 120);
    return () => {
      wanted = false;
      clearTimeout(bell);
    };
  }, [workspace, words]);

  const take = (person: Person | undefined) => {
    const field = area.current;
    if (!field || !person) return;
    field.setRangeText(`${person.name} `, from, from + words.length, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    onClose();
  };

  const hands = useRef({ people, at, take, onClose });
  hands.current = { people, at, take, onClose };
  useEffect(() => {
    const field = area.current;
    const onKeyDown = (event: KeyboardEvent) => {
      const now = hands.current;
      const count = now.people.length;
      if (count === 0 || event.isComposing) return;
      if (event.key === "ArrowDown") setAt((now.at + 1) % count);
      else if (event.key === "ArrowUp") setAt((now.at + count - 1) % count);
      else if (event.key === "Enter" || event.key === "Tab") now.take(now.people[now.at]);
      else if (event.key === "Escape") now.onClose();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    field?.addEventListener("keydown", onKeyDown);
    return () => field?.removeEventListener("keydown", onKeyDown);
  }, [area]);

  // The field keeps the focus; it says which of the list is meant.
  useEffect(() => {
    const field = area.current;
    if (!field || people.length === 0) return;
    const said = { "aria-autocomplete": "list", "aria-controls": id, "aria-activedescendant": `${id}-${at}` };
    for (const [name, value] of Object.entries(said)) field.setAttribute(name, value);
    return () => {
      for (const name of Object.keys(said)) field.removeAttribute(name);
    };
  }, [area, id, at, people]);

  if (people.length === 0) return null;
  return (
    <>
      <p className="sr" role="status">
        {people.length === 1 ? "One person" : `${people.length} people`}: {people[at]?.name}
      </p>
      <div className="name-list" role="listbox" id={id} aria-label="People">
        {people.map((person, place) => (
          // The keys are the field's; a pointer takes here, before the field loses the focus.
          <div
            key={person.id}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === at}
            tabIndex={-1}
            onPointerDown={(event) => {
              event.preventDefault();
              take(person);
            }}
          >
            {person.name} <span className="quiet">{person.team ?? "neutral"}</span>
          </div>
        ))}
      </div>
    </>
  );
}
