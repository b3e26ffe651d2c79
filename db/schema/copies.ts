import { pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./keys";

/**
 * What all copies of the program on one server have alike, so that one that has something else is noticed at its start: of
 * each shared secret a keyed hash, never the secret, and the name of the build that started last.
 */
export const sharedKeys = pgTable("shared_keys", {
  name: text("name").primaryKey(), // of the variable, or `build`
  mark: text("mark").notNull(),
  since: instant("since").notNull().defaultNow(),
});
