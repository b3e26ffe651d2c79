"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { ownAddress } from "@/app/_server/own-address";
import { database } from "@/db/client";
import { invitationInput, memberChange } from "@/lib/people/input";
import { invite, withdrawInvitation } from "@/lib/people/invitations";
import { makeReset, makeResetInput } from "@/lib/people/make-reset";
import { changeMember, endMemberSessions, removeMember } from "@/lib/people/members";
import { rowId } from "@/lib/text/shapes";

const people = (workspace: string) => `/w/${workspace}/settings/people`;

/** Answers with the link, which is shown once. */
export const inviteAction = memberAction("people:invite", invitationInput, async (member, input, workspace) => {
  const { token } = await invite(database(), member, input);
  revalidatePath(people(workspace));
  return new URL(`/invitation/${token}`, ownAddress()).href;
});

export const withdrawInvitationAction = memberAction(
  "people:invite",
  z.object({ invitationId: rowId }),
  async (member, { invitationId }, workspace) => {
    await withdrawInvitation(database(), member, invitationId);
    revalidatePath(people(workspace));
  },
);

export const changeMemberAction = memberAction("people:manage", memberChange, async (member, input, workspace) => {
  await changeMember(database(), member, input);
  revalidatePath(people(workspace));
  leadTo(people(workspace));
});

export const removeMemberAction = memberAction(
  "people:manage",
  z.object({ memberId: rowId }),
  async (member, { memberId }, workspace) => {
    await removeMember(database(), member, memberId);
    revalidatePath(people(workspace));
    leadTo(people(workspace));
  },
);

export const endMemberSessionsAction = memberAction(
  "people:manage",
  z.object({ memberId: rowId }),
  async (member, { memberId }, workspace) => {
    await endMemberSessions(database(), member, memberId);
    revalidatePath(people(workspace));
  },
);

/** Answers with the link, which is shown once, or with nothing where it is mailed. */
export const makeResetAction = memberAction("people:manage", makeResetInput, async (member, input) => {
  const { token } = await makeReset(database(), member, input);
  return token && new URL(`/reset/${token}`, ownAddress()).href;
});
