import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { storedFiles } from "@/db/schema";
import type { FileStore } from "./store";

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
  };
}
