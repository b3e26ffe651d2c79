import "server-only";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { childrenOf, depthOf, groupsUnder, type TreeIndex, type TreeWhy } from "./cause-tree";
import { loadLinks } from "./cross-links";
import { type EndingCode, statusFaults } from "./endings";
import { treeLimits } from "./input";
import { loadRules } from "./loaded-rules";
import { holdsRing, type Link } from "./same-as";
import { tooDeep, tooMany } from "./standing-whys";

/**
 * What is not as the method wants it in a tree as it stands: key → words. A tree made by deeds has nothing of it; one
 * from a case file may, so a deed is measured by what it adds.
 */
export async function faultsIn(tx: Database, member: Member, treeId: string): Promise<Map<string, string>> {
  const links = await loadLinks(tx, member, [treeId]);
  if (hangsLoose(links)) return new Map([["loose", "the lines around it have moved since."]]);
  if (holdsRing(links)) return new Map([["ring", "the whys would lead back to where they began."]]);

  const faults = new Map<string, string>();
  const { index, endingFaultsOf } = await loadRules(tx, member, treeId);
  if (index.inOrder.length > treeLimits.whys) faults.set("many", tooMany);
  for (const above of [null, ...index.inOrder.map(({ id }) => id)]) {
    for (const { joint, whys } of groupsUnder(index, above)) {
      const key = whys.map(({ id }) => id).join(" ");
      if (joint !== null && whys.length === 1) faults.set(`alone ${key}`, "it would act together with nothing.");
      if (new Set(whys.map(({ sufficient }) => sufficient)).size > 1)
        faults.set(`unlike ${key}`, "somebody has answered “enough?” for its group since.");
    }
  }
  for (const why of index.inOrder) {
    if (depthOf(index, why.id) > treeLimits.depth) faults.set(`deep ${why.id}`, tooDeep);
    if (why.status === "verified")
      for (const { code, message } of statusFaults(why, why.status, null)) faults.set(`${code} ${why.id}`, message);
    if (endsAboveLiving(index, why)) faults.set(`above ${why.id}`, "an ended branch would go on below.");
    for (const { code, message, unanswered } of endingFaultsOf(why))
      if (!unanswered && !comesFromElsewhere.has(code)) faults.set(`${code} ${why.id}`, message);
  }
  return faults;
}

/** Deeds by hand may leave this behind at another why; then the ending does not hold, and the tree says so. */
const comesFromElsewhere = new Set<EndingCode>(["not_verified", "not_live", "same_as_missing"]);

const endsAboveLiving = (index: TreeIndex, { id, ending }: TreeWhy) =>
  ending !== null && ending !== "root_cause" && childrenOf(index, id).some(({ status }) => status !== "refuted");

/** Does a why hang on one that was taken out? */
function hangsLoose(links: readonly Link[]): boolean {
  const standing = new Set(links.map(({ id }) => id));
  return links.some(({ parentId }) => parentId !== null && !standing.has(parentId));
}
