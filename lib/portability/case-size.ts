import { treeLimits } from "@/lib/causes/input";
import type { Fault } from "./case-faults";

const listIn = (value: unknown, name: string): unknown[] => {
  const found = typeof value === "object" && value !== null && Object.hasOwn(value, name) && Reflect.get(value, name);
  return Array.isArray(found) ? found : [];
};

/**
 * Trees with more whys, or deeper ones, than a tree may hold. Looks at whatever was sent, shaped right or not, and keeps
 * its own stack: a hostile file nests deeper than a program may call itself.
 */
export function sizeFaults(value: unknown): Fault[] {
  return listIn(value, "trees").flatMap((tree, place) => {
    const path = `trees.${place}`;
    const waiting = [{ whys: listIn(tree, "whys"), path: `${path}.whys`, depth: 1 }];
    let count = 0;
    for (let level = waiting.pop(); level; level = waiting.pop()) {
      if (level.whys.length > 0 && level.depth > treeLimits.depth)
        return [{ path: `${level.path}.0`, message: `A tree is at most ${treeLimits.depth} whys deep.` }];
      count += level.whys.length;
      if (count > treeLimits.whys) break;
      for (const [at, why] of level.whys.entries()) {
        const whys = listIn(why, "whys");
        if (whys.length > 0) waiting.push({ whys, path: `${level.path}.${at}.whys`, depth: level.depth + 1 });
      }
    }
    const most = treeLimits.whys.toLocaleString("en");
    return count > treeLimits.whys ? [{ path: `${path}.whys`, message: `A tree holds at most ${most} whys.` }] : [];
  });
}
