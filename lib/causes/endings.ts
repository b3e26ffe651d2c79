/** How a branch may end, and when that ending holds (method 0 and 1.7). */
import type { Ending, WhyStatus, WordingCode } from "@/db/terms";
import { hasLiveBelow, isLive, type TreeIndex, type TreeWhy } from "./cause-tree";
import { errorFindings } from "./finding";
import { type Link, linksOf, sameAsLeadsBack, targetOf } from "./same-as";

export type EndingCode =
  | WordingCode
  | "refuted"
  | "not_live"
  | "live_whys_below"
  | "not_verified"
  | "no_category"
  | "no_root_cause_entry"
  | "reach_unanswered"
  | "reach_outside"
  | "reach_not_outside"
  | "removal_unanswered"
  | "removal_no_effect"
  | "no_sentence"
  | "no_receiver"
  | "no_day"
  | "no_sponsor"
  | "no_reason"
  | "no_review_day"
  | "no_investigation"
  | "same_as_missing"
  | "same_as_itself"
  | "same_as_chain"
  | "same_as_leads_back"
  | "same_as_not_live"
  | "same_as_open";

/** `unanswered`: nobody has said yet, as opposed to an answer that breaks the rule. A case file may leave it so. */
export type EndingFault = { code: EndingCode; message: string; unanswered: boolean };

export type EndingContext = {
  /** The whys of other trees that a cross-link may lead through. */
  linksElsewhere?: readonly Link[];
  /** Whether a why of another tree is marked as the same as this one. */
  pointedAtElsewhere?: boolean;
};

const breach = (code: EndingCode, message: string): EndingFault => ({ code, message, unanswered: false });
const unanswered = (code: EndingCode, message: string): EndingFault => ({ code, message, unanswered: true });
const missing = breach("same_as_missing", "The why it points to is not there. Choose another.");
const chained = breach("same_as_chain", "That why is itself the same as another. Point to the final one.");
const notInvestigated = unanswered(
  "no_investigation",
  "An open question needs an investigation with an owner and a due day.",
);
const isBlank = (text: string | null) => text === null || text.trim() === "";

function rootCauseFaults(why: TreeWhy): EndingFault[] {
  const faults: EndingFault[] = [];
  // A refuted why is told so already; "not verified" would only repeat it.
  if (why.status !== "verified" && why.status !== "refuted") {
    faults.push(breach("not_verified", "A root cause needs the status verified: add what supports it and verify it."));
  }
  if (why.category === null) faults.push(breach("no_category", "Say which category this root cause belongs to."));
  if (why.rootCauseId === null) {
    faults.push(unanswered("no_root_cause_entry", "Choose the entry of the catalogue, or enter a new one."));
  }
  if (why.reach === null) {
    faults.push(
      unanswered("reach_unanswered", "Say how far the group, with its sponsors, reaches: control or influence."),
    );
  } else if (why.reach === "outside") {
    faults.push(breach("reach_outside", "What lies outside the group's reach is external pressure, not a root cause."));
  }
  if (why.removal === null) {
    faults.push(unanswered("removal_unanswered", "Answer: without it, would this come back?"));
  } else if (why.removal === "no_effect") {
    faults.push(breach("removal_no_effect", "If removing it changes nothing, it is not a root cause."));
  }
  return faults;
}

function externalPressureFaults(why: TreeWhy): EndingFault[] {
  const faults: EndingFault[] = [];
  if (why.reach === null) {
    faults.push(unanswered("reach_unanswered", "Say how far the group reaches: external pressure lies outside."));
  } else if (why.reach !== "outside") {
    faults.push(breach("reach_not_outside", "External pressure lies outside the group's reach. Ask why once more."));
  }
  if (isBlank(why.endingNote)) faults.push(unanswered("no_sentence", "Say in a sentence how we live with it."));
  return faults;
}

function escalatedFaults(why: TreeWhy): EndingFault[] {
  const faults: EndingFault[] = [];
  if (isBlank(why.endingBy)) faults.push(unanswered("no_receiver", "Name who received it."));
  if (isBlank(why.endingOn)) faults.push(unanswered("no_day", "Name the day it was handed on."));
  return faults;
}

function acceptedFaults(why: TreeWhy): EndingFault[] {
  const faults: EndingFault[] = [];
  if (isBlank(why.endingBy)) faults.push(unanswered("no_sponsor", "Name the sponsor who accepted it."));
  if (isBlank(why.endingNote)) faults.push(unanswered("no_reason", "Say why mending costs more than recurring."));
  if (isBlank(why.endingOn)) faults.push(unanswered("no_review_day", "Name the day on which it is looked at again."));
  return faults;
}

function sameAsFaults(index: TreeIndex, why: TreeWhy, context: EndingContext): EndingFault[] {
  const target = targetOf(index, why);
  if (why.sameAsId !== null && why.sameAsId === why.id) {
    return [breach("same_as_itself", "A why cannot be the same as itself.")];
  }
  if (!target) return [missing];
  if (target.ending === "same_as") return [chained];
  const pointedAt = index.tree.whys.some((other) => other.ending === "same_as" && other.sameAsId === why.id);
  if (pointedAt || context.pointedAtElsewhere) {
    return [breach("same_as_chain", "Another why is marked as the same as this one. Point that one further first.")];
  }
  // Without the link in question: the ring must be closed by the others.
  const others = linksOf(index.tree.whys.filter((other) => other.id !== why.id));
  const links = [...others, { id: why.id, parentId: why.parentId, sameAsId: null }, ...(context.linksElsewhere ?? [])];
  if (!sameAsLeadsBack(links, why.id, target.id)) return [];
  return [breach("same_as_leads_back", "From there the whys lead back to this one. Write the circle as a comment.")];
}

function ownFaults(index: TreeIndex, why: TreeWhy, ending: Ending, context: EndingContext): EndingFault[] {
  switch (ending) {
    case "root_cause":
      return rootCauseFaults(why);
    case "external_pressure":
      return externalPressureFaults(why);
    case "escalated":
      return escalatedFaults(why);
    case "accepted":
      return acceptedFaults(why);
    case "same_as":
      return sameAsFaults(index, why, context);
    case "open_question":
      return []; // always allowed; it holds once somebody investigates
  }
}

/** Where the why stands: refuted branches have no ending, and only a root cause may have live whys below. */
function placeFaults(index: TreeIndex, why: TreeWhy): EndingFault[] {
  if (why.status === "refuted") {
    return [breach("refuted", "A refuted why ends its branch by itself; it takes no ending.")];
  }
  if (why.ending === "root_cause") return [];
  if (!isLive(index, why.id)) return [breach("not_live", "A line above is refuted, so this branch has ended there.")];
  if (!hasLiveBelow(index, why.id)) return [];
  return [breach("live_whys_below", "Only a root cause may have whys below. End the branch further down.")];
}

function wordingFaults(why: TreeWhy): EndingFault[] {
  if (why.ending === "open_question" || why.ending === "same_as") return [];
  return errorFindings(why).map(({ code, message }) => breach(code, message));
}

/**
 * Why the ending that `why` carries may not be set, in words; empty when it may, or when it carries none.
 * Give the why as it would be afterwards; the index may still hold it as it is. A deed by hand is blocked by any
 * fault, an import only by those that are not merely `unanswered`.
 */
export function endingFaults(index: TreeIndex, why: TreeWhy, context: EndingContext): EndingFault[] {
  if (why.ending === null) return [];
  const place = placeFaults(index, why);
  return [...place, ...wordingFaults(why), ...ownFaults(index, why, why.ending, context)];
}

/** A ring or a chain is kept out when the link is made; here only what may change afterwards at the other end. */
function targetFaults(index: TreeIndex, why: TreeWhy, context: EndingContext): EndingFault[] {
  const target = targetOf(index, why);
  if (!target) return [missing];
  if (target.ending === "same_as") return [chained];
  if (!target.live) {
    return [breach("same_as_not_live", "The why it points to is refuted, or stands below a refuted one.")];
  }
  const here = index.byId.get(target.id);
  const holds = here ? endingHolds(index, here, context) : index.targets.get(target.id)?.endingHolds;
  if (target.hasWhysBelow || holds) return [];
  return [unanswered("same_as_open", "The branch it points to has no ending that holds yet.")];
}

/** Why the ending of a why does not hold, or not yet; empty when it holds, or when there is none (method 1.7). */
export function holdingFaults(index: TreeIndex, why: TreeWhy, context: EndingContext): EndingFault[] {
  if (why.ending === null) return [];
  const place = placeFaults(index, why);
  if (why.ending === "same_as") return [...place, ...targetFaults(index, why, context)];
  if (why.ending === "open_question") {
    return why.openInvestigations > 0 ? place : [...place, notInvestigated];
  }
  // Wording is a condition of a root cause alone; at any other branch end it is the fourth gate that closes.
  const wording = why.ending === "root_cause" ? wordingFaults(why) : [];
  return [...place, ...wording, ...ownFaults(index, why, why.ending, context)];
}

/** Does the why have an ending, and does it hold? */
export const endingHolds = (index: TreeIndex, why: TreeWhy, context: EndingContext): boolean =>
  why.ending !== null && holdingFaults(index, why, context).length === 0;

export type StatusFault = { code: "no_supporting_evidence" | "no_reason"; message: string };

/** Why a why may not take the status: proof for verified, a reason or contradicting evidence for giving it up. */
export function statusFaults(
  why: Pick<TreeWhy, "evidence">,
  toStatus: WhyStatus,
  reason: string | null,
): StatusFault[] {
  const has = (stance: "supports" | "contradicts") => why.evidence.some((item) => item.stance === stance);
  if (toStatus === "verified" && !has("supports")) {
    return [
      { code: "no_supporting_evidence", message: "A verified why needs evidence that supports it. Add it first." },
    ];
  }
  if ((toStatus === "refuted" || toStatus === "unverifiable") && isBlank(reason) && !has("contradicts")) {
    return [{ code: "no_reason", message: `Say why it is ${toStatus}, or add the evidence that contradicts it.` }];
  }
  return [];
}
