import type { Here } from "@/lib/live/here";

/** Who else is on the tree, for whoever shows it: nothing else is drawn anew when somebody moves. */
export type PeopleHere = {
  /** Everyone but this member, one entry a person, by name. */
  all: () => readonly Here[];
  on: (whyId: string) => readonly Here[];
  meet: (people: readonly Here[]) => void;
  subscribe: (met: () => void) => () => void;
};

const nobody: readonly Here[] = [];

/** @param ownId the member who looks: they know that they are here, in however many tabs */
export function peopleHere(ownId: string): PeopleHere {
  let all: readonly Here[] = nobody;
  let byLine = new Map<string, readonly Here[]>();
  const listeners = new Set<() => void>();
  return {
    all: () => all,
    on: (whyId) => byLine.get(whyId) ?? nobody,
    meet: (people) => {
      const others = new Map<string, Here>();
      for (const here of people) {
        const known = others.get(here.member);
        // Of several tabs the one that says most: where somebody types, or at least is on a line.
        if (here.member !== ownId && (!known || weight(here) > weight(known))) others.set(here.member, here);
      }
      all = [...others.values()].toSorted((a, b) => a.name.localeCompare(b.name));
      const before = byLine;
      byLine = new Map();
      for (const here of all) if (here.why) byLine.set(here.why, [...(byLine.get(here.why) ?? []), here]);
      // The same people on a line are the same answer: its row is not drawn anew.
      for (const [whyId, here] of byLine) {
        const was = before.get(whyId);
        if (was && JSON.stringify(was) === JSON.stringify(here)) byLine.set(whyId, was);
      }
      for (const met of listeners) met();
    },
    subscribe: (met) => {
      listeners.add(met);
      return () => listeners.delete(met);
    },
  };
}

const weight = ({ why, isTyping }: Here) => (isTyping ? 2 : why ? 1 : 0);
