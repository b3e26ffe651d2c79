"use server";

import { revalidatePath } from "next/cache";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { workspaceChange } from "@/lib/people/input";
import { changeCurrency, changeWorkspace } from "@/lib/workspaces/commands";
import { currencyChange } from "@/lib/workspaces/input";

export const changeWorkspaceAction = memberAction(
  "workspace:manage",
  workspaceChange,
  async (member, input, workspace) => {
    await changeWorkspace(database(), member, input);
    revalidatePath(`/w/${workspace}`, "layout");
  },
);

export const changeCurrencyAction = memberAction(
  "workspace:manage",
  currencyChange,
  async (member, input, workspace) => {
    await changeCurrency(database(), member, input);
    revalidatePath(`/w/${workspace}`, "layout");
  },
);
