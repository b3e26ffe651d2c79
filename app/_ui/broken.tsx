"use client";

import { Alone } from "./alone";
import { Button } from "./button";

/** What a fault looks like from outside: a sentence, a way on, and for a bug the number under which the log has the rest. */
export function Broken({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  const known = digest ? noAnswers[digest] : undefined;
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

/** These are no bugs; `db/client.ts` marks them so. */
const noAnswers: Record<string, { title: string; words: string } | undefined> = {
  "database-away": {
    title: "The database cannot be reached",
    words: "The program goes on trying, and this page works again as soon as it answers.",
  },
  "database-slow": {
    title: "That took too long",
    words: "It was stopped so that nobody else has to wait. Try again, or ask for less at once.",
  },
  "database-full": {
    title: "The disk of the database is full",
    words: "Whoever runs this installation has to make room; then this page works again.",
  },
};

function digestOf(error: unknown): string | undefined {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}
