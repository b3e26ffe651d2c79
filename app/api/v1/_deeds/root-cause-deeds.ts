import { acceptRootCause, withdrawAcceptance } from "@/lib/root-causes/accepting";
import { describeRootCause } from "@/lib/root-causes/describing";
import { editRootCause } from "@/lib/root-causes/edit-root-cause";
import {
  acceptInput,
  describeRootCauseInput,
  editRootCauseInput,
  mergeInput,
  severityInput,
  splitInput,
  withdrawAcceptanceInput,
} from "@/lib/root-causes/input";
import { mergeRootCauses } from "@/lib/root-causes/merging";
import { rateRootCause } from "@/lib/root-causes/severities";
import { splitRootCause } from "@/lib/root-causes/splitting";
import { giveWeakReason } from "@/lib/root-causes/weak-reason";
import { weakReasonInput } from "@/lib/root-causes/weak-reason-input";
import { commentOn } from "./comment-deeds";
import { type Deeds, deed } from "./deed";

/** `POST /api/v1/root-causes/{rootCauseId}/…`; an entry comes into being where a branch ends in it. */
export const rootCauseDeeds: Deeds = {
  "edit-root-cause": deed(
    "cause:edit",
    "Changes its words and its category; name the version you saw.",
    editRootCauseInput,
    editRootCause,
  ),
  "describe-root-cause": deed(
    "cause:edit",
    "Notes its other categories and how it moves.",
    describeRootCauseInput,
    describeRootCause,
  ),
  "rate-root-cause": deed("cause:edit", "Says how bad it is in a year, 1 to 4.", severityInput, rateRootCause),
  "merge-root-causes": deed(
    "cause:edit",
    "Merges it into another entry that says the same.",
    mergeInput,
    mergeRootCauses,
  ),
  "split-root-cause": deed(
    "cause:edit",
    "Takes some of its whys and incidents into a new entry.",
    splitInput,
    splitRootCause,
  ),
  "accept-root-cause": deed(
    "cause:accept",
    "Accepts it instead of mending it: sponsor, reason, day of review.",
    acceptInput,
    acceptRootCause,
  ),
  "withdraw-acceptance": deed("cause:accept", "Takes an acceptance back.", withdrawAcceptanceInput, withdrawAcceptance),
  "give-weak-reason": deed(
    "cause:edit",
    "Says why nothing stronger than a reminder is done about it.",
    weakReasonInput,
    giveWeakReason,
  ),
  "write-comment": commentOn("root_cause", "rootCauseId"),
};
