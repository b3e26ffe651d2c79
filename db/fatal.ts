/** The program cannot or must not start; the message says why and what to do, and is all that the person sees. */
export class CannotStart extends Error {
  constructor(words: string, options?: ErrorOptions) {
    super(words, options);
    this.name = "CannotStart";
  }
}

/** The exit that asks the starter to start us anew; BSD's EX_SOFTWARE. */
export const restartMe = 70;

/**
 * PGlite after a full disk or a crash inside PostgreSQL: it answers once with one of these and then never again, and the
 * whole program would hang with it. A server's own "could not write" ends one statement only and is not meant here.
 */
export function isFatal(error: unknown): boolean {
  for (let now = error; now instanceof Error; now = now.cause) {
    if ("severity" in now && now.severity === "PANIC") return true;
    if (!quotesInput(now) && deadly.test(now.message)) return true;
  }
  return false;
}

/** Drizzle repeats what was sent; faults of data, constraints and syntax (classes 22, 23, 42) quote it. Anyone may have typed that. */
const quotesInput = (error: Error) =>
  error.message.startsWith("Failed query: ") || ("code" in error && /^(22|23|42)/.test(String(error.code)));

const deadly = /could not (write|extend|fsync|create) |No space left on device|^PANIC|Aborted\(/;

/** Ends the program at once: the embedded database is gone, and nothing would be answered any more. */
export function endLost(error: unknown): never {
  console.error("The embedded database is lost, so the program ends and starts anew.", error);
  process.exit(restartMe);
}

/** Ends the program at once if the embedded database is lost; the starter brings it back. */
export function endIfFatal(error: unknown) {
  if (!isFatal(error)) return;
  console.error("The embedded database can no longer write, so the program ends and starts anew.", error);
  process.exit(restartMe);
}
