import type { Database } from "@/db/client";
import type { JobKind, Payloads } from "./kinds";

/** What does each kind of work. It may be begun twice, on two copies or after a crash, and then does nothing new. */
export type Works = { [K in JobKind]: (db: Database, payload: Payloads[K]) => Promise<unknown> };

/** Each is loaded when it is first done: a start waits for none of them. `tidy-jobs` belongs to the runner itself. */
export const works: Omit<Works, "tidy-jobs"> = {
  "find-due-work": async (db) => (await import("@/lib/notices/find-due-work")).findDueWork(db),
  "queue-mails": async (db) => {
    const [{ queueMails }, { queueTrendMails }] = await Promise.all([
      import("@/lib/mail/queue-mails"),
      import("@/lib/mail/queue-trend-mails"),
    ]);
    await queueMails(db);
    await queueTrendMails(db);
  },
  "send-mails": async (db) => (await import("@/lib/mail/send-mails")).sendMails(db),
  "find-signals": async (db) => (await import("@/lib/measures/signals")).findAllSignals(db),
  "sweep-files": async (db) => {
    const [{ sweepFiles }, { fileStore }] = await Promise.all([
      import("@/lib/files/sweeping"),
      import("@/lib/files/store"),
    ]);
    return sweepFiles(db, fileStore(db));
  },
  "forget-counts": async (db) => {
    const { forgetExpiredCounts, forgetOldSessions } = await import("@/lib/people/expired-counts");
    await forgetExpiredCounts(db);
    await forgetOldSessions(db);
  },
  "forget-notices": async (db) => {
    const { forgetOldMails, forgetOldNotices } = await import("@/lib/notices/forgetting");
    await forgetOldNotices(db);
    await forgetOldMails(db);
  },
};
