"use client";

import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "react";
import { v7 } from "uuid";
import type { Outcome } from "@/app/_server/outcome";
import { pathUp, treeIndex } from "@/lib/causes/cause-tree";
import type { TreeNews } from "@/lib/causes/news";
import { removeWhyAction } from "./actions";
import { forgetChosen, tellChosen } from "./chosen-line";
import { gently } from "./large-tree";
import type { LineKey } from "./line-field";
import { lineTexts } from "./line-texts";
import { ownVersions } from "./own-versions";
import { peopleHere } from "./people-here";
import { draftWhy, seenTree, type TreeState, treeReducer } from "./tree-state";
import { rowsOf } from "./tree-view";
import { useLive } from "./use-live";
import { heardInPlace, type PlacesUnderWay, usePlacing } from "./use-placing";
import { usePresence } from "./use-presence";
import { type TreeAction, useSaver } from "./use-saver";
import { useTold } from "./use-told";
import { useTyping } from "./use-typing";

type TreeStart = {
  workspace: string;
  initial: Pick<TreeState, "tree" | "settledAt" | "facts" | "steps">;
  selectedId: string | null;
  me: { id: string; name: string; sideId: string | null };
  /** How far the history had come when the tree was read. */
  since: number;
};

/** The tree on one person's page: what it holds, and every deed on it. What is typed is saved as it is typed. */
export function useTree({ workspace, initial, selectedId, me, since }: TreeStart) {
  const treeId = initial.tree.id;
  const [state, dispatch] = useReducer(treeReducer, {
    ...initial,
    selectedId,
    editing: null,
    collapsed: new Set<string>(),
  });
  const { saving, send, inTurn, behind } = useSaver(workspace);
  const [notice, setNotice] = useState<string | null>(null);
  const { told, tell } = useTold();
  const [texts] = useState(() => lineTexts(initial.tree.whys));
  const [versions] = useState(() => ownVersions(initial.tree.whys));
  const [underWay] = useState<PlacesUnderWay>(() => new Map());
  const treeHasFocus = useRef(false);
  const named = useRef(selectedId);

  const index = useMemo(
    () => treeIndex(seenTree({ tree: state.tree, leaving: state.leaving })),
    [state.tree, state.leaving],
  );
  const rows = useMemo(() => rowsOf(index, state.collapsed), [index, state.collapsed]);
  // Handlers outlive a drawing; they look at the latest tree, so that rows need not be drawn for every change.
  const latest = useRef({ state, index, rows });
  useEffect(() => {
    latest.current = { state, index, rows };
  });

  const own = useRef(new Set<number>());
  const onNews = useCallback(
    (news: TreeNews) => {
      versions.heard(news);
      if (news.sequence !== null) own.current.add(news.sequence);
      const heard = heardInPlace(texts.heard(news), underWay);
      gently(latest.current.state.tree, () => dispatch({ type: "news", news: heard }));
      setNotice(null);
    },
    [versions, texts, underWay],
  );

  const onAnswer = useCallback(
    (outcome: Outcome<TreeNews>) => {
      if (outcome.done && outcome.result) onNews(outcome.result);
      else setNotice(outcome.message ?? Object.values(outcome.fields ?? {}).flat()[0] ?? null);
    },
    [onNews],
  );

  const hands = { latest, dispatch, send, notice: setNotice };
  const { conflicts, forget, overtaken, takenOut, cameBack, type, save, pause } = useTyping(treeId, {
    ...hands,
    texts,
    onNews,
  });
  const { move, moveTo, join } = usePlacing(treeId, { ...hands, underWay, onAnswer });

  /** What others did. The line that somebody types in keeps what they typed, and they are told at once. */
  const onOthers = useCallback(
    (news: TreeNews) => {
      versions.seen(news);
      const typedIn = latest.current.state.editing?.id;
      const line = news.whys.find(({ id }) => id === typedIn);
      const before = line && texts.of(line.id);
      const isTheirs = line && before !== undefined && before !== line.text && !texts.isUnderWay(line.id);
      // Nothing was typed in it yet: the field goes on with the new words.
      if (isTheirs && !overtaken(line.id, line.text)) dispatch({ type: "typed", id: line.id, text: line.text });
      const { index } = latest.current;
      // With a line goes what somebody has only begun to write below it.
      const isGone = ({ id }: { id: string }) => news.goneIds.includes(id);
      const keptSome = news.goneIds.length > 0 && takenOut((id) => pathUp(index, id).some(isGone));
      const chosen = index.byId.get(latest.current.state.selectedId ?? "");
      if (chosen?.text && !keptSome && pathUp(index, chosen.id).some(isGone))
        tell("Somebody took out the line that you were on: ", `“${chosen.text}”`);
      for (const { id, text } of news.whys) cameBack(id, text);
      const heard = heardInPlace(texts.heard(news), underWay);
      gently(latest.current.state.tree, () => dispatch({ type: "news", news: heard, others: true }));
    },
    [versions, texts, underWay, overtaken, takenOut, cameBack, tell],
  );
  const [people] = useState(() => peopleHere(me.id));
  useLive({ workspace, treeId, since, own, between: behind, onNews: onOthers, people });
  // A line that nobody else has yet is begun below another: there the others see that somebody writes.
  const begun =
    state.editing && texts.of(state.editing.id) === undefined ? index.byId.get(state.editing.id) : undefined;
  const whyId = begun ? begun.parentId : state.selectedId;
  usePresence({ workspace, treeId, whyId, isTyping: state.editing !== null });

  const deed = useCallback(
    async (action: TreeAction, fields: Record<string, string | null> = {}): Promise<Outcome<TreeNews>> => {
      const outcome = await send(action, { treeId, ...fields });
      onAnswer(outcome);
      return outcome;
    },
    [send, treeId, onAnswer],
  );

  /** A form sent behind own deeds on its line names the version that came of them. */
  const formInTurn = useCallback(
    <T>(run: () => Promise<T>, form: FormData) =>
      inTurn(() => {
        const [whyId, seen] = [form.get("whyId"), form.get("version")];
        if (typeof whyId === "string" && seen) form.set("version", String(versions.after(whyId, Number(seen))));
        return run();
      }),
    [inTurn, versions],
  );

  const select = useCallback((id: string | null) => {
    treeHasFocus.current = true;
    dispatch({ type: "selected", id });
    named.current = id;
    tellChosen("outline", id);
  }, []);
  useLayoutEffect(() => tellChosen("outline", named.current));
  useLayoutEffect(() => forgetChosen, []);

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
      if (isEmpty && texts.of(id) === undefined) return dispatch({ type: "dropped", id, selectedId: back });
      if (!isEmpty) void save(id, typed);
      if (state.editing?.id === id) dispatch({ type: "stopped" });
    },
    [save, texts],
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

  const remove = useCallback(
    async (id: string) => {
      const { rows } = latest.current;
      const at = rows.findIndex((row) => row.why.id === id);
      const after = rows.find((row, place) => place > at && row.depth <= (rows[at]?.depth ?? 1));
      const next = (after ?? rows[at - 1])?.why.id ?? null;
      if (texts.of(id) === undefined) return dispatch({ type: "dropped", id, selectedId: next });
      dispatch({ type: "leaving", id, leaves: true });
      select(next);
      const { done } = await deed(removeWhyAction, { whyId: id });
      // Behind the news that it has gone, which in a large tree are drawn when there is time.
      gently(latest.current.state.tree, () => dispatch({ type: "leaving", id, leaves: false }));
      // Refused, it is where it was. Whoever has gone on meanwhile is left there.
      if (!done && latest.current.state.selectedId === next) select(id);
    },
    [deed, select, texts],
  );

  const fold = useCallback((id: string, folded: boolean) => dispatch({ type: "folded", id, folded }), []);

  return {
    state,
    index,
    rows,
    saving,
    conflicts,
    notice,
    told,
    tell,
    treeHasFocus,
    people,
    latest,
    onNews,
    formInTurn,
    deed,
    type,
    save,
    pause,
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
