import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Empties the database of a test file, as if the program had never been started on it; the history lets nothing be deleted. */
export async function freshInstallation(db: Database): Promise<void> {
  await db.execute(sql`alter table activity disable trigger user`);
  await db.execute(sql`truncate workspaces, users, setup_tokens, rate_limits cascade`);
  await db.execute(sql`alter table activity enable trigger user`);
}
