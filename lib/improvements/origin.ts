import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { causeTrees, rootCauses, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { rowId } from "@/lib/text/shapes";
import type { ActsOn } from "./cards";

/** What an improvement is planned from. A why names the relationship it belongs to; a root cause is the workspace's. */
export type Origin = {
  whyId: string | null;
  rootCauseId: string | null;
  text: string;
  is: ActsOn["is"];
  /** Of a why: the tree it stands in. */
  tree: { id: string; problem: string; relationshipId: string } | null;
};

/** The why or the root cause that an address names; undefined when this workspace has none of that id. */
export async function findOrigin(
  db: Database,
  member: Member,
  { why, cause }: { why?: string; cause?: string },
): Promise<Origin | undefined> {
  if (why !== undefined) return rowId.safeParse(why).success ? originAtWhy(db, member, why) : undefined;
  if (!rowId.safeParse(cause).success || cause === undefined) return undefined;
  const [found] = await db
    .select({ text: rootCauses.text })
    .from(rootCauses)
    .where(and(eq(rootCauses.workspaceId, member.workspaceId), eq(rootCauses.id, cause)));
  return found && { whyId: null, rootCauseId: cause, text: found.text, is: "root_cause", tree: null };
}

async function originAtWhy(db: Database, member: Member, whyId: string): Promise<Origin | undefined> {
  const [found] = await db
    .select({
      text: whys.text,
      status: whys.status,
      ending: whys.ending,
      tree: { id: causeTrees.id, problem: causeTrees.problem, relationshipId: causeTrees.relationshipId },
    })
    .from(whys)
    .innerJoin(causeTrees, and(eq(causeTrees.workspaceId, whys.workspaceId), eq(causeTrees.id, whys.treeId)))
    .where(and(eq(whys.workspaceId, member.workspaceId), eq(whys.id, whyId), isNull(whys.removedAt)));
  if (!found) return undefined;
  const { text, status, ending, tree } = found;
  return { whyId, rootCauseId: null, text, is: ending === "root_cause" ? ending : status, tree };
}
