import "server-only";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";

/** The workspace of this installation where there is just one of its own: most have one, and the door may name it. */
export async function findOnlyWorkspace(db: Database) {
  const found = await db
    .select({ name: workspaces.name, slug: workspaces.slug })
    .from(workspaces)
    .where(eq(workspaces.isExample, false))
    .limit(2);
  return found.length === 1 ? found[0] : undefined;
}

/** The currency that is proposed for costs in this workspace, ISO 4217. */
export async function findCurrency(db: Database, member: Member): Promise<string> {
  const [found] = await db
    .select({ currency: workspaces.currency })
    .from(workspaces)
    .where(eq(workspaces.id, member.workspaceId));
  if (!found) throw new Error("A member without a workspace.");
  return found.currency;
}
