"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { apiTokenInput, makeApiToken, withdrawApiToken } from "@/lib/people/api-tokens";
import { rowId } from "@/lib/text/shapes";

/** Answers with the token, which is shown once. */
export const makeApiTokenAction = memberAction("tokens:manage", apiTokenInput, async (member, input, workspace) => {
  const { token } = await makeApiToken(database(), member, input);
  revalidatePath(`/w/${workspace}/settings/tokens`);
  return token;
});

export const withdrawApiTokenAction = memberAction(
  "tokens:manage",
  z.object({ tokenId: rowId }),
  async (member, { tokenId }, workspace) => {
    await withdrawApiToken(database(), member, tokenId);
    revalidatePath(`/w/${workspace}/settings/tokens`);
  },
);
