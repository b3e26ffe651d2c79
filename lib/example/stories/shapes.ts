/** How the example is told: plain data. Days are counted back from today; negative ones lie ahead. */
import type {
  Answer,
  Category,
  CheckMethod,
  CostUnit,
  EvidenceType,
  ImprovementKind,
  IncidentStage,
  SustainAnswer,
  sustainDays,
  Verdict,
  WhyKind,
  WordingCode,
} from "@/db/terms";
import type { Moment } from "../calendar";
import type { Person, Side } from "../people";
import type { CauseKey } from "./causes";

export type CauseStory = {
  text: string;
  category: Category;
  entered?: number; // by the facilitator; absent: by the first tree that ends in it
};

export type IncidentStory = {
  key?: string; // for the tree opened on it
  day: number; // it occurred and was logged
  at?: Moment[1];
  from: Person;
  anonymous?: true;
  title: string;
  observed: string;
  expected: string | null; // null: no agreed standard exists
  extent?: string;
  handOff: string;
  detected?: string;
  severity: 1 | 2 | 3 | 4;
  category: Category;
  told: readonly PerspectiveStory[];
  cause?: { key: CauseKey; linked: number; by?: Person };
  ends?: {
    as: Extract<IncidentStage, "closed" | "withdrawn" | "contained_only">;
    day: number;
    by: Person;
    why?: string;
  };
  reopened?: { day: number; by: Person; why: string };
};

/** Absent, the moment is: the reporter's own a few minutes after logging, another's on the next day. */
export type PerspectiveStory = readonly [by: Person, text: string, moment?: Moment];

/** What an incident cost, written down line by line from a moment on, a few minutes each. */
export type CostsStory = {
  of: string; // the incident's key
  at: Moment;
  lines: readonly CostStory[];
};

export type CostStory = {
  by: Person;
  borne: Side | "both";
  unit: CostUnit; // money is in euros
  low?: number;
  expected: number;
  high?: number;
  basis: string;
};

export type CommentStory = {
  on:
    | { incident: string } // its key
    | { tree: string; why?: string } // the key of its incident; of the line
    | { cause: CauseKey }
    | { improvement: string }; // its title
  at: Moment;
  by: Person;
  text: string;
  seen?: readonly Person[]; // of those it names; who answers has seen it anyway
};

/** What people say of an entry of the catalogue, beside what hangs on it. */
export type CauseDeedStory = { cause: CauseKey; at: Moment; by: Person } & (
  | { is: "described"; others: readonly Category[]; trend?: string }
  | { is: "rated"; of: number; severity: 1 | 2 | 3 | 4; note?: string } // of the year in which that day lies
  | { is: "accepted"; sponsor: string; reason: string; review: number }
  | { is: "merged"; into: CauseKey }
);

export type TreeStory = {
  on: string; // the incident's key
  problem: string;
  apart?: Side; // that side draws it by itself, to be compared with the other's
  opened: { at: Moment; by: Person };
  /** When each kind of work on it began; it goes on line by line, a few minutes each. */
  asked: Moment;
  proven: Moment;
  judged: Moment;
  ended: Moment;
  signed: Partial<Record<Person, Moment>>;
  settled?: { at: Moment; by: Person };
  onlyCause?: { at: Moment; by: Person; reason: string };
  dismissed?: readonly DismissedStory[];
  whys: readonly WhyStory[];
};

/** A wording hint that somebody let stand. */
export type DismissedStory = { why: string; code: WordingCode; at: Moment; by: Person; reason: string };

export type WhyStory = {
  key?: string; // for what hangs on it or is the same as it
  by: Person;
  text: string;
  asked?: Moment;
  kind?: WhyKind;
  joint?: string;
  necessary?: Answer;
  enough?: Answer;
  evidence?: readonly EvidenceStory[];
  status?: "verified" | "refuted";
  because?: string; // why it was refuted
  ends?: EndingStory;
  signs: readonly Person[];
  disputes?: readonly { by: Person; because: string }[];
  whys?: readonly WhyStory[];
};

export type EvidenceStory = {
  by: Person;
  type: EvidenceType;
  text: string;
  source?: string;
  against?: true;
};

export type EndingStory =
  | { is: "root_cause"; cause: CauseKey; reach: "control" | "influence"; removal: "prevents" | "reduces" }
  | { is: "external_pressure"; note: string }
  | { is: "escalated"; to: string; day: number }
  | { is: "accepted"; sponsor: string; review: number; note: string }
  | { is: "same_as"; why: string }
  | { is: "open_question" };

export type ImprovementStory = {
  title: string;
  kind: ImprovementKind;
  planned: { day: number; by: Person };
  cause?: CauseKey;
  why?: string; // key of a why
  owner: Person;
  due?: number;
  moved?: { day: number; due: number }; // the due day slipped
  strength?: 1 | 2 | 3;
  tries: readonly TryStory[];
  blocked?: { day: number; waitsFor: string }; // as it stands today
  ended?: { as: "closed" | "abandoned" | "cancelled"; day: number; why: string };
};

export type TryStory = {
  due?: number; // of a second try; the first one's stands with the plan
  written: number;
  text: string;
  measure?: string;
  from?: string;
  to?: string;
  by?: number;
  method?: CheckMethod;
  windowDays?: number;
  least?: number;
  checker?: Person;
  plan?: string;
  started?: number;
  inPlace?: { day: number; shows: string };
  verdict?: { day: number; is: Verdict; seen: string; observations: number };
  learned?: { day: number; text: string };
  /** What an effective one is kept as; the first review that has been closes it. `reviewOn`: the next, by days ago. */
  standard?: {
    day: number;
    text: string;
    keeper: Person;
    trained: string;
    slip: string;
    reviewed?: readonly { day: number; seen: string; next: number }[];
    reviewOn: number;
  };
  /** "Does it still hold?", as far as the other side has answered. */
  stillHolds?: readonly { after: (typeof sustainDays)[number]; day: number; is: SustainAnswer; seen: string }[];
};
