import type { TreeWhy } from "@/lib/causes/cause-tree";

/**
 * The lines that lead up to the problem. News are read while others go on: a line may have come below one that is only
 * told of next, or two may stand crosswise for a moment. Such a line stays where it stood; a new one, or one begun below
 * a line that was taken out, is left out. The next news put it right.
 */
export function wholeTree(whys: TreeWhy[], before: ReadonlyMap<string, TreeWhy>): TreeWhy[] {
  let all = whys;
  let found = leadingUp(all);
  while (found.size < all.length) {
    const back = all.map((why) => {
      const was = before.get(why.id);
      if (found.has(why.id) || !was || was.parentId === why.parentId) return why;
      const { parentId, position, joint } = was;
      return parentId === null || found.has(parentId) ? { ...why, parentId, position, joint } : why;
    });
    const now = leadingUp(back);
    if (now.size === found.size) return back.filter(({ id }) => now.has(id));
    all = back;
    found = now;
  }
  return all;
}

function leadingUp(whys: readonly TreeWhy[]): ReadonlySet<string> {
  const below = new Map<string | null, string[]>();
  for (const { id, parentId } of whys) {
    const siblings = below.get(parentId);
    if (siblings) siblings.push(id);
    else below.set(parentId, [id]);
  }
  const found = new Set<string>();
  const waiting = [...(below.get(null) ?? [])];
  for (let id = waiting.pop(); id; id = waiting.pop()) {
    found.add(id);
    waiting.push(...(below.get(id) ?? []));
  }
  return found;
}
