import { initialsOf } from "./initials";

/** The first team of the relationship, the second, or neither of them. */
export type Side = "a" | "b" | "n";

/** What a side looks like in text: its letter and its team's name. */
export type SideName = { letter: string; name: string };

/** "From this side": colour, letter and shape together. The team's name is what is read out. */
export function Mark({ side, letter, name }: { side: Side } & SideName) {
  return (
    <span className={`mark mark-${side}`} title={name} role="img" aria-label={name}>
      {side === "n" ? <b>{letter}</b> : letter}
    </span>
  );
}

/** A person: initials in the outline of their side's shape. `team` is read out after the name. */
export function Face({ side, name, team }: { side: Side; name: string; team?: string }) {
  const label = team ? `${name}, ${team}` : name;
  return (
    <span className={`face face-${side}`} title={label} role="img" aria-label={label}>
      {initialsOf(name)}
    </span>
  );
}
