"use server";

import { revalidatePath } from "next/cache";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { lockBaseline } from "@/lib/measures/baselines";
import { changeMeasure, createMeasure, removeMeasure, restoreMeasure } from "@/lib/measures/defining";
import { countAgain, leaveOut, pasteReadings, removeReading, typeReading } from "@/lib/measures/entering";
import {
  changeMeasureInput,
  countAgainInput,
  createMeasureInput,
  leaveOutInput,
  lockBaselineInput,
  measureInput,
  pasteReadingsForm,
  removeReadingInput,
  setSignalAsideInput,
  signalToIncidentInput,
  typeReadingInput,
} from "@/lib/measures/input";
import { readReadingsFile } from "@/lib/measures/readings-file";
import { makeSignalIncident, setSignalAside } from "@/lib/measures/settling";

/** A deed on a measure shows on the trends, on Today and among the notices. */
const shown =
  <I>(deed: (db: Database, member: Member, input: I) => Promise<void>) =>
  async (member: Member, input: I, workspace: string) => {
    await deed(database(), member, input);
    revalidatePath(`/w/${workspace}`, "layout");
  };

/** The same, and it ends on the page of the measure: the place in which it was done is closed by it. */
const shownOnPage =
  <I extends { measureId: string }>(deed: (db: Database, member: Member, input: I) => Promise<void>) =>
  async (member: Member, input: I, workspace: string) => {
    await shown(deed)(member, input, workspace);
    leadTo(`/w/${workspace}/trends/measures/${input.measureId}`);
  };

export const createMeasureAction = memberAction(
  "measure:define",
  createMeasureInput,
  async (member, input, workspace) => {
    await shown(createMeasure)(member, input, workspace);
    leadTo(`/w/${workspace}/trends/measures/${input.id}`);
  },
);
export const changeMeasureAction = memberAction("measure:define", changeMeasureInput, shown(changeMeasure));
export const removeMeasureAction = memberAction("measure:define", measureInput, async (member, input, workspace) => {
  await shown(removeMeasure)(member, input, workspace);
  leadTo(`/w/${workspace}/trends/measures?removed=${input.measureId}`);
});
export const restoreMeasureAction = memberAction("measure:define", measureInput, shownOnPage(restoreMeasure));

export const typeReadingAction = memberAction("measure:write", typeReadingInput, shown(typeReading));
export const pasteReadingsAction = memberAction(
  "measure:write",
  pasteReadingsForm,
  async (member, input, workspace) => {
    const { measureId, file, lines } = input;
    const entered = await pasteReadings(database(), member, {
      measureId,
      lines: await readReadingsFile(file[0], lines),
    });
    revalidatePath(`/w/${workspace}`, "layout");
    return entered;
  },
);
export const removeReadingAction = memberAction("measure:write", removeReadingInput, shownOnPage(removeReading));
export const leaveOutAction = memberAction("measure:define", leaveOutInput, shownOnPage(leaveOut));
export const countAgainAction = memberAction("measure:define", countAgainInput, shownOnPage(countAgain));
export const lockBaselineAction = memberAction("measure:define", lockBaselineInput, shown(lockBaseline));

/** Leads to the incident, in which the rest can be said. */
export const makeSignalIncidentAction = memberAction(
  "measure:write",
  signalToIncidentInput,
  async (member, input, workspace) => {
    await shown(makeSignalIncident)(member, input, workspace);
    leadTo(`/w/${workspace}/incidents/${input.id}`);
  },
);
export const setSignalAsideAction = memberAction("measure:write", setSignalAsideInput, shown(setSignalAside));
