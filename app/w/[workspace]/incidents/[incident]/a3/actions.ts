"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { memberAction } from "@/app/_server/member-action";
import { ownAddress } from "@/app/_server/own-address";
import { database } from "@/db/client";
import { shareIncident, shareInput, withdrawShare } from "@/lib/a3/share-links";
import { rowId } from "@/lib/text/shapes";

/** Answers with the link, which is shown once. */
export const shareIncidentAction = memberAction("incident:share", shareInput, async (member, input, workspace) => {
  const { token } = await shareIncident(database(), member, input);
  revalidatePath(`/w/${workspace}/incidents/${input.incidentId}/a3`);
  return new URL(`/shared/${token}`, ownAddress()).href;
});

export const withdrawShareAction = memberAction(
  "incident:share",
  z.object({ linkId: rowId }),
  async (member, { linkId }, workspace) => {
    await withdrawShare(database(), member, linkId);
    revalidatePath(`/w/${workspace}/incidents`, "layout");
  },
);
