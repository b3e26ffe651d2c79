"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { enter, networkAddress, whence } from "@/app/_server/enter";
import { openAction, userAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { findInvitation, joinAsNewcomer, joinAsUser, newcomerInput } from "@/lib/people/accept-invitation";
import { endSession, findSession, startSession } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { refuse } from "@/lib/refusal";

const today = (slug: string) => `/w/${slug}/today`;

export const joinAsNewcomerAction = openAction(
  "whoever is invited has no account yet; the invitation's token is asked instead",
  newcomerInput,
  async (input) => {
    const db = database();
    const { userId, slug } = await joinAsNewcomer(db, input);
    await enter(await startSession(db, userId, await whence()));
    redirect(today(slug));
  },
  ["token", "name", "timeZone"],
);

const withPassword = z.object({ token: z.string(), password: z.string().min(1, "Write your password.").max(1024) });

export const signInAndJoinAction = openAction(
  "whoever is invited is not signed in yet; the token and their password are asked",
  withPassword,
  async ({ token, password }) => {
    const db = database();
    const invitation = await findInvitation(db, token);
    if (!invitation) refuse("not_found", "This link is no invitation.");
    const session = await signIn(db, { email: invitation.email, password }, await networkAddress(), await whence());
    const slug = await joinOrLeave(session, token);
    await enter(session);
    redirect(today(slug));
  },
  ["token"],
);

/** Joins with a session that was just started; a refusal ends it, for nobody carries it. */
async function joinOrLeave(session: string, token: string): Promise<string> {
  const db = database();
  try {
    const user = await findSession(db, session);
    if (!user) throw new Error("A session that was just started is not there.");
    return (await joinAsUser(db, token, user)).slug;
  } catch (error) {
    await endSession(db, session);
    throw error;
  }
}

export const joinAction = userAction(z.object({ token: z.string() }), async (user, { token }) => {
  const { slug } = await joinAsUser(database(), token, user);
  redirect(today(slug));
});
