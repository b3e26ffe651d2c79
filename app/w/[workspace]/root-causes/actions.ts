"use server";

import { revalidatePath } from "next/cache";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { acceptRootCause, withdrawAcceptance } from "@/lib/root-causes/accepting";
import { describeRootCause } from "@/lib/root-causes/describing";
import { editRootCause } from "@/lib/root-causes/edit-root-cause";
import {
  acceptInput,
  alikeInput,
  describeRootCauseForm,
  editRootCauseInput,
  mergeInput,
  severityInput,
  splitForm,
  withdrawAcceptanceInput,
} from "@/lib/root-causes/input";
import { mergeRootCauses } from "@/lib/root-causes/merging";
import { rateRootCause } from "@/lib/root-causes/severities";
import { splitRootCause } from "@/lib/root-causes/splitting";
import { listAlike } from "@/lib/root-causes/suggesting";
import { giveWeakReason } from "@/lib/root-causes/weak-reason";
import { weakReasonInput } from "@/lib/root-causes/weak-reason-input";

export const editRootCauseAction = memberAction("cause:edit", editRootCauseInput, deed(editRootCause));
export const describeRootCauseAction = memberAction("cause:edit", describeRootCauseForm, deed(describeRootCause));
export const rateRootCauseAction = memberAction("cause:edit", severityInput, deed(rateRootCause));
export const acceptRootCauseAction = memberAction("cause:accept", acceptInput, deed(acceptRootCause));
export const giveWeakReasonAction = memberAction("cause:edit", weakReasonInput, deed(giveWeakReason));
export const withdrawAcceptanceAction = memberAction("cause:accept", withdrawAcceptanceInput, deed(withdrawAcceptance));

export const mergeRootCausesAction = memberAction("cause:edit", mergeInput, async (member, input, workspace) => {
  await mergeRootCauses(database(), member, input);
  revalidatePath(`/w/${workspace}`, "layout");
  leadTo(`/w/${workspace}/root-causes/${input.rootCauseId}`); // which leads on to what it is now
});

export const splitRootCauseAction = memberAction("cause:edit", splitForm, async (member, input, workspace) => {
  const { id } = await splitRootCause(database(), member, input);
  revalidatePath(`/w/${workspace}`, "layout");
  leadTo(`/w/${workspace}/root-causes/${id}`);
});

/** What was seen before like the words that somebody types. Changes nothing. */
export const alikeAction = memberAction("workspace:read", alikeInput, async (member, input) =>
  listAlike(database(), member, input),
);

function deed<Input>(command: (db: Database, member: Member, input: Input) => Promise<void>) {
  return async (member: Member, input: Input, workspace: string) => {
    await command(database(), member, input);
    revalidatePath(`/w/${workspace}`, "layout");
  };
}
