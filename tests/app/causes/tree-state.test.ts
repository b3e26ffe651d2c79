import { expect, test } from "vitest";
import { seenTree, type TreeState, treeReducer } from "@/app/w/[workspace]/causes/[tree]/tree-state";
import { treeIndex } from "@/lib/causes/cause-tree";
import type { TreeNews } from "@/lib/causes/news";

type Line = { id: string; parentId: string | null };
const line = (id: string, parentId: string | null = null) => ({ id, parentId, position: id, joint: null, text: id });

/** A page that holds these lines, and what its state says after news of others. */
function aPage(lines: Line[], where: Partial<TreeState> = {}) {
  const state = {
    tree: { id: "t", sideIds: ["a", "b"], whys: lines, targets: [], problem: "p", problemFindings: [] },
    selectedId: null,
    editing: null,
    collapsed: new Set(),
    ...where,
  } as unknown as TreeState;
  return {
    hears(whys: Line[], goneIds: string[] = []): TreeState {
      const news = { whys, goneIds, problem: "p", problemFindings: [] } as unknown as TreeNews;
      return treeReducer(state, { type: "news", news, others: true });
    },
  };
}

const shown = ({ tree }: TreeState) => treeIndex(tree).inOrder.map(({ id, parentId }) => `${id}<${parentId ?? ""}`);

test("what somebody has begun below a line goes with it when others take the line out", () => {
  const page = aPage([line("a"), line("b"), line("mine", "a")], {
    selectedId: "mine",
    editing: { id: "mine", typing: "t" },
  });
  const after = page.hears([], ["a"]);
  expect(shown(after)).toEqual(["b<"]);
  expect(after).toMatchObject({ selectedId: null, nearId: "b", editing: null });
});

test("whoever is on a line that others take out goes on from the line behind it, or else before it", () => {
  const lines = [line("a"), line("b"), line("b1", "b"), line("c")];
  expect(aPage(lines, { selectedId: "b" }).hears([], ["b", "b1"]).nearId).toBe("c");
  expect(aPage(lines, { selectedId: "c" }).hears([], ["c"]).nearId).toBe("b1");
});

test("news that were read amid a move leave a line where it stood until the next tell of the rest", () => {
  // b has come below a line that is not told of yet; c is new below it.
  expect(shown(aPage([line("a"), line("b"), line("b1", "b")]).hears([line("b", "x"), line("c", "x")]))).toEqual([
    "a<",
    "b<",
    "b1<b",
  ]);
  // a and b change places: a stood below b, and b is told of first.
  expect(shown(aPage([line("b"), line("a", "b")]).hears([line("b", "a")]))).toEqual(["b<", "a<b"]);
});

test("what others have changed is named once for each time they are heard", () => {
  const after = aPage([line("a")]).hears([line("b")]);
  expect(after).toMatchObject({ heardOthers: 1, changedIds: ["b"] });
});

test("a line that is being taken out is seen no more, nor what stands below it, and is there again when it stays", () => {
  const lines = [line("a"), line("a1", "a"), line("b")] as unknown as TreeState["tree"]["whys"];
  const before = { tree: { whys: lines }, leaving: undefined } as unknown as TreeState;
  const gone = treeReducer(before, { type: "leaving", id: "a", leaves: true });
  expect(seenTree(gone).whys.map(({ id }) => id)).toEqual(["b"]);
  const back = treeReducer(gone, { type: "leaving", id: "a", leaves: false });
  expect(seenTree(back).whys).toHaveLength(3);
});
