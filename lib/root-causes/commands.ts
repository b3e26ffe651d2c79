import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { rootCauses } from "@/db/schema";
import type { Category } from "@/db/terms";
import { type Actor, recordActivity } from "@/lib/activity/record";

type Entry = { text: string; category: Category };

/**
 * The catalogue's entry of this text and category; a new one where none stands (case and outer spaces do not count).
 * Runs inside the deed that needs it.
 */
export async function enterRootCause(
  tx: Database,
  actor: Actor & { id: string },
  input: Entry,
): Promise<{ id: string; isNew: boolean }> {
  const entry = await findOrInsertRootCause(tx, actor, input);
  if (entry.isNew) await recordActivity(tx, actor, "root_cause.entered", entry.id, { ...input });
  return entry;
}

/** The same, for a deed that records a new entry together with itself, at its end. */
export async function findOrInsertRootCause(
  tx: Database,
  actor: Actor & { id: string },
  input: Entry,
): Promise<{ id: string; isNew: boolean }> {
  const row = { id: v7(), workspaceId: actor.workspaceId, enteredById: actor.id, ...input };
  const [entered] = await tx.insert(rootCauses).values(row).onConflictDoNothing().returning({ id: rootCauses.id });
  if (entered) return { id: entered.id, isNew: true };
  const [standing] = await tx
    .select({ id: rootCauses.id })
    .from(rootCauses)
    .where(
      and(
        eq(rootCauses.workspaceId, actor.workspaceId),
        eq(rootCauses.category, input.category),
        eq(sql`md5(lower(${rootCauses.text}))`, sql`md5(lower(${input.text}))`),
      ),
    );
  if (!standing) throw new Error("A root cause conflicts with none that stands.");
  return { id: standing.id, isNew: false };
}
