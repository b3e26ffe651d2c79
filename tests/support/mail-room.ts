import { sql } from "drizzle-orm";
import { vi } from "vitest";
import type { Database } from "@/db/client";
import { setDaysAhead } from "@/lib/text/clock";
import { type MailServer, startMailServer } from "./smtp";

/** A mail server for the tests of a file, and the settings that every mail needs. */
export async function openMailRoom(): Promise<MailServer> {
  process.env.ORIGIN = "https://cause.example.org";
  process.env.TOKEN_KEY = "a key of the test";
  process.env.AUTH_SECRET = "another";
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = "a third";
  return startMailServer();
}

/** Before each test: nothing has come, and the server takes everything. */
export function emptyMailRoom(server: MailServer): void {
  process.env.SMTP_URL = server.url;
  server.manners = {};
  server.mails.length = 0;
  vi.spyOn(console, "error").mockImplementation(() => {});
}

/** After each test: what it promised is sent by no other, which send for all workspaces. */
export async function leaveMailRoom(db: Database): Promise<void> {
  setDaysAhead(0);
  vi.restoreAllMocks();
  await db.execute(sql`delete from mails`);
  await db.execute(sql`delete from notices`);
}
