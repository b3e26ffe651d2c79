"use client";

import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "@/app/_ui/button";
import type { Step } from "../moves";
import { problemId } from "./boxes";
import type { Deeds } from "./use-deeds";

type DiagramToolsProps = {
  chosen: { id: string; text: string; sameAs: string | null } | null;
  outline: string;
  canEdit: boolean;
  deeds: Deeds;
  step: (way: Step) => void;
  steps: { undo: number; redo: number };
};

/** The chosen box and all that can be done with it: each key and each drag has its button here. */
export function DiagramTools({ chosen, outline, canEdit, deeds, step, steps }: DiagramToolsProps) {
  const { asking, carriedId, notice } = deeds;
  const isWhy = chosen && chosen.id !== problemId;
  return (
    <section className="diagram-tools" aria-label="The chosen box">
      {notice && (
        <p className="form-message" role="alert">
          {notice}
        </p>
      )}
      {asking ? (
        <AskField key={asking.id} deeds={deeds} beside={asking.beside} above={chosen?.text ?? ""} />
      ) : (
        <>
          <p className={chosen ? "chosen" : "note"}>
            {chosen?.text ?? (canEdit ? "Choose a box to add to it or to move it." : "Choose a box to read it.")}
          </p>
          {carriedId ? (
            <div className="buttons">
              <span className="note">It goes below the line that you choose.</span>
              <Button small variant="edged" disabled={!chosen || chosen.id === carriedId} onClick={deeds.putDown}>
                Put it below this one
              </Button>
              <Button small variant="plain" onClick={deeds.leave}>
                Leave it where it was
              </Button>
            </div>
          ) : (
            <div className="buttons">
              {chosen && canEdit && (
                <Button small onClick={deeds.askBelow}>
                  Ask why
                </Button>
              )}
              {isWhy && canEdit && (
                <>
                  <Button small onClick={deeds.askBeside}>
                    Another cause
                  </Button>
                  <Button small onClick={deeds.carry}>
                    Move below …
                  </Button>
                  <Button small onClick={() => step("up")}>
                    Up
                  </Button>
                  <Button small onClick={() => step("down")}>
                    Down
                  </Button>
                  <Button small onClick={() => step("out")}>
                    Out
                  </Button>
                  <Button small onClick={() => step("in")}>
                    In
                  </Button>
                  <Button small onClick={deeds.join}>
                    Joint
                  </Button>
                </>
              )}
              {chosen?.sameAs && (
                <a className="link" href={chosen.sameAs}>
                  To the why it is the same as
                </a>
              )}
              {chosen && (
                <a className="link" href={outline}>
                  In the outline
                </a>
              )}
              {canEdit && steps.undo > 0 && (
                <Button small variant="plain" onClick={deeds.undo}>
                  Undo
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** One line to answer why in; Enter keeps it, Escape leaves it. */
function AskField({ deeds, beside, above }: { deeds: Deeds; beside: boolean; above: string }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void deeds.ask(field.current?.value ?? "");
  };
  return (
    <form className="ask-line" onSubmit={onSubmit} aria-label="Answer why">
      <label htmlFor="diagram-why">{beside ? "What else?" : "Why did this happen?"}</label>
      <input
        ref={field}
        id="diagram-why"
        className="input words"
        maxLength={500}
        aria-describedby="diagram-above"
        onKeyDown={(event) => event.key === "Escape" && deeds.leave()}
      />
      <span id="diagram-above" className="note">
        {beside ? "beside" : "below"} “{above}”
      </span>
      <Button type="submit" small variant="edged">
        {beside ? "Add it" : "Ask why"}
      </Button>
      <Button small variant="plain" onClick={deeds.leave}>
        Leave it
      </Button>
    </form>
  );
}
