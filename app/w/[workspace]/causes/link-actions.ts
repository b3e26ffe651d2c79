"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { linkTree, unlinkTree } from "@/lib/causes/link-incidents";
import { treeLinkInput } from "@/lib/causes/link-input";

/** From the incident's page, where a tree was looked for. */
export const linkTreeAction = memberAction("tree:edit", treeLinkInput, async (member, input, workspace) => {
  await linkTree(database(), member, input);
  showAgain(workspace);
  redirect(`/w/${workspace}/incidents/${input.incidentId}`);
});

/** From the tree's page, where an incident was looked for. */
export const linkIncidentAction = memberAction("tree:edit", treeLinkInput, async (member, input, workspace) => {
  await linkTree(database(), member, input);
  showAgain(workspace);
  redirect(`/w/${workspace}/causes/${input.treeId}`);
});

export const unlinkTreeAction = memberAction("tree:edit", treeLinkInput, async (member, input, workspace) => {
  await unlinkTree(database(), member, input);
  showAgain(workspace);
});

const showAgain = (workspace: string) => revalidatePath(`/w/${workspace}`, "layout");
