"use server";

import { revalidatePath } from "next/cache";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { openNotice, readAllNotices, settleNotice } from "@/lib/notices/commands";
import { noticeInput, readAllInput } from "@/lib/notices/input";

/** Goes where the notice leads; it is read by that. */
export const openNoticeAction = memberAction("workspace:read", noticeInput, async (member, input, workspace) => {
  const path = await openNotice(database(), member, input);
  countAgain(workspace);
  leadTo(`/w/${workspace}${path}`);
});

export const readAllNoticesAction = memberAction("workspace:read", readAllInput, async (member, input, workspace) => {
  await readAllNotices(database(), member, input);
  countAgain(workspace);
});

export const settleNoticeAction = memberAction("workspace:read", noticeInput, async (member, input, workspace) => {
  await settleNotice(database(), member, input);
  countAgain(workspace);
});

/** The number beside the bell stands on every page. */
const countAgain = (workspace: string) => revalidatePath(`/w/${workspace}`, "layout");
