"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState, useTransition } from "react";
import { v7 } from "uuid";
import { askWhyAction, joinWhyAction, moveWhyAction, redoAction, undoAction } from "../actions";
import { lastBelow, standsBelow, type Target } from "../moves";
import { type TreeAction, useSaver } from "../use-saver";
import { problemId } from "./boxes";
import type { View } from "./use-view";

/** A why about to be asked: below a box, or beside it. */
export type Asking = { id: string; parentId: string | null; afterId: string | null; beside: boolean };

/** The deeds of the outline, done from the diagram; after each the server lays the tree out anew. */
export function useDeeds({ workspace, treeId, view }: { workspace: string; treeId: string; view: View }) {
  const { saving, send } = useSaver(workspace);
  const router = useRouter();
  const [drawing, startDrawing] = useTransition();
  const [notice, setNotice] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [carriedId, setCarriedId] = useState<string | null>(null);
  const awaited = useRef<string | null>(null);
  const { boxes, choose, chosen } = view;

  const deed = useCallback(
    async (action: TreeAction, fields: Record<string, string | null>) => {
      const outcome = await send(action, { treeId, ...fields });
      setNotice(outcome.done ? null : (Object.values(outcome.fields ?? {}).flat()[0] ?? outcome.message ?? null));
      if (outcome.done) startDrawing(() => router.refresh());
      return outcome.done;
    },
    [send, treeId, router],
  );

  // A why that was asked is chosen as soon as the server has drawn it: with its answer, or with one that another's deed asked for.
  useEffect(() => {
    if (drawing || !awaited.current || !boxes().byId.has(awaited.current)) return;
    choose(awaited.current, { focus: true, show: true });
    awaited.current = null;
  });

  const askBelow = () => {
    if (!chosen) return;
    const parentId = chosen.id === problemId ? null : chosen.id;
    setAsking({ id: v7(), parentId, afterId: null, beside: false });
  };
  const askBeside = () => {
    if (!chosen || chosen.id === problemId) return;
    const parentId = chosen.parentId === problemId ? null : chosen.parentId;
    setAsking({ id: v7(), parentId, afterId: chosen.id, beside: true });
  };
  const ask = async (text: string) => {
    if (!asking) return;
    const { id, parentId, afterId } = asking;
    if (!(await deed(askWhyAction, { id, parentId, afterId, text }))) return;
    awaited.current = id;
    setAsking(null);
  };
  const moveTo = useCallback(
    (whyId: string, to: Target) => {
      setCarriedId(null);
      void deed(moveWhyAction, { whyId, ...to });
    },
    [deed],
  );
  const carry = () => chosen && chosen.id !== problemId && setCarriedId(chosen.id);
  const putDown = () => {
    if (!carriedId || !chosen) return;
    if (standsBelow(boxes(), chosen.id, carriedId))
      return setNotice("A why cannot answer itself: choose another line.");
    const id = carriedId;
    moveTo(id, lastBelow(chosen.id === problemId ? null : chosen.id));
    choose(id, { focus: true, show: true });
  };
  const join = () => {
    const siblings = chosen ? (boxes().children.get(chosen.parentId) ?? []) : [];
    const at = siblings.findIndex(({ id }) => id === chosen?.id);
    const partner = siblings[at - 1] ?? siblings[at + 1];
    if (!chosen || chosen.id === problemId) return;
    if (chosen.element.dataset.joint) void deed(joinWhyAction, { whyId: chosen.id, withId: null });
    else if (partner) void deed(joinWhyAction, { whyId: chosen.id, withId: partner.id });
    else setNotice("Joint needs a second cause beside this one.");
  };
  const leave = () => {
    setAsking(null);
    setCarriedId(null);
    setNotice(null);
    if (chosen) choose(chosen.id, { focus: true });
  };
  return {
    saving,
    isDrawing: drawing,
    notice,
    asking,
    carriedId,
    askBelow,
    askBeside,
    ask,
    moveTo,
    carry,
    putDown,
    join,
    leave,
    undo: () => void deed(undoAction, { id: v7() }),
    redo: () => void deed(redoAction, { id: v7() }),
  };
}
export type Deeds = ReturnType<typeof useDeeds>;
