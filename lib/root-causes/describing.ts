import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rootCauses } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import type { DescribeRootCauseInput } from "./input";
import { inPlace, onRootCauses, requireSeenVersion, requireStanding } from "./root-cause-deed";

/** The further categories of an entry (method 1.8; the primary one is none of them) and how it moves, in words. */
export async function describeRootCause(db: Database, member: Member, input: DescribeRootCauseInput): Promise<void> {
  permit(member, "cause:edit");
  const { rootCauseId, version, trendNote } = input;
  await onRootCauses(db, member, [rootCauseId], async (tx, causes) => {
    const cause = requireStanding(causes, rootCauseId);
    const otherCategories = [...new Set(input.otherCategories)].filter((code) => code !== cause.category).sort();
    const before = { otherCategories: cause.otherCategories, trendNote: cause.trendNote };
    if (JSON.stringify(before) === JSON.stringify({ otherCategories, trendNote })) return undefined;
    requireSeenVersion(cause, version);
    await tx
      .update(rootCauses)
      .set({ otherCategories, trendNote, version: sql`${rootCauses.version} + 1` })
      .where(inPlace(member, cause.id));
    const details = { otherCategories, trendNote, before };
    return { deeds: [{ verb: "root_cause.described", subjectId: cause.id, details }] };
  });
}
