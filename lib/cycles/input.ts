import { z } from "zod";
import { carryOverDecisions, categories, cycleKinds, directions, objectiveDecisions, pressureKinds } from "@/db/terms";
import { day, neededText, newId, optionalText, orNothing, rowId, seenVersion, titleText } from "@/lib/text/shapes";

/** A paragraph of a huddle or a review. */
const paragraph = 4000;
const line = optionalText(300);

/** What a step names of the cycle it was decided on: the version tells whether it still stands as it was seen. */
const seen = { cycleId: rowId, version: seenVersion };

export const openCycleInput = z.object({
  id: newId,
  relationshipId: rowId,
  name: titleText("Give the cycle a name, like “2027” or “Spring quarter”.", 80),
  kind: z.enum(cycleKinds, "Choose a year or a quarter."),
  startsOn: day("Choose the first day."),
  endsOn: day("Choose the last day."),
});
export type OpenCycleInput = z.output<typeof openCycleInput>;

/** Every step but the two that a lead takes: committing and closing. */
export const moveOnInput = z.object({ ...seen, to: z.enum(["plan", "catchball", "running", "review"]) });
export type MoveOnInput = z.output<typeof moveOnInput>;
export const commitCycleInput = z.object(seen);
export type CommitCycleInput = z.output<typeof commitCycleInput>;
export const closeCycleInput = z.object(seen);
export type CloseCycleInput = z.output<typeof closeCycleInput>;

const reading = {
  direction: z.enum(directions, "Say which way it goes."),
  strength: z.coerce.number("Choose 1 to 5.").int("Choose 1 to 5.").min(1, "Choose 1 to 5.").max(5, "Choose 1 to 5."),
  note: optionalText(2000),
};
export const notePressureInput = z.object({
  cycleId: rowId,
  id: newId,
  kind: z.enum(pressureKinds, "Choose where it comes from."),
  title: titleText("Say in a line what presses on you from outside."),
  /** What it touches most; the catalogue of causes uses the same words. */
  category: orNothing(z.enum(categories)),
  ...reading,
});
export type NotePressureInput = z.output<typeof notePressureInput>;
export const readPressureInput = z.object({ cycleId: rowId, pressureId: rowId, ...reading });
export type ReadPressureInput = z.output<typeof readPressureInput>;
export const endPressureInput = z.object({ cycleId: rowId, pressureId: rowId });
export type EndPressureInput = z.output<typeof endPressureInput>;

const objective = {
  title: titleText("Say in a line what both sides want to reach."),
  firstOwnerId: orNothing(rowId),
  secondOwnerId: orNothing(rowId),
  indicator: line,
  baseline: line,
  target: line,
  byDay: orNothing(day()),
  leading: line,
  lagging: line,
  balancing: line,
};
export const proposeObjectiveInput = z.object({ cycleId: rowId, id: newId, ...objective });
export type ProposeObjectiveInput = z.output<typeof proposeObjectiveInput>;
/** `words`: why it should read otherwise; said to the other side. */
export const rewordObjectiveInput = z.object({
  objectiveId: rowId,
  version: seenVersion,
  ...objective,
  words: optionalText(2000),
});
export type RewordObjectiveInput = z.output<typeof rewordObjectiveInput>;
/** Another owner, for a side whose owner has left or was never named. */
export const handOnObjectiveInput = z.object({ objectiveId: rowId, ownerId: rowId });
export type HandOnObjectiveInput = z.output<typeof handOnObjectiveInput>;
export const removeObjectiveInput = z.object({ objectiveId: rowId, version: seenVersion });
export type RemoveObjectiveInput = z.output<typeof removeObjectiveInput>;
export const agreeObjectiveInput = z.object({ objectiveId: rowId, version: seenVersion, words: optionalText(2000) });
export type AgreeObjectiveInput = z.output<typeof agreeObjectiveInput>;
export const writeResultInput = z.object({
  objectiveId: rowId,
  result: neededText("Say what came of it.", paragraph),
});
export type WriteResultInput = z.output<typeof writeResultInput>;

export const chooseImprovementInput = z.object({ cycleId: rowId, improvementId: rowId });
export type ChooseImprovementInput = z.output<typeof chooseImprovementInput>;

/** `version` is empty while nothing was written on that day. */
export const holdHuddleInput = z.object({
  cycleId: rowId,
  version: orNothing(seenVersion),
  moved: optionalText(paragraph),
  stuck: optionalText(paragraph),
  help: optionalText(paragraph),
});
export type HoldHuddleInput = z.output<typeof holdHuddleInput>;

export const reviewObjectiveInput = z.object({
  objectiveId: rowId,
  decision: z.enum(objectiveDecisions, "Continue, adapt or stop?"),
  reason: neededText("Say why.", 2000),
});
export type ReviewObjectiveInput = z.output<typeof reviewObjectiveInput>;
export const reviewYearInput = z.object({
  cycleId: rowId,
  version: orNothing(seenVersion),
  verified: neededText("Say what was verified.", paragraph),
  cameBack: neededText("Say what came back; nothing is an answer too.", paragraph),
  learned: neededText("Say what was learned.", paragraph),
  pressuresMoved: neededText("Say which pressures moved, or that none did.", paragraph),
});
export type ReviewYearInput = z.output<typeof reviewYearInput>;

/** `dueOn` is asked of what is planned anew; `sponsor` from the second time on. */
export const carryOverInput = z.object({
  cycleId: rowId,
  improvementId: rowId,
  decision: z.enum(carryOverDecisions, "Continue, plan anew or drop?"),
  reason: neededText("Say why.", 2000),
  sponsor: orNothing(titleText("Name the sponsor.", 120)),
  dueOn: orNothing(day()),
});
export type CarryOverInput = z.output<typeof carryOverInput>;
