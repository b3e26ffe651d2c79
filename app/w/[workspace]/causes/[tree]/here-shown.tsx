"use client";

import { useSyncExternalStore } from "react";
import { Face } from "@/app/_ui/mark";
import { type Side, sideById } from "@/lib/teams/sides";
import type { PeopleHere } from "./people-here";

type Shown = { people: PeopleHere; sides: readonly [Side, Side] };

const mostFaces = 6;

/** Who else has the tree before them; nothing for whoever is alone. */
export function Presence({ people, sides }: Shown) {
  const all = useSyncExternalStore(people.subscribe, people.all, people.all);
  if (all.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: it groups no fields
    <span className="presence" role="group" aria-label="Also on this page">
      {all.slice(0, mostFaces).map(({ member, name, side }) => {
        const team = sideById({ sides }, side);
        return <Face key={member} side={team?.place ?? "n"} name={name} {...(team && { team: team.name })} />;
      })}
      {all.length > mostFaces && <span className="quiet">and {all.length - mostFaces} more</span>}
    </span>
  );
}

/** Who else is on this line, and whether they write in it. */
export function OnLine({ whyId, people, sides }: Shown & { whyId: string }) {
  const now = () => people.on(whyId);
  const on = useSyncExternalStore(people.subscribe, now, now);
  if (on.length === 0) return null;
  return (
    <span className="here-line">
      {on.map(({ member, name, side, isTyping }) => (
        <span key={member} className={`here here-${sideById({ sides }, side)?.place ?? "n"}`} title={name}>
          {firstOf(name)} {isTyping ? "writes" : "is here"}
        </span>
      ))}
    </span>
  );
}

const firstOf = (name: string) => name.split(" ", 1)[0];
