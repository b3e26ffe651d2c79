"use server";

import { revalidatePath } from "next/cache";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { boardMoveInput, limitLaneInput } from "@/lib/improvements/input";
import { limitLane } from "@/lib/improvements/lane-limits";
import { moveImprovement } from "@/lib/improvements/moving";
import { askedAddress } from "./asked-address";
import { addressOf, readAddress } from "./filters";

/** Moves a card: it stands in the other lane then, or its page opens where something is missing. */
export const moveImprovementAction = memberAction(
  "improvement:work",
  boardMoveInput,
  async (member, input, workspace) => {
    const { board, ...move } = input;
    const became = await moveImprovement(database(), member, move);
    if (became === "asks") leadTo(askedAddress(workspace, move.improvementId, move.to));
    revalidatePath(`/w/${workspace}`, "layout");
    const address = readAddress(Object.fromEntries(new URLSearchParams(board)));
    leadTo(addressOf(workspace, address, { moved: move.improvementId }));
  },
);

/** How many a lane is wanted to hold. */
export const limitLaneAction = memberAction("lane:limit", limitLaneInput, async (member, input, workspace) => {
  await limitLane(database(), member, input);
  revalidatePath(`/w/${workspace}/improvements`);
});
