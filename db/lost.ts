/** The server is away: refused, unknown, timed out, shutting down, starting up, or not the one that takes deeds. Read from codes, never from the text. */
const away = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "EPIPE",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "25006", // read_only_sql_transaction: a standby, or one that is about to become one
]);

/** Whether an error means that the database cannot be reached for now, whatever was asked of it. */
export function isUnreachable(error: unknown): boolean {
  for (let now = error; now instanceof Error; now = now.cause) {
    if ("code" in now && typeof now.code === "string" && away.has(now.code)) return true;
    if (now instanceof AggregateError && now.errors.some(isUnreachable)) return true;
  }
  return false;
}

/** The server ended a statement at its time limit (57014, query_canceled); the deed it belonged to is undone. */
export function isTooSlow(error: unknown): boolean {
  for (let now = error; now instanceof Error; now = now.cause) if ("code" in now && now.code === "57014") return true;
  return false;
}

/** The server has no room to write (53100, disk_full); the deed is undone, and what is there can be read. */
export function isServerFull(error: unknown): boolean {
  for (let now = error; now instanceof Error; now = now.cause) if ("code" in now && now.code === "53100") return true;
  return false;
}

/** Why the database did not answer, in a word; undefined for any other fault. */
export type NoAnswer = "database-away" | "database-slow" | "database-full";
export function noAnswerBehind(error: unknown): NoAnswer | undefined {
  if (isUnreachable(error)) return "database-away";
  if (isServerFull(error)) return "database-full";
  return isTooSlow(error) ? "database-slow" : undefined;
}
