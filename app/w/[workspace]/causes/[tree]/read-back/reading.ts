import type { TreeIndex } from "@/lib/causes/cause-tree";
import type { ReadingPath } from "@/lib/causes/reading-paths";
import type { Side } from "@/lib/teams/sides";

/** What each part of the page needs of the reading. */
export type Reading = {
  workspace: string;
  treeId: string;
  index: TreeIndex;
  path: ReadingPath;
  sides: readonly [Side, Side];
  /** The reader's own side; undefined for whoever is neutral, or may only look. */
  own: Side | undefined;
  reader: { locale: string; timeZone: string; now: Date };
};
