"use client";

import { Alone } from "./alone";
import { Button } from "./button";

/** What a bug looks like from outside: a sentence, a way on, and the number under which the log has the rest. */
export function Broken({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = referenceOf(error);
  return (
    <Alone
      title="Something broke on our side"
      actions={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <Button onClick={() => history.back()}>Go back</Button>
        </>
      }
      foot={reference && `Reference ${reference}. Whoever runs this workspace finds the rest in the log.`}
    >
      <p>Nothing you saved is lost. What you typed is still in the form if you go back.</p>
    </Alone>
  );
}

function referenceOf(error: unknown): string | undefined {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}
