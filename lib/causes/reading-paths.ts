/** The ways through a tree that are read aloud: from where a branch ends, line by line, up to the problem (method 1.5). */
import { branchEnds, pathUp, type TreeIndex, type TreeWhy } from "./cause-tree";
import { rootCauseWhys } from "./gates";
import { agreedByBothSides, disputedBy } from "./read-back";

/** `whys`: the end first, the line under the problem last. */
export type ReadingPath = { end: TreeWhy; whys: TreeWhy[]; agreed: number; disputed: number };

const pathFrom = (index: TreeIndex, end: TreeWhy): ReadingPath => {
  const whys = pathUp(index, end.id);
  const agreed = whys.filter((why) => agreedByBothSides(index, why)).length;
  const disputed = whys.filter((why) => disputedBy(index, why).length > 0).length;
  return { end, whys, agreed, disputed };
};

export const isAgreed = ({ whys, agreed }: ReadingPath): boolean => agreed === whys.length;

/** One path for each root cause, those not yet agreed first; while there is none, one for each end of a branch. */
export function readingPaths(index: TreeIndex): ReadingPath[] {
  const roots = rootCauseWhys(index);
  const paths = (roots.length > 0 ? roots : branchEnds(index)).map((end) => pathFrom(index, end));
  return [...paths.filter((path) => !isAgreed(path)), ...paths.filter(isAgreed)];
}

/**
 * Where the reading stands. A line is read on the path that was asked for, else on the first that it is part of, else
 * from itself upward; without a line it begins at the first one on the path that is not agreed yet. `line` undefined:
 * the path is read as a whole.
 */
export function placeIn(
  index: TreeIndex,
  asked: { end?: string; why?: string; whole?: boolean },
): { path: ReadingPath; line: TreeWhy | undefined } | undefined {
  const paths = readingPaths(index);
  const why = asked.why === undefined ? undefined : index.byId.get(asked.why);
  const end = asked.end === undefined ? undefined : index.byId.get(asked.end);
  const wanted = end && (paths.find((path) => path.end === end) ?? pathFrom(index, end));
  const path = wanted ?? (why ? (paths.find(({ whys }) => whys.includes(why)) ?? pathFrom(index, why)) : paths[0]);
  if (!path) return undefined;
  if (asked.whole) return { path, line: undefined };
  if (why && path.whys.includes(why)) return { path, line: why };
  return { path, line: path.whys.find((each) => !agreedByBothSides(index, each)) ?? path.whys[0] };
}
