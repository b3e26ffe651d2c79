import "server-only";
import { asc } from "drizzle-orm";
import type { Database } from "@/db/client";
import { workspaces } from "@/db/schema";

/** Does the same work in one workspace after the other, and gives what each came to, beside the workspace's name. */
export async function inEachWorkspace<Told extends object>(
  db: Database,
  work: (id: string, name: string) => Promise<Told>,
): Promise<({ workspace: string } & Told)[]> {
  const all = await db
    .select({ id: workspaces.id, name: workspaces.slug })
    .from(workspaces)
    .orderBy(asc(workspaces.id));
  const told: ({ workspace: string } & Told)[] = [];
  for (const { id, name } of all) told.push({ workspace: name, ...(await work(id, name)) });
  return told;
}
