import "server-only";
import { and, asc, eq, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { storedFiles } from "@/db/schema";
import { type FileStore, namesAtOnce, type StoredName } from "./store";

/** Files as rows of the database. */
export function tableStore(db: Database): FileStore {
  const here = (workspaceId: string, name: string) =>
    and(eq(storedFiles.workspaceId, workspaceId), eq(storedFiles.name, name));
  return {
    async put(workspaceId, name, content) {
      await db.insert(storedFiles).values({ workspaceId, name, content });
    },
    async get(workspaceId, name) {
      const [found] = await db
        .select({ content: storedFiles.content })
        .from(storedFiles)
        .where(here(workspaceId, name));
      return found?.content;
    },
    async remove(workspaceId, name) {
      await db.delete(storedFiles).where(here(workspaceId, name));
    },
    async *listOld(before) {
      const { workspaceId, name } = storedFiles;
      for (let last: StoredName | undefined; ; ) {
        const further = last && sql`(${workspaceId}, ${name}) > (${last.workspaceId}::uuid, ${last.name})`;
        const found: StoredName[] = await db
          .select({ workspaceId, name })
          .from(storedFiles)
          .where(and(lt(storedFiles.createdAt, before), further))
          .orderBy(asc(workspaceId), asc(name))
          .limit(namesAtOnce);
        if (found.length > 0) yield found;
        if (found.length < namesAtOnce) return;
        last = found.at(-1);
      }
    },
  };
}
