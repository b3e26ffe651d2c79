"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { meanwhile, patiently } from "@/app/_ui/patiently";
import { type Saving, type SavingNews, useSaving } from "./saving";

type KeysBarProps = {
  news: SavingNews;
  canEdit: boolean;
  steps: { undo: number; redo: number };
  onUndo: () => void;
  onRedo: () => void;
  showingKeys: boolean;
  onShowKeys: (show: boolean) => void;
};

const inUse = [
  ["Enter", "another cause"],
  ["Tab", "ask why"],
  ["Shift Tab", "up"],
  ["J", "joint"],
  ["E", "evidence"],
  ["R", "read back"],
  ["M", "mark ending"],
] as const;

const AllKeys = dynamic(
  patiently(() => import("./all-keys").then(({ AllKeys: found }) => found)),
  { loading: meanwhile },
);

/** The keys in use on this page, undo and redo for the pointer, and whether what was typed is safe. */
export function KeysBar({ news, canEdit, steps, onUndo, onRedo, showingKeys, onShowKeys }: KeysBarProps) {
  const saving = useSaving(news);
  // Once fetched the dialog stays, so that it can give the focus back when it closes.
  const [wereAsked, setWereAsked] = useState(false);
  if (showingKeys && !wereAsked) setWereAsked(true);
  const isSaving = saving.state !== "saved"; // a first deed on its way can be undone, too: it waits for its turn
  return (
    <footer className="keys-bar">
      {canEdit &&
        inUse.map(([key, what]) => (
          <span key={key}>
            <kbd>{key}</kbd> {what}
          </span>
        ))}
      <span>
        <button type="button" onClick={() => onShowKeys(true)}>
          <kbd>/</kbd> all keys
        </button>
      </span>
      {canEdit && (
        <span className="end steps">
          <Button variant="plain" small disabled={steps.undo === 0 && !isSaving} onClick={onUndo}>
            Undo
          </Button>
          <Button variant="plain" small disabled={steps.redo === 0} onClick={onRedo}>
            Redo
          </Button>
        </span>
      )}
      <output className={saving.state === "failed" ? "end unsaved" : "end"}>{words(saving)}</output>
      {wereAsked && <AllKeys open={showingKeys} onClose={() => onShowKeys(false)} />}
    </footer>
  );
}

function words(saving: Saving): string {
  if (saving.state === "saving") return "Saving …";
  if (saving.state === "failed") return "Could not save: your text is kept on this device";
  return saving.at ? `Saved ${saving.at.toLocaleTimeString()}` : "All saved";
}
