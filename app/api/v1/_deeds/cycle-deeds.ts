import { carryOver, chooseImprovement, letImprovementGo } from "@/lib/cycles/carrying-over";
import { handOnObjective } from "@/lib/cycles/handing-on";
import {
  agreeObjectiveInput,
  carryOverInput,
  chooseImprovementInput,
  closeCycleInput,
  commitCycleInput,
  endPressureInput,
  handOnObjectiveInput,
  holdHuddleInput,
  moveOnInput,
  notePressureInput,
  proposeObjectiveInput,
  readPressureInput,
  removeObjectiveInput,
  reviewObjectiveInput,
  reviewYearInput,
  rewordObjectiveInput,
  writeResultInput,
} from "@/lib/cycles/input";
import { holdHuddle, reviewObjective, reviewYear } from "@/lib/cycles/looking-back";
import { closeCycle, commitCycle, moveOn } from "@/lib/cycles/moving";
import {
  agreeObjective,
  proposeObjective,
  removeObjective,
  rewordObjective,
  writeResult,
} from "@/lib/cycles/objectives";
import { endPressure, notePressure, readPressure } from "@/lib/cycles/scanning";
import { type Deeds, deed } from "./deed";

/** `POST /api/v1/cycles/{cycleId}/…`; the version is the one you saw. */
export const cycleDeeds: Deeds = {
  "move-on": deed(
    "cycle:write",
    "Takes the next step: to plan, to catchball, to running or to review.",
    moveOnInput,
    moveOn,
  ),
  "commit-cycle": deed(
    "cycle:lead",
    "Commits it: three to five objectives, each agreed by both sides.",
    commitCycleInput,
    commitCycle,
  ),
  "close-cycle": deed(
    "cycle:lead",
    "Closes it: results and review written, everything unfinished decided.",
    closeCycleInput,
    closeCycle,
  ),
  "note-pressure": deed(
    "cycle:write",
    "Notes an outside condition, which way it goes and how strongly.",
    notePressureInput,
    notePressure,
  ),
  "read-pressure": deed("cycle:write", "Says how a pressure stands in this cycle.", readPressureInput, readPressure),
  "end-pressure": deed("cycle:write", "Says that a pressure is over.", endPressureInput, endPressure),
  "propose-objective": deed("cycle:write", "Puts an objective on the table.", proposeObjectiveInput, proposeObjective),
  "choose-improvement": deed(
    "cycle:write",
    "Takes an open improvement into the cycle.",
    chooseImprovementInput,
    chooseImprovement,
  ),
  "let-improvement-go": deed(
    "cycle:write",
    "Lets an improvement go before the review; it stays on the board.",
    chooseImprovementInput,
    letImprovementGo,
  ),
  "hold-huddle": deed(
    "cycle:write",
    "Writes down the huddle of today: what moved, what is stuck, who helps.",
    holdHuddleInput,
    holdHuddle,
  ),
  "review-year": deed(
    "cycle:write",
    "Writes the review of the whole: verified, came back, learned, pressures moved.",
    reviewYearInput,
    reviewYear,
  ),
  "carry-over": deed(
    "cycle:write",
    "Decides on an unfinished improvement: continue, replan or drop.",
    carryOverInput,
    carryOver,
  ),
};

/** `POST /api/v1/objectives/{objectiveId}/…` */
export const objectiveDeeds: Deeds = {
  "reword-objective": deed(
    "cycle:write",
    "Changes an objective; what either side agreed to is void by it.",
    rewordObjectiveInput,
    rewordObjective,
  ),
  "agree-objective": deed(
    "cycle:write",
    "Agrees to its words as they stand, for your own side.",
    agreeObjectiveInput,
    agreeObjective,
  ),
  "hand-on-objective": deed(
    "cycle:write",
    "Names another owner for the side whose owner has left.",
    handOnObjectiveInput,
    handOnObjective,
  ),
  "remove-objective": deed(
    "cycle:write",
    "Takes it off the table before the cycle is committed.",
    removeObjectiveInput,
    removeObjective,
  ),
  "review-objective": deed(
    "cycle:write",
    "Continues, adapts or stops it in the quarterly review, with the reason.",
    reviewObjectiveInput,
    reviewObjective,
  ),
  "write-result": deed("cycle:write", "Writes what came of it, in the review.", writeResultInput, writeResult),
};
