"use server";

import { revalidatePath } from "next/cache";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
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
  openCycleInput,
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
import { openCycle } from "@/lib/cycles/opening";
import { endPressure, notePressure, readPressure } from "@/lib/cycles/scanning";

export const openCycleAction = memberAction("cycle:lead", openCycleInput, async (member, input, workspace) => {
  const { id } = await openCycle(database(), member, input);
  revalidatePath(`/w/${workspace}`, "layout");
  leadTo(`/w/${workspace}/cycles/${id}`);
});

/** A deed on a cycle shows on its pages, on Today and on the improvements it takes in. */
const shown =
  <I>(deed: (db: Database, member: Member, input: I) => Promise<void>) =>
  async (member: Member, input: I, workspace: string) => {
    await deed(database(), member, input);
    revalidatePath(`/w/${workspace}`, "layout");
  };

export const moveOnAction = memberAction("cycle:write", moveOnInput, shown(moveOn));
export const commitCycleAction = memberAction("cycle:lead", commitCycleInput, shown(commitCycle));
export const closeCycleAction = memberAction("cycle:lead", closeCycleInput, shown(closeCycle));
export const notePressureAction = memberAction("cycle:write", notePressureInput, shown(notePressure));
export const readPressureAction = memberAction("cycle:write", readPressureInput, shown(readPressure));
export const endPressureAction = memberAction("cycle:write", endPressureInput, shown(endPressure));
export const proposeObjectiveAction = memberAction("cycle:write", proposeObjectiveInput, shown(proposeObjective));
export const rewordObjectiveAction = memberAction("cycle:write", rewordObjectiveInput, shown(rewordObjective));
export const handOnObjectiveAction = memberAction("cycle:write", handOnObjectiveInput, shown(handOnObjective));
export const removeObjectiveAction = memberAction("cycle:write", removeObjectiveInput, shown(removeObjective));
export const agreeObjectiveAction = memberAction("cycle:write", agreeObjectiveInput, shown(agreeObjective));
export const writeResultAction = memberAction("cycle:write", writeResultInput, shown(writeResult));
export const chooseImprovementAction = memberAction("cycle:write", chooseImprovementInput, shown(chooseImprovement));
export const letImprovementGoAction = memberAction("cycle:write", chooseImprovementInput, shown(letImprovementGo));
export const holdHuddleAction = memberAction("cycle:write", holdHuddleInput, shown(holdHuddle));
export const reviewObjectiveAction = memberAction("cycle:write", reviewObjectiveInput, shown(reviewObjective));
export const reviewYearAction = memberAction("cycle:write", reviewYearInput, shown(reviewYear));
export const carryOverAction = memberAction("cycle:write", carryOverInput, shown(carryOver));
