import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import type { Database } from "@/db/client";
import { whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { treeIndex } from "./cause-tree";
import { loadLinks } from "./cross-links";
import { type EndingFault, endingFaults } from "./endings";
import { loadTree } from "./load-tree";
import { treeContext } from "./tree-context";
import type { OpenedTree } from "./tree-deed";

/** What speaks against the endings of these whys, as the tree stands inside the open transaction. */
export async function endingFaultsOf(
  tx: Database,
  member: Member,
  tree: OpenedTree,
  whyIds: readonly string[],
): Promise<EndingFault[]> {
  const loaded = await loadTree(tx, member, tree.id);
  if (!loaded) throw new Error("A locked tree cannot be loaded.");
  const index = treeIndex(loaded.tree);
  const context = treeContext(loaded);
  const faults: EndingFault[] = [];
  for (const whyId of whyIds) {
    const why = index.byId.get(whyId);
    if (!why?.ending) continue;
    const crossing = why.ending === "same_as" ? await acrossTrees(tx, member, tree, why.id) : {};
    faults.push(...endingFaults(index, why, { ...context, ...crossing }));
  }
  return faults;
}

/** What lies in other trees: which whys a cross-link may lead through, and whether one points here. */
async function acrossTrees(tx: Database, member: Member, tree: OpenedTree, whyId: string) {
  const [links, pointing] = await Promise.all([
    loadLinks(tx, member, [tree.id]),
    tx
      .select({ id: whys.id })
      .from(whys)
      .where(
        and(
          eq(whys.workspaceId, member.workspaceId),
          eq(whys.sameAsId, whyId),
          eq(whys.ending, "same_as"),
          ne(whys.treeId, tree.id),
          isNull(whys.removedAt),
        ),
      )
      .limit(1),
  ]);
  return { linksElsewhere: links.filter(({ id }) => id !== whyId), pointedAtElsewhere: pointing.length > 0 };
}
