"use client";

import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/app/_ui/button";
import { lineIsDown, onLine } from "../../live/line";
import { type SavingNews, useSaving } from "./saving";
import type { Conflict } from "./use-typing";

type TreeSaysProps = {
  saving: SavingNews;
  /** Why a deed was not done. */
  notice: string | null;
  /** What was taken back or done again, in words. */
  told: string | null;
  /** Texts for lines that stand in the tree no more. */
  gone: readonly { whyId: string; conflict: Conflict }[];
  onAskAnew: (whyId: string, conflict: Conflict) => void;
  onDrop: (whyId: string) => void;
  /** What was left behind when the page was closed. */
  children: ReactNode;
};

/** What the tree has to tell whoever works on it, at the foot of the window: it moves nothing and takes no focus. */
export function TreeSays({ saving, notice, told, gone, onAskAnew, onDrop, children }: TreeSaysProps) {
  return (
    <div className="tree-says">
      {children}
      {gone.map(({ whyId, conflict }) => (
        <section key={whyId} className="notice hint-like" role="alert" aria-label="Your text is kept">
          <p>{conflict.message} Your text is kept:</p>
          <p className="both-texts">“{conflict.mine}”</p>
          <div className="buttons">
            {conflict.gone?.id && (
              <Button small onClick={() => onAskAnew(whyId, conflict)}>
                Ask it as a new why
              </Button>
            )}
            <Button small variant="plain" onClick={() => onDrop(whyId)}>
              Drop it
            </Button>
          </div>
        </section>
      ))}
      {notice && (
        <p className="notice form-message" role="alert">
          {notice}
        </p>
      )}
      <div className="said" aria-live="polite">
        {told && <p className="notice">{told}</p>}
        <LineSaid saving={saving} />
      </div>
    </div>
  );
}

const backMs = 4_000;
const standing = () => false;

/** Quiet while all is well. */
function LineSaid({ saving }: { saving: SavingNews }) {
  const { state } = useSaving(saving);
  const isCut = useSyncExternalStore(onLine, lineIsDown, standing);
  const isDown = isCut || state === "failed";
  const [was, setWas] = useState<"down" | "back" | null>(null);
  if (isDown && was !== "down") setWas("down");
  if (!isDown && state === "saved" && was === "down") setWas("back");
  useEffect(() => {
    if (was !== "back") return;
    const timer = setTimeout(() => setWas(null), backMs);
    return () => clearTimeout(timer);
  }, [was]);
  if (isDown)
    return (
      <p className="notice line-down">
        No connection. What you write is kept on this device and sent when it is back; what others do is shown then.
      </p>
    );
  return was === "back" ? <p className="notice">The connection is back.</p> : null;
}
