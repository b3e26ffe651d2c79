"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { enter, whence } from "@/app/_server/enter";
import { openAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { openExample } from "@/lib/example/open-example";
import { startSession } from "@/lib/people/sessions";
import { isSetupToken, setUp, setUpInput } from "@/lib/people/set-up";
import { refuse } from "@/lib/refusal";

export const setUpAction = openAction(
  "nobody can be signed in before the installation is set up; the token from the terminal is asked instead",
  setUpInput,
  async (input) => {
    const db = database();
    const { userId, slug } = await setUp(db, input);
    await enter(await startSession(db, userId, await whence()));
    redirect(`/w/${slug}/today`);
  },
  ["token", "ownerName", "email", "workspaceName", "firstTeam", "secondTeam", "ownersTeam", "timeZone"],
);

export const openExampleAction = openAction(
  "looking around comes before anybody has an account; the token from the terminal is asked instead",
  z.object({ token: z.string() }),
  async ({ token }) => {
    const db = database();
    if (!(await isSetupToken(db, token))) refuse("invalid", "This set-up link is not valid any more.");
    const { userId, path } = await openExample(db);
    await enter(await startSession(db, userId, await whence()));
    redirect(path);
  },
);
