import "server-only";
import { and, eq, exists, isNull, ne, not, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { rootCauses, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refreshFrictionOfRootCauses } from "@/lib/incidents/kept-friction";
import { refuse } from "@/lib/refusal";
import type { EditRootCauseInput } from "./input";
import { lockTreesOf } from "./lock-trees";

const others = alias(rootCauses, "others");

/**
 * Rewords an entry of the catalogue or puts it into another category. Whys keep their own words and take the category
 * along. A version older than the standing one is refused with both texts; so is what another entry says already.
 */
export async function editRootCause(db: Database, member: Member, input: EditRootCauseInput): Promise<void> {
  permit(member, "cause:edit");
  const { rootCauseId, version, text, category } = input;
  const { workspaceId } = member;
  await db.transaction(async (tx) => {
    await lockTreesOf(tx, member, [rootCauseId]);
    const before = await requireRootCause(tx, member, rootCauseId);
    if (before.version !== version)
      refuse(
        "conflict",
        "This root cause was changed meanwhile. Keep yours, keep theirs, or join the two.",
        undefined,
        {
          text: before.text,
          category: before.category,
          version: before.version,
        },
      );
    if (before.text === text && before.category === category) return;
    const same = tx
      .select({ id: others.id })
      .from(others)
      .where(
        and(
          eq(others.workspaceId, workspaceId),
          eq(others.category, category),
          eq(sql`md5(lower(${others.text}))`, sql`md5(lower(${text}))`),
          ne(others.id, rootCauseId),
          isNull(others.mergedIntoId),
        ),
      );
    const [edited] = await tx
      .update(rootCauses)
      .set({
        text,
        category,
        otherCategories: sql`array_remove(${rootCauses.otherCategories}, ${category})`,
        version: sql`${rootCauses.version} + 1`,
      })
      .where(
        and(
          eq(rootCauses.workspaceId, workspaceId),
          eq(rootCauses.id, rootCauseId),
          eq(rootCauses.version, version),
          not(exists(same)),
        ),
      )
      .returning({ id: rootCauses.id });
    if (!edited) refuse("invalid", standsAlready, { text: [standsAlready] });
    if (before.category !== category) {
      await tx
        .update(whys)
        .set({ category })
        .where(
          and(eq(whys.workspaceId, workspaceId), eq(whys.rootCauseId, rootCauseId), eq(whys.ending, "root_cause")),
        );
      await refreshFrictionOfRootCauses(tx, workspaceId, [rootCauseId]);
    }
    await recordActivity(tx, member, "root_cause.edited", rootCauseId, {
      text,
      category,
      before: { text: before.text, category: before.category },
    });
  });
}

const standsAlready = "The catalogue has an entry of this text and category already.";

/** The entry, locked until the deed is done. @throws Refusal when it is not in this workspace */
async function requireRootCause(tx: Database, member: Member, rootCauseId: string) {
  const [found] = await tx
    .select({
      text: rootCauses.text,
      category: rootCauses.category,
      version: rootCauses.version,
      mergedIntoId: rootCauses.mergedIntoId,
    })
    .from(rootCauses)
    .where(and(eq(rootCauses.workspaceId, member.workspaceId), eq(rootCauses.id, rootCauseId)))
    .for("update");
  if (!found) refuse("not_found", "This root cause does not exist.");
  if (found.mergedIntoId) refuse("conflict", "This root cause was merged into another meanwhile. Look at that one.");
  return found;
}
