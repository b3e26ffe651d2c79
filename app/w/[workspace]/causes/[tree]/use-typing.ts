"use client";

import { type Dispatch, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { Outcome } from "@/app/_server/outcome";
import { childrenOf, type TreeIndex } from "@/lib/causes/cause-tree";
import type { TreeNews } from "@/lib/causes/news";
import { askWhyAction, rewordWhyAction } from "./actions";
import { type KeptText, keepText, keptTexts, letGoText } from "./kept-texts";
import { gently } from "./large-tree";
import type { LineTexts } from "./line-texts";
import type { TreeEvent, TreeState } from "./tree-state";
import type { Fields, TreeAction } from "./use-saver";

/** Two texts for one line, or one that could not be saved: both are kept until a person chooses. */
export type Conflict = { message: string; mine: string; theirs: string | undefined };

type Tree = {
  texts: LineTexts;
  latest: RefObject<{ state: TreeState; index: TreeIndex }>;
  dispatch: Dispatch<TreeEvent>;
  send: (action: TreeAction, fields: Fields) => Promise<Outcome<TreeNews>>;
  onNews: (news: TreeNews) => void;
  notice: (words: string) => void;
};

/** What is typed in the lines: kept on this device with each letter, sent when typing pauses, let go once acknowledged. */
export function useTyping(treeId: string, { texts, latest, dispatch, send, onNews, notice }: Tree) {
  const [conflicts, setConflicts] = useState<Record<string, Conflict>>({});
  const unsent = useRef(new Set<string>());

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => unsent.current.size > 0 && event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);

  // Known at once, so that what is typed on waits for the choice and nothing overwrites the other text.
  const open = useRef(conflicts);
  const show = useCallback((all: Record<string, Conflict>) => {
    open.current = all;
    setConflicts(all);
  }, []);
  const forget = useCallback(
    (whyId: string) => {
      const { [whyId]: settled, ...others } = open.current;
      if (settled) show(others);
    },
    [show],
  );

  /** Somebody else has changed a line meanwhile. Gives false where nothing was typed in it that could be lost. */
  const overtaken = useCallback(
    (whyId: string, theirs: string): boolean => {
      const mine = keptTexts(treeId).find((kept) => kept.whyId === whyId)?.text;
      if (mine === undefined || mine === theirs) return false;
      texts.standing(whyId, theirs);
      show({ ...open.current, [whyId]: { message: "Somebody else changed this line while you wrote.", mine, theirs } });
      return true;
    },
    [treeId, texts, show],
  );

  /** Keeps what stands in a line on this device; undefined where there is nothing to keep. */
  const keep = useCallback(
    (whyId: string, typed: string): KeptText | undefined => {
      const text = typed.replace(/\s+/g, " ").trim();
      const { index } = latest.current;
      const why = index.byId.get(whyId);
      const before = texts.of(whyId);
      unsent.current.delete(whyId);
      if (!why || text === "" || text === before) return undefined;
      const siblings = childrenOf(index, why.parentId);
      const afterId = siblings[siblings.findIndex(({ id }) => id === whyId) - 1]?.id ?? null;
      const place = before === undefined ? { parentId: why.parentId, afterId } : undefined;
      const kept = { whyId, text, before: before ?? "", place };
      keepText(treeId, kept);
      return kept;
    },
    [latest, texts, treeId],
  );

  const type = useCallback(
    (whyId: string, typed: string) => {
      if (keep(whyId, typed)) unsent.current.add(whyId);
      else letGoText(treeId, whyId);
    },
    [keep, treeId],
  );

  /** Sends what stands in a line. Nothing typed is let go before the server has acknowledged it. */
  const save = useCallback(
    async (whyId: string, typed: string, isPausing = false) => {
      const kept = keep(whyId, typed);
      if (!kept) return;
      const { text, before, place } = kept;
      const draw = () => dispatch({ type: "typed", id: whyId, text });
      // While the field is open the line itself is not seen; all else may follow.
      if (isPausing) gently(latest.current.state.tree, draw);
      else draw();
      const unsettled = open.current[whyId];
      if (unsettled?.theirs !== undefined) return show({ ...open.current, [whyId]: { ...unsettled, mine: text } });
      texts.sending(whyId, text);
      const typing = latest.current.state.editing?.typing ?? null;
      const outcome = place
        ? await send(askWhyAction, { treeId, id: whyId, ...place, text })
        : await send(rewordWhyAction, { treeId, whyId, text, before, typing });
      const isLast = texts.answered(whyId);
      if (outcome.done && outcome.result) {
        letGoText(treeId, whyId, text);
        forget(whyId);
        return onNews(outcome.result);
      }
      const theirs = (outcome.standing as { text?: string } | undefined)?.text;
      if (isLast) texts.standing(whyId, theirs ?? before);
      const message = outcome.fields?.text?.[0] ?? outcome.message ?? "This could not be saved. Your text is kept.";
      if (latest.current.index.byId.has(whyId)) {
        show({ ...open.current, [whyId]: { message, mine: text, theirs } });
      } else notice(`${message} “${text}” is kept on this device.`);
    },
    [keep, texts, latest, dispatch, send, treeId, onNews, forget, notice, show],
  );

  const pause = useCallback((whyId: string, typed: string) => save(whyId, typed, true), [save]);

  return { conflicts, forget, overtaken, type, save, pause };
}
