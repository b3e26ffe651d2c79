import { type CauseTree, type TreeIndex, type TreeWhy, unansweredWhy } from "@/lib/causes/cause-tree";
import type { TreeNews } from "@/lib/causes/news";
import type { ScoreFacts } from "@/lib/causes/score";
import { type Places, positionAt } from "./placing";

/** What one person's page holds of the tree: the tree as last heard, where they are, what they are typing. */
export type TreeState = {
  tree: CauseTree;
  settledAt: string | null;
  facts: ScoreFacts;
  steps: { undo: number; redo: number };
  selectedId: string | null;
  editing: Editing | null;
  collapsed: ReadonlySet<string>;
};

/** `typing` names this stretch of typing: it is undone in one step. `from` is the line a new one was begun on. */
export type Editing = { id: string; typing: string; from?: string | null };

export type TreeEvent =
  | { type: "news"; news: TreeNews }
  | { type: "selected"; id: string | null }
  | { type: "edited"; id: string; typing: string }
  | { type: "stopped" }
  | { type: "drafted"; why: TreeWhy; typing: string }
  | { type: "dropped"; id: string; selectedId: string | null }
  | { type: "typed"; id: string; text: string }
  | { type: "placed"; places: Places }
  | { type: "folded"; id: string; folded: boolean };

export function treeReducer(state: TreeState, event: TreeEvent): TreeState {
  switch (event.type) {
    case "news":
      return heard(state, event.news);
    case "selected":
      return { ...state, selectedId: event.id, editing: state.editing?.id === event.id ? state.editing : null };
    case "edited":
      return { ...state, selectedId: event.id, editing: { id: event.id, typing: event.typing } };
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
    case "folded": {
      const collapsed = new Set(state.collapsed);
      if (event.folded) collapsed.add(event.id);
      else collapsed.delete(event.id);
      return { ...state, collapsed };
    }
  }
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
  const whys = [...kept, ...fresh.values()];
  const known = new Set(whys.map(({ id }) => id));
  const selectedId = state.selectedId && known.has(state.selectedId) ? state.selectedId : null;
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
    selectedId,
    editing: typedIn && known.has(typedIn) ? state.editing : null,
  };
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
