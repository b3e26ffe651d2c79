"use server";

import { redirect } from "next/navigation";
import { whence } from "@/app/_server/enter";
import { openAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { byResetInput, chooseByReset } from "@/lib/people/choose-by-reset";

export const chooseNewPasswordAction = openAction(
  "whoever forgot their password cannot sign in; the link's token is asked instead",
  byResetInput,
  async (input) => {
    await chooseByReset(database(), input, await whence());
    redirect("/sign-in?chosen=1");
  },
  ["token"],
);
