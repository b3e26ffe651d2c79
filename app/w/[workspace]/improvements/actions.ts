"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { leadTo } from "@/app/_server/lead";
import { memberAction } from "@/app/_server/member-action";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { blockImprovement, unblockImprovement } from "@/lib/improvements/blocking";
import { seeRecurrence } from "@/lib/improvements/came-back";
import { editImprovement, planImprovement } from "@/lib/improvements/commands";
import {
  abandonInput,
  blockInput,
  cancelInput,
  editImprovementInput,
  implementInput,
  learningInput,
  linkInput,
  planImprovementInput,
  resultInput,
  seeRecurrenceInput,
  standardInput,
  standardReviewInput,
  startInput,
  sustainInput,
  unblockInput,
  verdictInput,
  writePredictionInput,
} from "@/lib/improvements/input";
import { abandonImprovement, adaptImprovement, giveVerdict, writeLearning } from "@/lib/improvements/judging";
import { linkImprovement, unlinkImprovement } from "@/lib/improvements/linking";
import { writePrediction } from "@/lib/improvements/predicting";
import { reviewStandard, writeStandard } from "@/lib/improvements/standards";
import { answerSustainCheck } from "@/lib/improvements/sustaining";
import { cancelImprovement, closeWithResult, markImplemented, startImprovement } from "@/lib/improvements/working";

export const planImprovementAction = memberAction(
  "improvement:plan",
  planImprovementInput,
  async (member, input, workspace) => {
    const { id } = await planImprovement(database(), member, input);
    revalidatePath(`/w/${workspace}`, "layout");
    leadTo(`/w/${workspace}/improvements/${id}`);
  },
);

/** A deed on an improvement may show anywhere: on the board, on its cause, on the incident whose stage it moved. */
const shownEverywhere =
  <I>(deed: (db: Database, member: Member, input: I) => Promise<void>) =>
  async (member: Member, input: I, workspace: string) => {
    await deed(database(), member, input);
    revalidatePath(`/w/${workspace}`, "layout");
  };

export const editImprovementAction = memberAction(
  "improvement:work",
  editImprovementInput,
  shownEverywhere(editImprovement),
);
export const linkImprovementAction = memberAction("improvement:work", linkInput, shownEverywhere(linkImprovement));
export const unlinkImprovementAction = memberAction("improvement:work", linkInput, shownEverywhere(unlinkImprovement));
export const writePredictionAction = memberAction(
  "improvement:work",
  writePredictionInput,
  shownEverywhere(writePrediction),
);
export const startImprovementAction = memberAction("improvement:work", startInput, shownEverywhere(startImprovement));
export const markImplementedAction = memberAction("improvement:work", implementInput, shownEverywhere(markImplemented));
export const closeWithResultAction = memberAction("improvement:work", resultInput, shownEverywhere(closeWithResult));
export const giveVerdictAction = memberAction("verdict:give", verdictInput, shownEverywhere(giveVerdict));
export const writeLearningAction = memberAction("improvement:work", learningInput, shownEverywhere(writeLearning));
export const adaptImprovementAction = memberAction(
  "improvement:work",
  learningInput,
  shownEverywhere(adaptImprovement),
);
export const abandonImprovementAction = memberAction(
  "improvement:work",
  abandonInput,
  shownEverywhere(abandonImprovement),
);
export const cancelImprovementAction = memberAction(
  "improvement:work",
  cancelInput,
  shownEverywhere(cancelImprovement),
);
export const writeStandardAction = memberAction("improvement:work", standardInput, shownEverywhere(writeStandard));
export const reviewStandardAction = memberAction(
  "improvement:work",
  standardReviewInput,
  shownEverywhere(reviewStandard),
);
export const answerSustainCheckAction = memberAction("verdict:give", sustainInput, shownEverywhere(answerSustainCheck));
export const blockImprovementAction = memberAction("improvement:work", blockInput, shownEverywhere(blockImprovement));
export const unblockImprovementAction = memberAction(
  "improvement:work",
  unblockInput,
  shownEverywhere(unblockImprovement),
);

/**
 * "Look": the member is not told again, and what came back is shown where it stands. Sent there by the server: the line
 * on Today that asked is gone by then, and could lead nowhere.
 */
export const seeRecurrenceAction = memberAction(
  "workspace:read",
  seeRecurrenceInput,
  async (member, input, workspace) => {
    await seeRecurrence(database(), member, input);
    revalidatePath(`/w/${workspace}`, "layout");
    redirect(`/w/${workspace}/improvements/${input.improvementId}#came-back`);
  },
);
