import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { rows } from "@/db/rows";
import { noticeSettings, type notices } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { queueMails } from "@/lib/mail/queue-mails";
import { sendMails } from "@/lib/mail/send-mails";
import { mailSettings } from "@/lib/mail/settings";
import { postman } from "@/lib/mail/smtp";
import { testDatabase } from "../../support/database";
import { emptyMailRoom, leaveMailRoom, openMailRoom } from "../../support/mail-room";
import { mailsTo, noticeRow } from "../../support/notices";
import { type MailServer, startSilentServer } from "../../support/smtp";
import { aMember, aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
const hour = 3_600_000;
let server: MailServer;
let mill: World;

beforeAll(async () => {
  server = await openMailRoom();
});
beforeEach(async () => {
  emptyMailRoom(server);
  mill = await aWorkspace(db, "The mill");
});
afterEach(() => leaveMailRoom(db));
afterAll(() => server.stop());

const ago = (hours: number) => new Date(Date.now() - hours * hour);
const told = (member: Member, given: Partial<typeof notices.$inferInsert> = {}) =>
  noticeRow(db, member, { createdAt: ago(26), ...given });
const due = () => db.execute(sql`update mails set due_at = now() - interval '1 minute'`);

test("a server that says not now is asked again, later each time, and given up in words", async () => {
  server.manners = { toRecipient: () => 451 };
  await told(mill.lead);
  await queueMails(db);
  const pauses: number[] = [];

  for (let tries = 1; tries <= 9; tries += 1) {
    const began = Date.now();
    await sendMails(db);
    const [mail] = await mailsTo(db, mill.lead);
    if (mail?.state === "queued") pauses.push(Math.round((Date.parse(mail.dueAt) - began) / 60_000));
    await due();
  }

  expect(pauses).toEqual([1, 5, 15, 60, 180, 360, 720, 1440]);
  expect(await mailsTo(db, mill.lead)).toMatchObject([
    { state: "dropped", failure: expect.stringMatching(/^Given up after 9 tries: 451 .*the server says so/) },
  ]);
  expect(await refusalOf(mill.lead)).toEqual([]);
});

test("of a server that is away only a few letters are tried, and the rest waits unharmed", async () => {
  server.manners = { greets: 421 };
  const people = await Promise.all(
    Array.from({ length: 30 }, (_, n) => aMember(db, mill, { name: `Number ${n}`, role: "member" })),
  );
  for (const person of people) await told(person);
  await queueMails(db);

  await sendMails(db);

  const tried = rows<{ tries: number; n: number }>(
    await db.execute(sql`select tries, count(*)::int as n from mails group by tries order by tries`),
  );
  expect(tried.find(({ tries }) => tries === 1)?.n).toBeLessThanOrEqual(4);
  expect(tried.find(({ tries }) => tries === 0)?.n).toBeGreaterThanOrEqual(26);
  server.manners = {};
  await due();
  await sendMails(db);
  expect(server.mails).toHaveLength(30);
});

test.each(["hang", "drop"] as const)("a server that does this to a letter is asked again: %s", async (toLetter) => {
  server.manners = { toLetter: () => toLetter };
  await told(mill.lead);
  await queueMails(db);

  await sendMails(db, impatient());

  expect(await mailsTo(db, mill.lead)).toMatchObject([{ state: "queued", tries: 1, failure: expect.any(String) }]);
});

test("a server that takes the line and says nothing holds a letter up for a moment only", async () => {
  const silent = await startSilentServer();
  process.env.SMTP_URL = silent.url;
  await told(mill.lead);
  await queueMails(db);

  await sendMails(db, impatient());

  expect(await mailsTo(db, mill.lead)).toMatchObject([{ state: "queued", tries: 1 }]);
  await silent.stop();
});

test("an address that the server refuses for good is written to no more, and its member can read why", async () => {
  server.manners = { toRecipient: (address) => (address.startsWith(mill.lead.userId) ? 550 : undefined) };
  for (const member of [mill.lead, mill.seller]) await told(member);
  await queueMails(db);

  await sendMails(db);

  expect(server.mails).toHaveLength(1);
  expect(await mailsTo(db, mill.lead)).toMatchObject([{ state: "refused", failure: expect.stringContaining("550") }]);
  expect(await refusalOf(mill.lead)).toMatchObject([
    { refusedAt: expect.any(Date), refusedWhy: expect.stringContaining("the server says so") },
  ]);
  await told(mill.lead);
  expect(await queueMails(db, new Date(Date.now() + 48 * hour))).toBe(0);
});

test("a full mailbox is no refusal of the address", async () => {
  server.manners = { toRecipient: () => 552 };
  await told(mill.lead);
  await queueMails(db);

  await sendMails(db);

  expect(await mailsTo(db, mill.lead)).toMatchObject([{ state: "queued" }]);
  expect(await refusalOf(mill.lead)).toEqual([]);
});

test("a letter that the server does not want is not sent again, and the address stands", async () => {
  server.manners = { toLetter: () => 554 };
  await told(mill.lead);
  await queueMails(db);

  await sendMails(db);

  expect(await mailsTo(db, mill.lead)).toMatchObject([{ state: "refused" }]);
  expect(await refusalOf(mill.lead)).toEqual([]);
});

/** Gives up sooner than it does in earnest. */
const impatient = () => {
  const settings = mailSettings();
  if (!settings) throw new Error("There is no mail server.");
  return postman(settings, { connectMs: 300, silenceMs: 300, wholeMs: 800 });
};

const refusalOf = (member: Member) =>
  db
    .select({ refusedAt: noticeSettings.refusedAt, refusedWhy: noticeSettings.refusedWhy })
    .from(noticeSettings)
    .where(eq(noticeSettings.memberId, member.id));
