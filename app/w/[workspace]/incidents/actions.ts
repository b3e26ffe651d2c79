"use server";

import { revalidatePath } from "next/cache";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { openTree } from "@/lib/causes/commands";
import { openTreeInput } from "@/lib/causes/input";
import { askForPerspective } from "@/lib/incidents/asking";
import { editIncident, logIncident } from "@/lib/incidents/commands";
import { addCost, changeCost, removeCost, restoreCost } from "@/lib/incidents/costs";
import { addCostForm, changeCostForm, costInput, readFigures } from "@/lib/incidents/costs-input";
import { closeIncident, containOnly, reopenIncident, takeBackIncident, withdrawIncident } from "@/lib/incidents/ending";
import {
  askInput,
  editInput,
  incidentInput,
  linkInput,
  logInput,
  perspectiveInput,
  reasonInput,
} from "@/lib/incidents/input";
import { linkRootCause, unlinkRootCause } from "@/lib/incidents/known-causes";
import { writePerspective } from "@/lib/incidents/perspectives";

/**
 * The one line on Today. It stays where it is and shows what was logged; nothing else on that page changes by it, so it
 * is not drawn again.
 */
export const logLineAction = memberAction("incident:log", logInput, async (member, input) => {
  const { id, title } = await logIncident(database(), member, input);
  return { id, title };
});

export const takeBackAction = memberAction("incident:log", incidentInput, async (member, input) => {
  await takeBackIncident(database(), member, input);
  return input;
});

export const logIncidentAction = memberAction("incident:log", logInput, async (member, input, workspace) => {
  const { id } = await logIncident(database(), member, input);
  showAgain(workspace);
  leadTo(at(workspace, id));
});

export const editIncidentAction = memberAction("incident:edit", editInput, async (member, input, workspace) => {
  await editIncident(database(), member, input);
  showAgain(workspace);
  leadTo(at(workspace, input.incidentId));
});

export const writePerspectiveAction = memberAction(
  "perspective:write",
  perspectiveInput,
  async (member, input, workspace) => {
    await writePerspective(database(), member, input);
    showAgain(workspace);
    leadTo(at(workspace, input.incidentId));
  },
);

export const addCostAction = memberAction("incident:edit", addCostForm, async (member, form, workspace) => {
  await addCost(database(), member, readFigures(form, member.locale));
  showAgain(workspace);
  leadTo(`${at(workspace, form.incidentId)}#cost`);
});

export const changeCostAction = memberAction("incident:edit", changeCostForm, async (member, form, workspace) => {
  const incidentId = await changeCost(database(), member, readFigures(form, member.locale));
  showAgain(workspace);
  leadTo(`${at(workspace, incidentId)}#cost`);
});

export const removeCostAction = memberAction("incident:edit", costInput, deed(removeCost));
export const restoreCostAction = memberAction("incident:edit", costInput, deed(restoreCost));

export const askForPerspectiveAction = memberAction("perspective:write", askInput, async (member, input, workspace) => {
  await askForPerspective(database(), member, input);
  showAgain(workspace);
});

export const openTreeAction = memberAction("tree:edit", openTreeInput, async (member, input, workspace) => {
  const { id } = await openTree(database(), member, input);
  showAgain(workspace);
  leadTo(`/w/${workspace}/causes/${id}`);
});

export const linkRootCauseAction = memberAction("incident:edit", linkInput, async (member, input, workspace) => {
  await linkRootCause(database(), member, input);
  showAgain(workspace);
  leadTo(at(workspace, input.incidentId));
});

export const unlinkRootCauseAction = memberAction("incident:edit", linkInput, deed(unlinkRootCause));
export const closeIncidentAction = memberAction("incident:end", incidentInput, deed(closeIncident));
export const withdrawIncidentAction = memberAction("incident:end", reasonInput, deed(withdrawIncident));
export const containOnlyAction = memberAction("incident:end", reasonInput, deed(containOnly));
export const reopenIncidentAction = memberAction("incident:end", reasonInput, deed(reopenIncident));

/** A deed on the page that is open: done, then the page is drawn again. */
function deed<Input>(command: (db: Database, member: Member, input: Input) => Promise<void>) {
  return async (member: Member, input: Input, workspace: string) => {
    await command(database(), member, input);
    showAgain(workspace);
  };
}

const at = (workspace: string, incidentId: string) => `/w/${workspace}/incidents/${incidentId}`;
const showAgain = (workspace: string) => revalidatePath(`/w/${workspace}`, "layout");
