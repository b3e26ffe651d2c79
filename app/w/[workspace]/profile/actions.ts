"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { sessionToken } from "@/app/_server/auth";
import { enter, keepTheme, networkAddress, whence } from "@/app/_server/enter";
import { memberAction, userAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { profileInput } from "@/lib/people/input";
import { changePassword, editProfile, newPasswordInput } from "@/lib/people/profile";
import { endOtherSessions, endOwnSession } from "@/lib/people/sessions";
import { rowId } from "@/lib/text/shapes";

export const editProfileAction = memberAction("profile:edit", profileInput, async (member, input) => {
  await editProfile(database(), member, input);
  await keepTheme(input.theme);
  revalidatePath("/", "layout");
});

export const changePasswordAction = userAction(newPasswordInput, async (user, input) => {
  await enter(await changePassword(database(), user, input, await networkAddress(), await whence()));
  revalidatePath("/", "layout");
});

export const endSessionAction = userAction(z.object({ sessionId: rowId }), async ({ userId }, { sessionId }) => {
  await endOwnSession(database(), userId, sessionId);
  revalidatePath("/", "layout");
});

export const endOtherSessionsAction = userAction(z.object({}), async ({ userId }) => {
  await endOtherSessions(database(), userId, (await sessionToken()) ?? "");
  revalidatePath("/", "layout");
});
