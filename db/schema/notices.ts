import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, primaryKey, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import type { Digest, MailState, NoticeKind, TrendMail } from "../terms";
import { createdAt, id, instant, inWorkspace, within, workspaceId } from "./keys";
import { members } from "./people";

/**
 * What a member is told or reminded of. Its key says what it is about and for which day, so that whoever finds the same
 * due work twice, or on two copies at once, tells it once.
 */
export const notices = pgTable(
  "notices",
  {
    id: id(),
    workspaceId: workspaceId(),
    memberId: uuid("member_id").notNull(),
    kind: text("kind").$type<NoticeKind>().notNull(),
    key: text("key").notNull(),
    about: text("about").notNull(), // the title or sentence it is about, as it stood
    path: text("path").notNull(), // where the next step is taken, below the workspace: /improvements/…
    dueOn: date("due_on"),
    createdAt: createdAt(),
    readAt: instant("read_at"),
    /** The work is done or no longer wanted: it neither waits nor is mailed. */
    settledAt: instant("settled_at"),
    mailedAt: instant("mailed_at"),
  },
  (t) => [
    inWorkspace("notices_in_workspace", t),
    unique("notices_once").on(t.workspaceId, t.memberId, t.key),
    within("notices_member", t, t.memberId, members),
    index("notices_by_member").on(t.workspaceId, t.memberId, t.createdAt.desc(), t.id.desc()),
    // What the count beside the bell is read from on every page.
    index("notices_unread")
      .on(t.workspaceId, t.memberId, t.createdAt.desc(), t.id.desc())
      .where(sql`${t.readAt} is null and ${t.settledAt} is null`),
    index("notices_to_mail")
      .on(t.workspaceId, t.memberId)
      .where(sql`${t.mailedAt} is null and ${t.settledAt} is null and ${t.readAt} is null`),
    // What is thrown away once it was done with long ago.
    index("notices_done").on(sql`least(${t.readAt}, ${t.settledAt})`),
    index("notices_standing").on(t.workspaceId, t.kind, t.key).where(sql`${t.settledAt} is null`),
  ],
);

/** How a member wants to be told; a row that is missing means the defaults. */
export const noticeSettings = pgTable(
  "notice_settings",
  {
    workspaceId: workspaceId(),
    memberId: uuid("member_id").notNull(),
    digest: text("digest").$type<Digest>().notNull().default("daily"),
    sendHour: smallint("send_hour").notNull().default(7), // of the member's own day
    weekday: smallint("weekday").notNull().default(1), // of the weekly digest: 1 is Monday, 7 is Sunday
    quietFrom: smallint("quiet_from"), // hours of the member's own day, the first included, the last not
    quietUntil: smallint("quiet_until"),
    /** How often the trends come as a mail; none: as the role has it. What was due before the choice is not sent. */
    trendMail: text("trend_mail").$type<TrendMail>(),
    trendMailChosenAt: instant("trend_mail_chosen_at"),
    calendarTokenHash: text("calendar_token_hash"), // SHA-256 of what the address of the private calendar carries
    /** The mail server refused the address for good; mail stays off until the member turns it on again. */
    refusedAt: instant("refused_at"),
    refusedWhy: text("refused_why"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ name: "notice_settings_key", columns: [t.workspaceId, t.memberId] }),
    unique("notice_settings_calendar").on(t.calendarTokenHash),
    within("notice_settings_member", t, t.memberId, members),
    check("notice_settings_hours", sql`${t.sendHour} between 0 and 23 and ${t.weekday} between 1 and 7`),
    check("notice_settings_quiet", sql`(${t.quietFrom} is null) = (${t.quietUntil} is null)`),
  ],
);

/** Each mail that was promised, under a key that names it: two copies, or a start after a crash, send it once. */
export const mails = pgTable(
  "mails",
  {
    id: id(),
    workspaceId: workspaceId(),
    memberId: uuid("member_id").notNull(),
    key: text("key").notNull(), // digest:2026-11-22, notice:<its id>, test:<id>, reset:<its id>, was-reset:<its id>
    state: text("state").$type<MailState>().notNull().default("queued"),
    tries: smallint("tries").notNull().default(0),
    failure: text("failure"), // what the mail server said last
    createdAt: createdAt(),
    /** Nobody tries before: pushed ahead while one copy is at it, and further after each failure. */
    dueAt: instant("due_at").notNull().defaultNow(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    inWorkspace("mails_in_workspace", t),
    unique("mails_once").on(t.workspaceId, t.memberId, t.key),
    within("mails_member", t, t.memberId, members),
    index("mails_waiting").on(t.dueAt, t.id).where(sql`${t.state} = 'queued'`),
    index("mails_done").on(t.createdAt).where(sql`${t.state} <> 'queued'`),
    index("mails_refused").on(t.createdAt).where(sql`${t.state} = 'refused'`),
  ],
);
