/** Which whys of a tree wait for a side's read-back (method 1.5). */
import type { WhyStatus } from "@/db/terms";
import { groupBy } from "@/lib/causes/group-by";
import { pairMark } from "@/lib/causes/read-back";

/** A why as far as asking for its read-back goes; `mark` is the pair of sentences that the side answered on, if it did. */
export type SignableWhy = {
  treeId: string;
  problem: string;
  relationshipId: string;
  id: string;
  parentId: string | null;
  text: string;
  status: WhyStatus;
  askedAt: Date;
  author: string;
  authorId: string;
  authorTeamId: string | null;
  mark: string | null;
};

type Waiting = SignableWhy & { above: string };

/** Per tree, its live whys without a standing answer, in the given order. Trees in which none waits are left out. */
export function unsignedByTree(whys: readonly SignableWhy[]): Waiting[][] {
  const byId = new Map(whys.map((why) => [why.id, why]));
  const live = new Map<string, boolean>();
  const isLive = (why: SignableWhy): boolean => {
    const known = live.get(why.id);
    if (known !== undefined) return known;
    const above = why.parentId === null ? undefined : byId.get(why.parentId);
    const answer = why.status !== "refuted" && (!above || isLive(above));
    live.set(why.id, answer);
    return answer;
  };
  const waiting = whys.flatMap((why): Waiting[] => {
    const above = why.parentId === null ? { text: why.problem, parentId: null } : byId.get(why.parentId);
    // Of a very large tree only a part is read; a why whose line above is missing is asked for on the tree's own page.
    if (!above || !isLive(why) || why.mark === pairMark(why, above)) return [];
    return [{ ...why, above: above.text }];
  });
  const trees = groupBy(
    waiting,
    ({ treeId }) => treeId,
    (why) => why,
  );
  return [...trees.values()];
}

/** One line for one tree: the first why that somebody else wrote, else the first, and how many more wait. */
export function asksForReadBack(waiting: readonly Waiting[], memberId: string) {
  const shown = waiting.find(({ authorId }) => authorId !== memberId) ?? waiting[0];
  if (!shown) throw new Error("A tree without whys asks for nothing.");
  const { treeId, problem, relationshipId, id, text, above, author, authorTeamId, askedAt } = shown;
  const isMine = shown.authorId === memberId;
  return {
    treeId,
    problem,
    relationshipId,
    whyId: id,
    text,
    above,
    author,
    authorTeamId,
    askedAt,
    isMine,
    more: waiting.length - 1,
  };
}
