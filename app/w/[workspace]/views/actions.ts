"use server";

import { revalidatePath } from "next/cache";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { overwriteView, removeView, renameView, restoreView, saveView, shareView } from "@/lib/views/commands";
import { overwriteViewInput, renameViewInput, saveViewInput, shareViewInput, viewInput } from "@/lib/views/input";
import { viewAddress } from "./address";

/** Keeps the filters, and goes back to where they are set. */
export const saveViewAction = memberAction("view:keep", saveViewInput, async (member, input, workspace) => {
  await saveView(database(), member, input);
  revalidatePath(`/w/${workspace}/${input.page}`);
  leadTo(viewAddress(workspace, input.page, input.query));
});

const shownHere =
  <I>(deed: (db: Database, member: Member, input: I) => Promise<void>) =>
  async (member: Member, input: I, workspace: string) => {
    await deed(database(), member, input);
    revalidatePath(`/w/${workspace}/views`);
  };

export const renameViewAction = memberAction("view:keep", renameViewInput, shownHere(renameView));
export const shareViewAction = memberAction("view:share", shareViewInput, shownHere(shareView));
export const overwriteViewAction = memberAction("view:keep", overwriteViewInput, shownHere(overwriteView));
export const removeViewAction = memberAction("view:keep", viewInput, shownHere(removeView));
export const restoreViewAction = memberAction("view:keep", viewInput, shownHere(restoreView));
