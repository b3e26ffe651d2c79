"use client";

import { Alone } from "./alone";
import { Button } from "./button";
import { digestOf, noAnswerOf } from "./no-answers";

/** What a fault looks like from outside: a sentence, a way on, and for a bug the number under which the log has the rest. */
export function Broken({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  const known = noAnswerOf(error);
  return (
    <Alone
      title={known?.title ?? "Something broke on our side"}
      actions={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <Button onClick={() => history.back()}>Go back</Button>
        </>
      }
      foot={!known && digest && `Reference ${digest}. Whoever runs this workspace finds the rest in the log.`}
    >
      <p>{known?.words} Nothing you saved is lost. What you typed is still in the form if you go back.</p>
    </Alone>
  );
}
