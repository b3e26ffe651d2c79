import { blockImprovement, unblockImprovement } from "@/lib/improvements/blocking";
import { seeRecurrence } from "@/lib/improvements/came-back";
import { editImprovement } from "@/lib/improvements/commands";
import {
  abandonInput,
  blockInput,
  cancelInput,
  editImprovementInput,
  implementInput,
  learningInput,
  linkInput,
  moveInput,
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
import { moveImprovement } from "@/lib/improvements/moving";
import { writePrediction } from "@/lib/improvements/predicting";
import { reviewStandard, writeStandard } from "@/lib/improvements/standards";
import { answerSustainCheck } from "@/lib/improvements/sustaining";
import { cancelImprovement, closeWithResult, markImplemented, startImprovement } from "@/lib/improvements/working";
import { commentOn } from "./comment-deeds";
import { type Deeds, deed } from "./deed";

/** `POST /api/v1/improvements/{improvementId}/…`; the version is the one you saw. */
export const improvementDeeds: Deeds = {
  "edit-improvement": deed(
    "improvement:work",
    "Changes title, kind, owner, due day or strength.",
    editImprovementInput,
    editImprovement,
  ),
  "link-improvement": deed("improvement:work", "Hangs it on a root cause or a why.", linkInput, linkImprovement),
  "unlink-improvement": deed("improvement:work", "Takes it off a root cause or a why.", linkInput, unlinkImprovement),
  "write-prediction": deed(
    "improvement:work",
    "Writes what is expected and how it is checked, before work starts.",
    writePredictionInput,
    writePrediction,
  ),
  "start-improvement": deed(
    "improvement:work",
    "Starts the work; the prediction is fixed from here on.",
    startInput,
    startImprovement,
  ),
  "mark-implemented": deed(
    "improvement:work",
    "Says that it is in place, since when, and how one sees it.",
    implementInput,
    markImplemented,
  ),
  "close-with-result": deed(
    "improvement:work",
    "Closes a containment or an investigation with its result.",
    resultInput,
    closeWithResult,
  ),
  "give-verdict": deed(
    "verdict:give",
    "Gives the verdict, by a member of the other side than the owner’s.",
    verdictInput,
    giveVerdict,
  ),
  "write-learning": deed("improvement:work", "Writes down what this try has taught.", learningInput, writeLearning),
  "adapt-improvement": deed(
    "improvement:work",
    "Begins the next try, with a new prediction.",
    learningInput,
    adaptImprovement,
  ),
  "abandon-improvement": deed(
    "improvement:work",
    "Gives it up, with what was learned and why.",
    abandonInput,
    abandonImprovement,
  ),
  "cancel-improvement": deed("improvement:work", "Calls it off, with the reason.", cancelInput, cancelImprovement),
  "write-standard": deed(
    "improvement:work",
    "Writes the verified way of working down: who keeps it, who was trained, when it is reviewed.",
    standardInput,
    writeStandard,
  ),
  "review-standard": deed(
    "improvement:work",
    "Says on its day whether the standard holds; the first that does closes the improvement.",
    standardReviewInput,
    reviewStandard,
  ),
  "answer-sustain-check": deed(
    "verdict:give",
    "Says whether a gain still holds 30, 90, 180 or 365 days on, by a member of the other side.",
    sustainInput,
    answerSustainCheck,
  ),
  "move-improvement": deed(
    "improvement:work",
    "Moves its card on the board; answers “moved”, or “asks” where something has to be written first by its own deed.",
    moveInput,
    moveImprovement,
  ),
  "block-improvement": deed(
    "improvement:work",
    "Marks it as blocked, with what it waits for.",
    blockInput,
    blockImprovement,
  ),
  "unblock-improvement": deed("improvement:work", "Says that it goes on.", unblockInput, unblockImprovement),
  "see-recurrence": deed(
    "workspace:read",
    "Says that you have seen that it came back; you are not told of it again.",
    seeRecurrenceInput,
    seeRecurrence,
  ),
  "write-comment": commentOn("improvement", "improvementId"),
};
