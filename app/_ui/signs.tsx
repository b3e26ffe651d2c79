import type { ReactNode } from "react";
import { Icon } from "./icon";

/** A side's answer to a read-back: it has signed, it has not answered, it disputes. */
export type SignState = "yes" | "open" | "no";

const says = {
  yes: (team: string) => `${team} has signed`,
  open: (team: string) => `${team} has not read this back`,
  no: (team: string) => `${team} disputes this`,
};
const drawn = { yes: "check", open: "dash", no: "x" } as const;

type SignProps = { side: "a" | "b"; letter: string; team: string; state: SignState };

/** One side's chip. Chips always come as a pair in the same order: wrap them in `<Signs>`. */
export function Sign({ side, letter, team, state }: SignProps) {
  const words = says[state](team);
  return (
    <span className={`sign sign-${side} ${state}`} role="img" aria-label={words} title={words}>
      {letter}
      <Icon name={drawn[state]} />
    </span>
  );
}

export function Signs({ children }: { children: ReactNode }) {
  return <span className="signs">{children}</span>;
}
