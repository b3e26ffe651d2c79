import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { rootCauses } from "@/db/schema";
import type { Category } from "@/db/terms";
import { type Actor, recordActivity } from "@/lib/activity/record";
import { lockStandingEntry } from "./standing-entry";

type Entry = { text: string; category: Category };
type Entered = { id: string; category: Category; isNew: boolean };

/**
 * The catalogue's entry of this text and category; a new one where none stands (case and outer spaces do not count).
 * Words that were merged into another entry lead to that one. Runs inside the deed that needs it.
 */
export async function enterRootCause(tx: Database, actor: Actor & { id: string }, input: Entry): Promise<Entered> {
  const entry = await findOrInsertRootCause(tx, actor, input);
  if (entry.isNew) await recordActivity(tx, actor, "root_cause.entered", entry.id, { ...input });
  return entry;
}

/** The same, for a deed that records a new entry together with itself, at its end. */
export async function findOrInsertRootCause(
  tx: Database,
  actor: Actor & { id: string },
  input: Entry,
): Promise<Entered> {
  const { workspaceId } = actor;
  const said = and(
    eq(rootCauses.workspaceId, workspaceId),
    eq(rootCauses.category, input.category),
    eq(sql`md5(lower(${rootCauses.text}))`, sql`md5(lower(${input.text}))`),
  );
  const found = { id: rootCauses.id };
  const [standing] = await tx
    .select(found)
    .from(rootCauses)
    .where(and(said, isNull(rootCauses.mergedIntoId)))
    .for("share"); // a merge, or a change of its category, takes along what points to it by then
  if (standing) return { id: standing.id, category: input.category, isNew: false };
  const [merged] = await tx
    .select(found)
    .from(rootCauses)
    .where(and(said, isNotNull(rootCauses.mergedIntoId)))
    .limit(1);
  const into = merged && (await lockStandingEntry(tx, workspaceId, merged.id));
  if (into) return { id: into.id, category: into.category, isNew: false };
  const row = { id: v7(), workspaceId, enteredById: actor.id, ...input };
  const [entered] = await tx.insert(rootCauses).values(row).onConflictDoNothing().returning(found);
  // Somebody else entered the same words at this moment.
  return entered ? { id: entered.id, category: input.category, isNew: true } : findOrInsertRootCause(tx, actor, input);
}
