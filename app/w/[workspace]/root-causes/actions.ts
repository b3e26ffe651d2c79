"use server";

import { revalidatePath } from "next/cache";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { editRootCause } from "@/lib/root-causes/edit-root-cause";
import { editRootCauseInput } from "@/lib/root-causes/input";

export const editRootCauseAction = memberAction("cause:edit", editRootCauseInput, async (member, input, workspace) => {
  await editRootCause(database(), member, input);
  revalidatePath(`/w/${workspace}`, "layout");
});
