"use server";

import { revalidatePath } from "next/cache";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { workspaceChange } from "@/lib/people/input";
import { changeWorkspace } from "@/lib/workspaces/commands";

export const changeWorkspaceAction = memberAction(
  "workspace:manage",
  workspaceChange,
  async (member, input, workspace) => {
    await changeWorkspace(database(), member, input);
    revalidatePath(`/w/${workspace}`, "layout");
  },
);
