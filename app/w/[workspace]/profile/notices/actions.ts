"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { memberAction } from "@/app/_server/member-action";
import { ownAddress } from "@/app/_server/own-address";
import { database } from "@/db/client";
import { makeCalendarAddress, withdrawCalendarAddress } from "@/lib/calendar/private-address";
import { editNoticeSettings, sendTestMail, tryAddressAgain } from "@/lib/mail/notice-settings";
import { noticeSettingsInput } from "@/lib/mail/notice-settings-input";
import { newId } from "@/lib/text/shapes";

const refresh = (workspace: string) => revalidatePath(`/w/${workspace}/profile/notices`);

export const editNoticeSettingsAction = memberAction(
  "profile:edit",
  noticeSettingsInput,
  async (member, input, workspace) => {
    await editNoticeSettings(database(), member, input);
    refresh(workspace);
  },
);

export const sendTestMailAction = memberAction(
  "profile:edit",
  z.object({ id: newId }),
  async (member, { id }, workspace) => {
    await sendTestMail(database(), member, id);
    refresh(workspace);
  },
);

export const tryAddressAgainAction = memberAction(
  "profile:edit",
  z.object({ id: newId }),
  async (member, { id }, workspace) => {
    await tryAddressAgain(database(), member, id);
    refresh(workspace);
  },
);

/** Answers with the address, which is shown once. */
export const makeCalendarAddressAction = memberAction(
  "profile:edit",
  z.object({}),
  async (member, _nothing, workspace) => {
    const token = await makeCalendarAddress(database(), member);
    refresh(workspace);
    return new URL(`/api/calendar/${token}.ics`, ownAddress()).href;
  },
);

export const withdrawCalendarAddressAction = memberAction(
  "profile:edit",
  z.object({}),
  async (member, _nothing, workspace) => {
    await withdrawCalendarAddress(database(), member);
    refresh(workspace);
  },
);
