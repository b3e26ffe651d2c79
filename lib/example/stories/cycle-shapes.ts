/** How a cycle of the example is told. Days are counted back from today, as everywhere in the stories. */
import type { Category, CycleKind, Direction, ObjectiveDecision, PressureKind } from "@/db/terms";
import type { Moment } from "../calendar";
import type { Person } from "../people";

type Done = { at: Moment; by: Person };

export type CycleStory = {
  key: string;
  kind: CycleKind;
  monthsAgo: number; // its first day is the first of that month
  opened: Done;
  pressures: readonly PressureStory[];
  plan: Done;
  objectives: readonly ObjectiveStory[];
  catchball: Done;
  committed: Done;
  running: Done;
  chosen: readonly (Done & { improvement: string })[]; // by its title
  huddles: readonly (Done & { moved?: string; stuck?: string; help?: string })[];
  quarters: readonly (Done & { decisions: readonly [objective: string, is: ObjectiveDecision, because: string][] })[];
  over?: readonly (Done & { pressure: string })[];
  review?: ReviewStory;
};

/** A pressure told before is read anew where it has no `title`. */
export type PressureStory = Done & {
  key: string;
  noted?: { kind: PressureKind; title: string; touches: readonly Category[] };
  direction: Direction;
  strength: 1 | 2 | 3 | 4 | 5;
  note?: string;
};

export type ObjectiveStory = {
  key: string;
  title: string;
  proposed: Done;
  pair: readonly [marketing: Person, sales: Person];
  indicator: string;
  baseline: string;
  target: string;
  leading: string;
  lagging: string;
  balancing: string;
  /** Who agreed to its first words, and what came after: other words, and who has agreed to those. */
  agreed: readonly Done[];
  changed?: readonly (Done & { words: string; agreed: readonly Done[] })[];
  result?: string;
};

export type ReviewStory = {
  begun: Done;
  results: Done;
  whole: Done & { verified: string; cameBack: string; learned: string; pressuresMoved: string };
  /** What was left over and goes on; dropping is told with the improvement. */
  goesOn: readonly (Done & { improvement: string; because: string })[];
  closed: Done;
};
