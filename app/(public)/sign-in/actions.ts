"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { dropSession } from "@/app/_server/auth";
import { enter, networkAddress, whence } from "@/app/_server/enter";
import { localPath } from "@/app/_server/local-path";
import { log } from "@/app/_server/log";
import { openAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { signIn, signInInput } from "@/lib/people/sign-in";

export const signInAction = openAction(
  "whoever signs in is a stranger until then",
  signInInput.extend({ next: z.string().optional() }),
  async ({ next, ...input }) => {
    const from = await whence();
    const session = await signIn(database(), input, await networkAddress(), from).catch((refused) => {
      log().warn({ network: from.network }, "sign-in refused");
      throw refused;
    });
    await enter(session);
    redirect(localPath(next, "/"));
  },
  ["email", "next"],
);

export const signOutAction = openAction(
  "a session that has ended elsewhere must still leave the browser",
  z.object({}),
  async () => {
    await dropSession();
    redirect("/sign-in");
  },
);
