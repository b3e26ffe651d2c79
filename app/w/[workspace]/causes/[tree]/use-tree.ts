"use client";

import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { v7 } from "uuid";
import type { Outcome } from "@/app/_server/outcome";
import { childrenOf, treeIndex } from "@/lib/causes/cause-tree";
import type { TreeNews } from "@/lib/causes/news";
import { askWhyAction, joinWhyAction, moveWhyAction, removeWhyAction, rewordWhyAction } from "./actions";
import { keepText, letGoText } from "./kept-texts";
import type { LineKey } from "./line-field";
import { placeFor, type Step, type Target } from "./moves";
import { draftWhy, type TreeState, treeReducer } from "./tree-state";
import { rowsOf } from "./tree-view";
import { type TreeAction, useSaver } from "./use-saver";

/** Two texts for one line, or one that could not be saved: both are kept until a person chooses. */
export type Conflict = { message: string; mine: string; theirs: string | undefined };

type TreeStart = {
  workspace: string;
  initial: Pick<TreeState, "tree" | "settledAt" | "steps">;
  selectedId: string | null;
  me: { name: string; sideId: string | null };
};

/** The tree on one person's page: what it holds, and every deed on it. What is typed is saved as it is typed. */
export function useTree({ workspace, initial, selectedId, me }: TreeStart) {
  const treeId = initial.tree.id;
  const [state, dispatch] = useReducer(treeReducer, {
    ...initial,
    selectedId,
    editing: null,
    collapsed: new Set<string>(),
    drafts: new Set<string>(),
  });
  const { saving, send } = useSaver(workspace);
  const [conflicts, setConflicts] = useState<Record<string, Conflict>>({});
  const [notice, setNotice] = useState<string | null>(null);
  /** The text of each line as the server has it, or will have once the queue is empty. */
  const sent = useRef(new Map(initial.tree.whys.map(({ id, text }) => [id, text])));
  const treeHasFocus = useRef(false);

  const index = useMemo(() => treeIndex(state.tree), [state.tree]);
  const rows = useMemo(() => rowsOf(index, state.collapsed), [index, state.collapsed]);
  // Handlers outlive a drawing; they look at the latest tree, so that rows need not be drawn for every change.
  const latest = useRef({ state, index, rows });
  useEffect(() => {
    latest.current = { state, index, rows };
  });

  const onNews = useCallback((news: TreeNews) => {
    for (const { id, text } of news.whys) sent.current.set(id, text);
    for (const id of news.goneIds) sent.current.delete(id);
    dispatch({ type: "news", news });
    setNotice(null);
  }, []);

  const deed = useCallback(
    async (action: TreeAction, fields: Record<string, string | null> = {}): Promise<Outcome<TreeNews>> => {
      const outcome = await send(action, { treeId, ...fields });
      if (outcome.done && outcome.result) onNews(outcome.result);
      else setNotice(outcome.message ?? Object.values(outcome.fields ?? {}).flat()[0] ?? null);
      return outcome;
    },
    [send, treeId, onNews],
  );

  const forget = useCallback((whyId: string) => setConflicts(({ [whyId]: _settled, ...others }) => others), []);

  /** Sends what stands in a line. Nothing typed is let go before the server has acknowledged it. */
  const save = useCallback(
    async (whyId: string, typed: string) => {
      const text = typed.replace(/\s+/g, " ").trim();
      const { state, index } = latest.current;
      const why = index.byId.get(whyId);
      const before = sent.current.get(whyId);
      if (!why || text === "" || text === before) return;
      const siblings = childrenOf(index, why.parentId);
      const afterId = siblings[siblings.findIndex(({ id }) => id === whyId) - 1]?.id ?? null;
      const place = before === undefined ? { parentId: why.parentId, afterId } : undefined;
      keepText(treeId, { whyId, text, before: before ?? "", place });
      sent.current.set(whyId, text);
      dispatch({ type: "typed", id: whyId, text });
      const typing = state.editing?.typing ?? null;
      const outcome = place
        ? await send(askWhyAction, { treeId, id: whyId, ...place, text })
        : await send(rewordWhyAction, { treeId, whyId, text, before: before ?? "", typing });
      const typedSince = sent.current.get(whyId) !== text;
      if (outcome.done && outcome.result) {
        letGoText(treeId, whyId, text);
        forget(whyId);
        // While a later text of the line is on its way, the answer to an earlier one must not take it off the screen.
        const own = sent.current.get(whyId) ?? text;
        const whys = outcome.result.whys.map((one) => (one.id === whyId && typedSince ? { ...one, text: own } : one));
        return onNews({ ...outcome.result, whys });
      }
      const theirs = (outcome.standing as { text?: string } | undefined)?.text;
      if (!typedSince) {
        if (theirs ?? before) sent.current.set(whyId, theirs ?? before ?? "");
        else sent.current.delete(whyId);
      }
      const message = outcome.fields?.text?.[0] ?? outcome.message ?? "This could not be saved. Your text is kept.";
      setConflicts((all) => ({ ...all, [whyId]: { message, mine: text, theirs } }));
    },
    [send, treeId, onNews, forget],
  );

  const select = useCallback((id: string | null) => {
    treeHasFocus.current = true;
    dispatch({ type: "selected", id });
    const url = new URL(window.location.href);
    if (id) url.searchParams.set("why", id);
    else url.searchParams.delete("why");
    window.history.replaceState(null, "", url);
  }, []);

  const edit = useCallback((id: string) => {
    treeHasFocus.current = true;
    dispatch({ type: "edited", id, typing: v7() });
  }, []);

  const draft = useCallback(
    (parentId: string | null, afterId: string | null) => {
      treeHasFocus.current = true;
      const why = draftWhy(latest.current.index, v7(), parentId, afterId, me);
      dispatch({ type: "drafted", why, typing: v7() });
    },
    [me],
  );

  /** An empty new line that is left is dropped: nobody said anything. One is back where one began it. */
  const leave = useCallback(
    (id: string, typed: string) => {
      const { state, index } = latest.current;
      const isEmpty = typed.trim() === "";
      const from = state.editing?.id === id && state.editing.from;
      const back = from && index.byId.has(from) ? from : (index.byId.get(id)?.parentId ?? null);
      if (isEmpty && !sent.current.has(id)) return dispatch({ type: "dropped", id, selectedId: back });
      if (!isEmpty) void save(id, typed);
      if (state.editing?.id === id) dispatch({ type: "stopped" });
    },
    [save],
  );

  /** Enter, Tab and their like while a line is being typed. */
  const typingKey = useCallback(
    (id: string, key: LineKey, typed: string) => {
      const { index, rows } = latest.current;
      const why = index.byId.get(id);
      if (!why) return;
      const isEmpty = typed.trim() === "";
      if (!isEmpty) void save(id, typed);
      if (key === "another" && !isEmpty) return draft(why.parentId, id);
      if (key === "why") return isEmpty ? undefined : draft(id, null);
      if (key === "up" && isEmpty && why.parentId) {
        dispatch({ type: "dropped", id, selectedId: why.parentId });
        return draft(index.byId.get(why.parentId)?.parentId ?? null, why.parentId);
      }
      leave(id, typed);
      const at = rows.findIndex((row) => row.why.id === id);
      const to =
        key === "up"
          ? why.parentId
          : key === "previous"
            ? rows[at - 1]?.why.id
            : key === "next"
              ? rows[at + 1]?.why.id
              : null;
      if (to) select(to);
      else if (!isEmpty) select(id);
    },
    [save, leave, draft, select],
  );

  const moveTo = useCallback((id: string, to: Target) => void deed(moveWhyAction, { whyId: id, ...to }), [deed]);
  const move = useCallback(
    (id: string, step: Step) => {
      const to = placeFor(latest.current.index, id, step);
      if (to) moveTo(id, to);
    },
    [moveTo],
  );

  const join = useCallback(
    (id: string) => {
      const { index } = latest.current;
      const why = index.byId.get(id);
      if (!why) return;
      const siblings = childrenOf(index, why.parentId);
      const at = siblings.findIndex((sibling) => sibling.id === id);
      const partner = siblings[at - 1] ?? siblings[at + 1];
      if (why.joint) void deed(joinWhyAction, { whyId: id, withId: null });
      else if (partner) void deed(joinWhyAction, { whyId: id, withId: partner.id });
      else setNotice("Joint needs a second cause beside this one: press Enter first.");
    },
    [deed],
  );

  const remove = useCallback(
    async (id: string) => {
      const { rows } = latest.current;
      const at = rows.findIndex((row) => row.why.id === id);
      const after = rows.find((row, place) => place > at && row.depth <= (rows[at]?.depth ?? 1));
      const next = (after ?? rows[at - 1])?.why.id ?? null;
      if (!sent.current.has(id)) return dispatch({ type: "dropped", id, selectedId: next });
      if ((await deed(removeWhyAction, { whyId: id })).done) select(next);
    },
    [deed, select],
  );

  const fold = useCallback((id: string, folded: boolean) => dispatch({ type: "folded", id, folded }), []);

  return {
    state,
    index,
    rows,
    saving,
    conflicts,
    notice,
    treeHasFocus,
    latest,
    /** The server knows this line; forms about it make sense. */
    isKnown: (id: string) => !state.drafts.has(id),
    onNews,
    deed,
    save,
    select,
    edit,
    draft,
    leave,
    typingKey,
    move,
    moveTo,
    join,
    remove,
    fold,
    forget,
    show: useCallback((id: string, text: string) => dispatch({ type: "typed", id, text }), []),
  };
}
