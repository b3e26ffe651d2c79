"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { MemberAction } from "@/app/_server/member-action";
import type { Outcome } from "@/app/_server/outcome";
import { isBroken, isLineDown, whatHappened } from "@/app/_ui/without-loss";
import type { TreeNews } from "@/lib/causes/news";
import { lineIsDown, onLine, tellLine } from "../../live/line";
import { savingNews } from "./saving";

export type TreeAction = MemberAction<TreeNews>;
export type Fields = Record<string, string | null | undefined>;

const longestPause = 15_000;
/** A program that is being ended or started breaks a deed now and then; one that breaks it each time is told of. */
const mostBreaks = 3;

/**
 * Sends deeds one after the other, so that a reword never overtakes the asking. While the network or the server is
 * away the deed waits and is tried again with growing pauses; it carries its own id, so that trying twice is one deed.
 * The forms of the page take their turn in the same order.
 */
export function useSaver(workspace: string) {
  const [saving] = useState(savingNews);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const waiting = useRef(0);
  /** Of those that wait, the ones that no form tells of: the foot of the page does. */
  const lines = useRef(0);
  const wake = useRef<() => void>(() => {});

  useEffect(() => {
    const tryNow = () => wake.current();
    const warn = (event: BeforeUnloadEvent) => waiting.current > 0 && event.preventDefault();
    const leave = onLine(() => lineIsDown() || tryNow());
    window.addEventListener("online", tryNow);
    window.addEventListener("beforeunload", warn);
    return () => {
      leave();
      window.removeEventListener("online", tryNow);
      window.removeEventListener("beforeunload", warn);
    };
  }, []);

  /** Waits for what was sent before; whoever leaves meanwhile loses nothing by it. */
  const behind = useCallback(<T>(ask: () => Promise<T>): Promise<T> => {
    const turn = queue.current.then(ask);
    queue.current = turn.catch(() => {}); // told where it was sent from; what waits behind it goes on
    return turn;
  }, []);

  const inTurn = useCallback(
    <T>(deed: () => Promise<T>): Promise<T> => {
      waiting.current += 1;
      return behind(() =>
        deed().finally(() => {
          waiting.current -= 1;
        }),
      );
    },
    [behind],
  );

  const send = useCallback(
    (action: TreeAction, fields: Fields): Promise<Outcome<TreeNews>> => {
      lines.current += 1;
      if (saving.now().state !== "failed") saving.tell({ state: "saving" });
      return inTurn(async () => {
        let breaks = 0;
        for (let pause = 1000; ; pause = Math.min(pause * 2, longestPause)) {
          const { outcome, isBroken } = await attempt(action, workspace, fields);
          if (isBroken) breaks += 1;
          if (outcome && (!isBroken || breaks > mostBreaks)) {
            lines.current -= 1;
            tellLine(true);
            saving.tell(lines.current > 0 ? { state: "saving" } : { state: "saved", at: new Date() });
            return outcome;
          }
          if (!isBroken) {
            saving.tell({ state: "failed" });
            tellLine(false);
          }
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, pause);
            wake.current = () => {
              clearTimeout(timer);
              resolve();
            };
          });
        }
      });
    },
    [workspace, inTurn, saving],
  );

  return { saving, send, inTurn, behind };
}

type Attempt = { outcome?: Outcome<TreeNews>; isBroken?: boolean };

/** The answer; none when the line is down and the deed should wait. */
async function attempt(action: TreeAction, workspace: string, fields: Fields): Promise<Attempt> {
  try {
    return { outcome: await action(workspace, { done: false }, formOf(fields)) };
  } catch (error) {
    if (isLineDown(error)) return {};
    return { outcome: { done: false, message: whatHappened(error) }, isBroken: isBroken(error) };
  }
}

function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value != null) form.set(name, value);
  return form;
}
