"use server";

import { revalidatePath } from "next/cache";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { database } from "@/db/client";
import { readStepInput } from "@/lib/causes/input";
import { readBack } from "@/lib/causes/judge-whys";
import { stepAddress } from "./step-address";

/** Answers one step. Who agrees goes on to the next line; at a dispute one stays, for it is to be talked about. */
export const answerStepAction = memberAction("tree:edit", readStepInput, async (member, input, workspace) => {
  await readBack(database(), member, input);
  const { treeId, whyId, endId, onId, answer } = input;
  const tree = `/w/${workspace}/causes/${treeId}`;
  revalidatePath(tree);
  leadTo(`${tree}/read-back${stepAddress(endId ?? whyId, answer === "agrees" ? onId : whyId)}`);
});
