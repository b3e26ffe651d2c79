import "server-only";
import { and, inArray, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attachments } from "@/db/schema";
import { now } from "@/lib/text/clock";
import type { FileStore } from "./store";

/** Bytes are kept before the deed that names them is written: what is younger may belong to a deed under way. */
const graceMs = 24 * 60 * 60 * 1000;

/**
 * Throws away the bytes of files that no row names any more: what a crash left behind, and what was taken away while its
 * store could not be reached. Files of evidence that was taken back stay, for taking back can be undone.
 * @returns how many files it threw away
 */
export async function sweepFiles(
  db: Database,
  store: FileStore,
  before = new Date(now().getTime() - graceMs),
): Promise<number> {
  let swept = 0;
  for await (const some of store.listOld(before)) {
    const { workspaceId, storedAs } = attachments;
    const names = some.map(({ name }) => name);
    const named = await db
      .select({ workspaceId, storedAs })
      .from(attachments)
      .where(
        and(
          inArray(workspaceId, [...new Set(some.map((file) => file.workspaceId))]),
          inArray(storedAs, names),
          isNull(attachments.removedAt),
        ),
      );
    const kept = new Set(named.map((row) => `${row.workspaceId} ${row.storedAs}`));
    for (const file of some) {
      if (kept.has(`${file.workspaceId} ${file.name}`)) continue;
      await store.remove(file.workspaceId, file.name);
      swept++;
    }
  }
  return swept;
}
