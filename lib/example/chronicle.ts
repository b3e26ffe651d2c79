/** What the stories become: the rows as they stand at the end, and the deeds that led there, each with its moment. */
import { v7 } from "uuid";
import type {
  baselines,
  carryOvers,
  catchballTurns,
  causeTrees,
  checks,
  comments,
  cycleReviews,
  cycles,
  evidence,
  huddles,
  improvementRootCauses,
  improvements,
  improvementWhys,
  incidentCosts,
  incidentRootCauses,
  incidents,
  incidentTrees,
  leftOutPeriods,
  measures,
  mentions,
  objectiveReviews,
  objectives,
  perspectives,
  predictions,
  pressureReadings,
  pressures,
  readBacks,
  readings,
  rootCauseSeverities,
  rootCauses,
  standardReviews,
  standards,
  sustainChecks,
  whys,
  wordingSettlements,
} from "@/db/schema";
import type { Category } from "@/db/terms";
import type { Deed } from "@/lib/activity/record";
import type { Calendar } from "./calendar";
import { type Person, people, type Side } from "./people";
import type { StageEvent } from "./stage-replay";
import { type CauseKey, causes } from "./stories/causes";

/** Who and what the rows refer to. */
export type Cast = {
  workspaceId: string;
  relationshipId: string;
  teams: Record<Side, string>;
  members: Record<Person, string>;
};

export type Rows = {
  rootCauses: (typeof rootCauses.$inferInsert)[];
  rootCauseSeverities: (typeof rootCauseSeverities.$inferInsert)[];
  incidents: (typeof incidents.$inferInsert)[];
  incidentCosts: (typeof incidentCosts.$inferInsert)[];
  causeTrees: (typeof causeTrees.$inferInsert)[];
  incidentTrees: (typeof incidentTrees.$inferInsert)[];
  incidentRootCauses: (typeof incidentRootCauses.$inferInsert)[];
  perspectives: (typeof perspectives.$inferInsert)[];
  whys: (typeof whys.$inferInsert)[];
  evidence: (typeof evidence.$inferInsert)[];
  readBacks: (typeof readBacks.$inferInsert)[];
  wordingSettlements: (typeof wordingSettlements.$inferInsert)[];
  improvements: (typeof improvements.$inferInsert)[];
  predictions: (typeof predictions.$inferInsert)[];
  checks: (typeof checks.$inferInsert)[];
  standards: (typeof standards.$inferInsert)[];
  standardReviews: (typeof standardReviews.$inferInsert)[];
  sustainChecks: (typeof sustainChecks.$inferInsert)[];
  improvementWhys: (typeof improvementWhys.$inferInsert)[];
  improvementRootCauses: (typeof improvementRootCauses.$inferInsert)[];
  comments: (typeof comments.$inferInsert)[];
  mentions: (typeof mentions.$inferInsert)[];
  cycles: (typeof cycles.$inferInsert)[];
  pressures: (typeof pressures.$inferInsert)[];
  pressureReadings: (typeof pressureReadings.$inferInsert)[];
  objectives: (typeof objectives.$inferInsert)[];
  catchballTurns: (typeof catchballTurns.$inferInsert)[];
  huddles: (typeof huddles.$inferInsert)[];
  cycleReviews: (typeof cycleReviews.$inferInsert)[];
  objectiveReviews: (typeof objectiveReviews.$inferInsert)[];
  carryOvers: (typeof carryOvers.$inferInsert)[];
  measures: (typeof measures.$inferInsert)[];
  readings: (typeof readings.$inferInsert)[];
  leftOutPeriods: (typeof leftOutPeriods.$inferInsert)[];
  baselines: (typeof baselines.$inferInsert)[];
};

/** A deed of the past; `moves` says what it means for the stages of incidents. */
export type PastDeed = Deed & { at: Date; by: Person; moves?: StageEvent };

type Entry = { id: string; text: string; category: Category };

export type Chronicle = {
  cast: Cast;
  calendar: Calendar;
  rows: Rows;
  deeds: PastDeed[];
  incidents: Map<string, string>; // id by the story's key
  trees: Map<string, string>; // id by the key of its incident
  improvements: Map<string, string>; // id by title
  whys: Map<string, { id: string; cause: CauseKey | null }>;
  entries: Map<CauseKey, Entry>;
};

export const emptyChronicle = (cast: Cast, calendar: Calendar): Chronicle => ({
  cast,
  calendar,
  rows: {
    rootCauses: [],
    rootCauseSeverities: [],
    incidents: [],
    incidentCosts: [],
    causeTrees: [],
    incidentTrees: [],
    incidentRootCauses: [],
    perspectives: [],
    whys: [],
    evidence: [],
    readBacks: [],
    wordingSettlements: [],
    improvements: [],
    predictions: [],
    checks: [],
    standards: [],
    standardReviews: [],
    sustainChecks: [],
    improvementWhys: [],
    improvementRootCauses: [],
    comments: [],
    mentions: [],
    cycles: [],
    pressures: [],
    pressureReadings: [],
    objectives: [],
    catchballTurns: [],
    huddles: [],
    cycleReviews: [],
    objectiveReviews: [],
    carryOvers: [],
    measures: [],
    readings: [],
    leftOutPeriods: [],
    baselines: [],
  },
  deeds: [],
  incidents: new Map(),
  trees: new Map(),
  improvements: new Map(),
  whys: new Map(),
  entries: new Map(),
});

/** An id that sorts by the moment of the story, as one made at that moment would. */
export const idAt = (at: Date): string => v7({ msecs: at.getTime() });

/** The team of a person; none for neutral ones. */
export function sideOf({ cast }: Chronicle, person: Person): string | null {
  const { side } = people[person];
  return side && cast.teams[side];
}

/** An entry as it begins. */
const nothingSaid = {
  otherCategories: [],
  trendNote: null,
  acceptedBy: null,
  acceptedReason: null,
  acceptedReviewOn: null,
  acceptedAt: null,
  acceptanceRecordedById: null,
  mergedIntoId: null,
  mergedAt: null,
};

/** The entry of the catalogue, entered now where it does not stand yet. */
export function entryOf(chronicle: Chronicle, key: CauseKey, at: Date, by: Person): Entry {
  const standing = chronicle.entries.get(key);
  if (standing) return standing;
  const { cast, rows, deeds, entries } = chronicle;
  const { text, category } = causes[key];
  const entry = { id: idAt(at), text, category };
  const enteredById = cast.members[by];
  rows.rootCauses.push({
    ...entry,
    workspaceId: cast.workspaceId,
    enteredById,
    ...nothingSaid,
    version: 1,
    createdAt: at,
  });
  deeds.push({ at, by, verb: "root_cause.entered", subjectId: entry.id, details: { text, category } });
  entries.set(key, entry);
  return entry;
}

/** What a story refers to by its key. A key that is nowhere told is a slip of the pen. */
export function told<Found>(found: Map<string, Found>, key: string): Found {
  const known = found.get(key);
  if (known === undefined) throw new Error(`No story tells of “${key}”.`);
  return known;
}
