/** Faults that are no bugs, as `db/client.ts` marks them, in words for whoever wanted a page. */
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

/** The mark of a fault: Next hands a page nothing else of it. */
export function digestOf(error: unknown): string | undefined {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}

/** What to say of a fault that is no bug; undefined for those that are. */
export const noAnswerOf = (error: unknown) => noAnswers[digestOf(error) ?? ""];
