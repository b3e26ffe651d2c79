import { type CauseTree, type TreeIndex, type TreeWhy, treeIndex, unansweredWhy } from "@/lib/causes/cause-tree";
import type { TreeNews } from "@/lib/causes/news";
import type { ScoreFacts } from "@/lib/causes/score";
import { type Places, positionAt } from "./placing";
import { wholeTree } from "./whole-tree";

/** What one person's page holds of the tree: the tree as last heard, where they are, what they are typing. */
export type TreeState = {
  tree: CauseTree;
  settledAt: string | null;
  facts: ScoreFacts;
  steps: { undo: number; redo: number };
  selectedId: string | null;
  /** Where the chosen line stood that somebody else has taken out: one goes on from there. */
  nearId?: string | null;
  editing: Editing | null;
  collapsed: ReadonlySet<string>;
  /** Lines that are being taken out: seen no more, with all below them, until the server says otherwise. */
  leaving?: ReadonlySet<string>;
  /** How often others were heard of: what somebody reads stays in its place then. */
  heardOthers?: number;
  /** The lines that were told of then. */
  changedIds?: readonly string[];
};

/** `typing` names this stretch of typing: it is undone in one step. `from` is the line a new one was begun on. */
export type Editing = { id: string; typing: string; from?: string | null };

export type TreeEvent =
  | { type: "news"; news: TreeNews; others?: boolean }
  | { type: "selected"; id: string | null }
  | { type: "edited"; id: string; typing: string }
  | { type: "stopped" }
  | { type: "drafted"; why: TreeWhy; typing: string }
  | { type: "dropped"; id: string; selectedId: string | null }
  | { type: "typed"; id: string; text: string }
  | { type: "placed"; places: Places }
  | { type: "leaving"; id: string; leaves: boolean }
  | { type: "folded"; id: string; folded: boolean };

export function treeReducer(state: TreeState, event: TreeEvent): TreeState {
  switch (event.type) {
    case "news":
      return event.others
        ? {
            ...heard(state, event.news),
            heardOthers: (state.heardOthers ?? 0) + 1,
            changedIds: event.news.whys.map(({ id }) => id),
          }
        : heard(state, event.news);
    case "selected":
      return {
        ...state,
        selectedId: event.id,
        nearId: null,
        editing: state.editing?.id === event.id ? state.editing : null,
      };
    case "edited":
      return { ...state, selectedId: event.id, nearId: null, editing: { id: event.id, typing: event.typing } };
    case "stopped":
      return { ...state, editing: null };
    case "drafted": {
      const collapsed = new Set(state.collapsed);
      if (event.why.parentId) collapsed.delete(event.why.parentId);
      return {
        ...state,
        collapsed,
        tree: { ...state.tree, whys: [...state.tree.whys, event.why] },
        selectedId: event.why.id,
        nearId: null,
        editing: { id: event.why.id, typing: event.typing, from: state.selectedId },
      };
    }
    case "dropped":
      return {
        ...state,
        tree: { ...state.tree, whys: state.tree.whys.filter(({ id }) => id !== event.id) },
        selectedId: event.selectedId,
        editing: null,
      };
    case "typed":
      return { ...state, tree: { ...state.tree, whys: replaced(state.tree.whys, event.id, { text: event.text }) } };
    case "placed":
      return { ...state, tree: { ...state.tree, whys: placed(state.tree.whys, event.places) } };
    case "leaving": {
      const leaving = new Set(state.leaving);
      if (event.leaves) leaving.add(event.id);
      else leaving.delete(event.id);
      return { ...state, leaving };
    }
    case "folded": {
      const collapsed = new Set(state.collapsed);
      if (event.folded) collapsed.add(event.id);
      else collapsed.delete(event.id);
      return { ...state, collapsed };
    }
  }
}

/** The tree as one sees it: without what is being taken out. */
export function seenTree({ tree, leaving }: Pick<TreeState, "tree" | "leaving">): CauseTree {
  if (!leaving?.size) return tree;
  const left = tree.whys.filter(({ id }) => !leaving.has(id));
  return { ...tree, whys: wholeTree(left, new Map()) };
}

const replaced = (whys: TreeWhy[], id: string, fields: Partial<TreeWhy>) =>
  whys.map((why) => (why.id === id ? { ...why, ...fields } : why));

const placed = (whys: TreeWhy[], places: Places) =>
  whys.map((why) => (places[why.id] ? { ...why, ...places[why.id] } : why));

/** What the server says stands; but a line somebody is typing in keeps what they typed. */
function heard(state: TreeState, news: TreeNews): TreeState {
  const gone = new Set(news.goneIds);
  const fresh = new Map(news.whys.map((why) => [why.id, why]));
  const typedIn = state.editing?.id;
  const kept = state.tree.whys
    .filter(({ id }) => !gone.has(id))
    .map((why) => {
      const newer = fresh.get(why.id);
      if (!newer) return why;
      fresh.delete(why.id);
      return why.id === typedIn ? { ...newer, text: why.text } : newer;
    });
  const before = new Map(state.tree.whys.map((why) => [why.id, why]));
  const whys = wholeTree([...kept, ...fresh.values()], before);
  const known = new Set(whys.map(({ id }) => id));
  const isGone = state.selectedId !== null && !known.has(state.selectedId);
  return {
    ...state,
    tree: {
      ...state.tree,
      whys,
      targets: news.targets ?? state.tree.targets,
      problem: news.problem || state.tree.problem,
      problemFindings: news.problem ? news.problemFindings : state.tree.problemFindings,
    },
    settledAt: news.settledAt,
    facts: news.facts,
    steps: news.steps,
    selectedId: isGone ? null : state.selectedId,
    nearId: isGone ? nearTo(state, known) : state.nearId && known.has(state.nearId) ? state.nearId : null,
    editing: typedIn && known.has(typedIn) ? state.editing : null,
  };
}

/** The line that comes after the chosen one, or else before it, of those that are left. */
function nearTo({ tree, selectedId }: TreeState, known: ReadonlySet<string>): string | null {
  const { inOrder } = treeIndex(tree);
  const at = inOrder.findIndex(({ id }) => id === selectedId);
  const left = ({ id }: TreeWhy) => known.has(id);
  return (inOrder.slice(at).find(left) ?? inOrder.slice(0, at).findLast(left))?.id ?? null;
}

/** A new, empty line behind `afterId`, or last below its parent; its place is guessed until the server says. */
export function draftWhy(
  index: TreeIndex,
  id: string,
  parentId: string | null,
  afterId: string | null,
  author: { name: string; sideId: string | null },
): TreeWhy {
  return {
    id,
    parentId,
    position: positionAt(index, { parentId, afterId, first: null }),
    text: "",
    ...unansweredWhy(),
    sideId: author.sideId,
    author: author.name,
  };
}
