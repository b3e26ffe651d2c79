"use client";

import { type Dispatch, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { v7 } from "uuid";
import type { Outcome } from "@/app/_server/outcome";
import { unsentAbout } from "@/app/_ui/kept-typing";
import { childrenOf, type TreeIndex, type TreeWhy } from "@/lib/causes/cause-tree";
import type { TreeNews } from "@/lib/causes/news";
import { askWhyAction, rewordWhyAction } from "./actions";
import { type KeptText, keepText, keptTexts, letGoText } from "./kept-texts";
import { gently } from "./large-tree";
import type { LineTexts } from "./line-texts";
import type { TreeEvent, TreeState } from "./tree-state";
import type { Fields, TreeAction } from "./use-saver";

/** Where a line stood that was taken out, and the id of the one that may be asked in its place; none for words about it. */
type Gone = { parentId: string | null; afterId: string | null; id: string | null };
/** Two texts for one line, or one that could not be saved: both are kept until a person chooses. */
export type Conflict = { message: string; mine: string; theirs: string | undefined; gone?: Gone };

type Tree = {
  texts: LineTexts;
  latest: RefObject<{ state: TreeState; index: TreeIndex }>;
  dispatch: Dispatch<TreeEvent>;
  send: (action: TreeAction, fields: Fields) => Promise<Outcome<TreeNews>>;
  onNews: (news: TreeNews) => void;
};

/** What is typed in the lines: kept on this device with each letter, sent when typing pauses, let go once acknowledged. */
export function useTyping(treeId: string, { texts, latest, dispatch, send, onNews }: Tree) {
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

  /** Somebody took lines out. Text that was typed in one, or about it, stays; gives whether there was any. */
  const takenOut = useCallback(
    (isGone: (whyId: string) => boolean): boolean => {
      const before = open.current;
      const { index } = latest.current;
      for (const { id, parentId, text } of index.inOrder) {
        const about = isGone(id) ? unsentAbout(`${treeId} ${id} `) : [];
        if (about.length === 0) continue;
        const message = `Somebody took “${text}” out of the tree while you wrote about it.`;
        const gone = { parentId, afterId: null, id: null };
        show({ ...open.current, [id]: { message, mine: about.join(" / "), theirs: undefined, gone } });
      }
      for (const { whyId, text } of keptTexts(treeId)) {
        const line = isGone(whyId) ? index.byId.get(whyId) : undefined;
        if (!line) continue;
        const message = `Somebody took “${texts.of(whyId) ?? "the line above"}” out of the tree while you wrote.`;
        const gone = { parentId: line.parentId, afterId: lineBefore(index, line), id: v7() };
        show({ ...open.current, [whyId]: { message, mine: text, theirs: undefined, gone } });
      }
      return open.current !== before;
    },
    [treeId, latest, texts, show],
  );

  /** A line that was taken out stands in the tree again. */
  const cameBack = useCallback(
    (whyId: string, theirs: string) => {
      const conflict = open.current[whyId];
      if (!conflict?.gone) return;
      const message = "Somebody took this line out while you wrote, and it is back.";
      texts.standing(whyId, theirs);
      show({ ...open.current, [whyId]: { message, mine: conflict.mine, theirs } });
    },
    [texts, show],
  );

  /** Keeps what stands in a line on this device; undefined where there is nothing to keep. */
  const keep = useCallback(
    (whyId: string, typed: string): KeptText | undefined => {
      const text = typed.replace(/\s+/g, " ").trim();
      const { index } = latest.current;
      const why = index.byId.get(whyId);
      const standing = texts.of(whyId);
      unsent.current.delete(whyId);
      if (!why || text === "" || text === standing) return undefined;
      const place = standing === undefined ? { parentId: why.parentId, afterId: lineBefore(index, why) } : undefined;
      const kept = { whyId, text, before: standing ?? "", place };
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
      const { text, before: standing, place } = kept;
      const draw = () => dispatch({ type: "typed", id: whyId, text });
      // While the field is open the line itself is not seen; all else may follow.
      if (isPausing) gently(latest.current.state.tree, draw);
      else draw();
      const unsettled = open.current[whyId];
      if (unsettled?.theirs !== undefined || unsettled?.gone)
        return show({ ...open.current, [whyId]: { ...unsettled, mine: text } });
      texts.sending(whyId, text);
      const typing = latest.current.state.editing?.typing ?? null;
      const outcome = place
        ? await send(askWhyAction, { treeId, id: whyId, ...place, text })
        : await send(rewordWhyAction, { treeId, whyId, text, before: standing, typing });
      const isLast = texts.answered(whyId);
      if (outcome.done && outcome.result) {
        letGoText(treeId, whyId, text);
        forget(whyId);
        return onNews(outcome.result);
      }
      const theirs = (outcome.standing as { text?: string } | undefined)?.text;
      if (isLast) texts.standing(whyId, theirs ?? standing);
      const message = outcome.fields?.text?.[0] ?? outcome.message ?? "This could not be saved. Your text is kept.";
      const { gone } = open.current[whyId] ?? {};
      const isThere = latest.current.index.byId.has(whyId);
      const anew = isThere ? undefined : { parentId: null, afterId: null, ...place, id: v7() };
      show({ ...open.current, [whyId]: { message, mine: text, theirs, gone: gone ?? anew } });
    },
    [keep, texts, latest, dispatch, send, treeId, onNews, forget, show],
  );

  const pause = useCallback((whyId: string, typed: string) => save(whyId, typed, true), [save]);

  return { conflicts, forget, overtaken, takenOut, cameBack, type, save, pause };
}

/** The line that the same why is answered by just before this one. */
function lineBefore(index: TreeIndex, { id, parentId }: TreeWhy): string | null {
  const siblings = childrenOf(index, parentId);
  return siblings[siblings.findIndex((sibling) => sibling.id === id) - 1]?.id ?? null;
}
