"use server";

import { memberAction } from "@/app/_server/member-action";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { dismissFindingInput, ofFinding, overruleFindingInput } from "@/lib/causes/finding-input";
import { newsOf } from "@/lib/causes/news";
import { dismissFinding, overruleFinding, reopenFinding } from "@/lib/causes/settle-findings";
import type { Done } from "@/lib/causes/tree-deed";

/** A word on a finding changes no row of the tree; its line is sent back all the same, with what stands now. */
const withNews =
  <I extends { treeId: string; whyId: string | null }>(
    deed: (db: Database, member: Member, input: I) => Promise<Done>,
  ) =>
  async (member: Member, input: I) => {
    const done = await deed(database(), member, input);
    return newsOf(database(), member, { ...done, whyIds: input.whyId ? [input.whyId] : [] });
  };

export const dismissFindingAction = memberAction("tree:edit", dismissFindingInput, withNews(dismissFinding));
export const overruleFindingAction = memberAction("tree:edit", overruleFindingInput, withNews(overruleFinding));
export const reopenFindingAction = memberAction("tree:edit", ofFinding, withNews(reopenFinding));
