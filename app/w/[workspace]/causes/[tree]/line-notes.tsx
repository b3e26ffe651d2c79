"use client";

import { Button } from "@/app/_ui/button";
import type { Conflict } from "./use-typing";

/** Two people at one line: both texts stand one under the other, and a person says which it is, or joins them. */
export function LineNotes({ conflict, onChoose }: { conflict: Conflict; onChoose: (text: string) => void }) {
  const { message, mine, theirs } = conflict;
  return (
    <div className={theirs === undefined ? "row-note error" : "row-note both"} role="alert">
      <p>{message}</p>
      <p className="both-texts">Yours: “{mine}”</p>
      {theirs !== undefined && <p className="both-texts">Theirs: “{theirs}”</p>}
      <div className="buttons">
        {theirs === undefined ? (
          <Button small onClick={() => onChoose(mine)}>
            Try again
          </Button>
        ) : (
          <>
            <Button small onClick={() => onChoose(mine)}>
              Keep mine
            </Button>
            <Button small onClick={() => onChoose(theirs)}>
              Keep theirs
            </Button>
            <Button small onClick={() => onChoose(`${theirs} / ${mine}`.slice(0, 500))}>
              Join both
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
