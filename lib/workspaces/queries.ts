import "server-only";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { workspaces } from "@/db/schema";

/** The workspace of this installation where there is just one of its own: most have one, and the door may name it. */
export async function findOnlyWorkspace(db: Database) {
  const found = await db
    .select({ name: workspaces.name, slug: workspaces.slug })
    .from(workspaces)
    .where(eq(workspaces.isExample, false))
    .limit(2);
  return found.length === 1 ? found[0] : undefined;
}
