import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { findOrInsertRootCause } from "@/lib/root-causes/commands";
import { lockStandingEntry } from "@/lib/root-causes/standing-entry";
import type { EndingFault } from "./endings";
import type { endBranchInput } from "./input";
import { loadRules, lockCrossLinks } from "./loaded-rules";
import type { OpenedTree, StandingWhy } from "./tree-deed";

type Answers = z.output<typeof endBranchInput>;

/** The chosen entry with its own category, or one that says what the why says; none without a category. */
export async function causeFor(
  tx: Database,
  member: Member,
  { text }: StandingWhy,
  { category, rootCauseId }: Pick<Answers, "category" | "rootCauseId">,
) {
  if (rootCauseId) {
    const unknown = "Choose an entry of the catalogue.";
    const chosen =
      (await lockStandingEntry(tx, member.workspaceId, rootCauseId)) ??
      refuse("not_found", unknown, { rootCauseId: [unknown] });
    return { entry: { rootCauseId: chosen.id, category: chosen.category } };
  }
  if (!category) return undefined; // refused with all else that is missing
  const { id, isNew, category: its } = await findOrInsertRootCause(tx, member, { text, category });
  const entered = { verb: "root_cause.entered", subjectId: id, details: { text, category } };
  return { entry: { rootCauseId: id, category: its }, entered: isNew ? [entered] : undefined };
}

const chooseTarget = "Choose the why that says the same.";

/** @throws Refusal when no such why stands in the workspace */
export async function requireTarget(tx: Database, member: Member, whyId: string | null) {
  if (!whyId) refuse("invalid", chooseTarget, { sameAsId: [chooseTarget] });
  await lockCrossLinks(tx, member);
  const inWorkspace = and(eq(whys.workspaceId, member.workspaceId), eq(whys.id, whyId), isNull(whys.removedAt));
  const [target] = await tx.select({ id: whys.id }).from(whys).where(inWorkspace);
  if (!target) refuse("not_found", chooseTarget, { sameAsId: [chooseTarget] });
}

/** Only what belongs to the chosen ending is kept; what a folded part of the form carried along falls out. */
export function answersOf(input: Answers) {
  const { ending, reach, removal, endingBy, endingOn, endingNote, sameAsId } = input;
  switch (ending) {
    case "root_cause":
      return { ending, reach, removal };
    case "external_pressure":
      return { ending, reach, endingNote };
    case "escalated":
      return { ending, endingBy, endingOn };
    case "accepted":
      return { ending, endingBy, endingOn, endingNote };
    case "same_as":
      return { ending, sameAsId };
    default:
      return { ending };
  }
}

const fieldOf: Partial<Record<EndingFault["code"], string>> = {
  no_category: "category",
  no_root_cause_entry: "rootCauseId",
  reach_unanswered: "reach",
  reach_outside: "reach",
  reach_not_outside: "reach",
  removal_unanswered: "removal",
  removal_no_effect: "removal",
  no_sentence: "endingNote",
  no_receiver: "endingBy",
  no_sponsor: "endingBy",
  no_day: "endingOn",
  no_review_day: "endingOn",
  no_reason: "endingNote",
  same_as_missing: "sameAsId",
  same_as_itself: "sameAsId",
  same_as_chain: "sameAsId",
  same_as_leads_back: "sameAsId",
  same_as_not_live: "sameAsId",
};

/** @throws Refusal with what speaks against the ending as it stands now, each at its field */
export async function refuseFaults(tx: Database, member: Member, tree: OpenedTree, whyId: string): Promise<void> {
  const { index, endingFaultsOf } = await loadRules(tx, member, tree.id);
  const ended = index.byId.get(whyId);
  const faults = ended ? endingFaultsOf(ended) : [];
  if (faults.length === 0) return;
  const fields: Record<string, string[]> = {};
  for (const { code, message } of faults) {
    const field = fieldOf[code] ?? "ending";
    fields[field] = [...(fields[field] ?? []), message];
  }
  refuse("invalid", faults.map(({ message }) => message).join(" "), fields);
}
