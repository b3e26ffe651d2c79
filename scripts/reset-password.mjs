import { readWords, runModule } from "./run-module.mjs";

/**
 * `npm run reset-password -- owner@example.org`: prints a link by which this person chooses a new password, for an owner whom
 * no other owner can help. On the embedded database the program has to be stopped for it.
 */
const { words } = readWords([]);

await runModule("Common Cause, a new password", "reset-password", (module) => module.resetPassword(words[0] ?? ""));
