import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { notices } from "@/db/schema";
import { editNoticeSettings, findNoticeSettings, sendTestMail, tryAddressAgain } from "@/lib/mail/notice-settings";
import { noticeSettingsInput } from "@/lib/mail/notice-settings-input";
import { sendMails } from "@/lib/mail/send-mails";
import { testDatabase } from "../../support/database";
import { mailsTo, noticeRow, wants } from "../../support/notices";
import { type MailServer, startMailServer } from "../../support/smtp";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
let server: MailServer;
let mill: World;

beforeAll(async () => {
  process.env.TOKEN_KEY = "a key of the test";
  process.env.AUTH_SECRET = "another";
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = "a third";
  server = await startMailServer();
});
beforeEach(async () => {
  process.env.SMTP_URL = server.url;
  mill = await aWorkspace(db);
});
afterAll(() => server.stop());

const typed = { digest: "weekly", trendMail: "weekly", sendHour: "16", weekday: "5", quietFrom: "22", quietUntil: "6" };

test("whoever has chosen nothing is told once a day at seven, and an executive reads the trends once a month", async () => {
  const { choice, refusal, hasCalendar, test: tried } = await findNoticeSettings(db, mill.lead);

  const usual = { digest: "daily", sendHour: 7, weekday: 1, quietFrom: null, quietUntil: null };
  expect(choice).toEqual({ ...usual, trendMail: "none" });
  expect((await findNoticeSettings(db, mill.executive)).choice).toEqual({ ...usual, trendMail: "monthly" });
  expect([refusal, hasCalendar, tried]).toEqual([null, false, undefined]);
});

test("what a member chooses holds for them alone", async () => {
  await editNoticeSettings(db, mill.lead, noticeSettingsInput.parse(typed));

  expect((await findNoticeSettings(db, mill.lead)).choice).toEqual({
    digest: "weekly",
    trendMail: "weekly",
    sendHour: 16,
    weekday: 5,
    quietFrom: 22,
    quietUntil: 6,
  });
  expect((await findNoticeSettings(db, mill.seller)).choice.digest).toBe("daily");
});

test.each([
  [{ quietUntil: "" }, "quietUntil"],
  [{ quietFrom: "" }, "quietFrom"],
  [{ quietUntil: "22" }, "quietUntil"],
  [{ sendHour: "24" }, "sendHour"],
  [{ weekday: "0" }, "weekday"],
  [{ digest: "hourly" }, "digest"],
  [{ trendMail: "daily" }, "trendMail"],
])("quiet hours have a beginning and an end, and a day has 24 hours: %o", (change, field) => {
  const read = noticeSettingsInput.safeParse({ ...typed, ...change });

  expect(read.error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
});

test("a mail to try the address arrives, once for each form, and the profile says so", async () => {
  server.mails.length = 0;
  const id = v7();
  await sendTestMail(db, mill.lead, id);
  await sendTestMail(db, mill.lead, id);

  await sendMails(db);

  expect(server.mails.map(({ subject }) => subject)).toEqual(["The mill: mail reaches you"]);
  expect((await findNoticeSettings(db, mill.lead)).test).toMatchObject({ state: "sent", sentAt: expect.any(Date) });
});

test("a mail to try the address tells no notices, so they stay to be told", async () => {
  await noticeRow(db, mill.lead, { createdAt: new Date() });
  await sendTestMail(db, mill.lead, v7());

  await sendMails(db);

  const told = await db.select({ mailedAt: notices.mailedAt }).from(notices).where(eq(notices.memberId, mill.lead.id));
  expect(told).toEqual([{ mailedAt: null }]);
});

test("so many mails to try it are enough for an hour", async () => {
  for (let n = 0; n < 5; n += 1) await sendTestMail(db, mill.lead, v7());

  await expect(sendTestMail(db, mill.lead, v7())).rejects.toMatchObject({ kind: "too_many" });
  expect(await mailsTo(db, mill.lead)).toHaveLength(5);
});

test("an address that was refused is tried again when its member says so", async () => {
  await wants(db, mill.lead, { refusedAt: new Date(), refusedWhy: "550 no such mailbox" });
  expect((await findNoticeSettings(db, mill.lead)).refusal).toMatchObject({ why: "550 no such mailbox" });

  await tryAddressAgain(db, mill.lead, v7());

  expect((await findNoticeSettings(db, mill.lead)).refusal).toBeNull();
  expect(await mailsTo(db, mill.lead)).toHaveLength(1);
});

test("without a mail server no mail can be tried, and the member is told", async () => {
  delete process.env.SMTP_URL;

  await expect(sendTestMail(db, mill.lead, v7())).rejects.toMatchObject({
    message: "This installation has no mail server.",
  });
});
