import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { members, notices, pressures, trendVisits } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { editNoticeSettings } from "@/lib/mail/notice-settings";
import { noticeSettingsInput } from "@/lib/mail/notice-settings-input";
import { queueTrendMails } from "@/lib/mail/queue-trend-mails";
import { sendMails } from "@/lib/mail/send-mails";
import { lockBaseline } from "@/lib/measures/baselines";
import { createMeasure } from "@/lib/measures/defining";
import { enterReadings } from "@/lib/measures/entering";
import { createMeasureInput, lockBaselineInput } from "@/lib/measures/input";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, daysFrom, todayOf } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import { testDatabase } from "../../support/database";
import { emptyMailRoom, leaveMailRoom, openMailRoom } from "../../support/mail-room";
import { mailsTo, noticeRow, wants } from "../../support/notices";
import type { MailServer } from "../../support/smtp";
import { aMember, aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
let server: MailServer;
let mill: World;

beforeAll(async () => {
  server = await openMailRoom();
});
beforeEach(async () => {
  emptyMailRoom(server);
  mill = await aWorkspace(db, "The mill");
  // Who has chosen nothing is read of in a test of its own.
  await wants(db, mill.executive, { trendMail: "none" });
});
afterEach(async () => {
  await leaveMailRoom(db);
  await db.execute(sql`update members set ended_at = now()`);
});
afterAll(() => server.stop());

/** The Monday after next at 9:00 in UTC, which no reader has joined after. */
const monday = () => addDays(mondayOf(todayOf(mill.lead)), 14);
const at = (day: string, hour = 9) => new Date(`${day}T${String(hour).padStart(2, "0")}:00:00Z`);
/** The first Monday of the month after next. */
const firstMonday = () => {
  const month = addDays(`${addDays(`${monday().slice(0, 7)}-28`, 4).slice(0, 7)}-01`, 0);
  const of = mondayOf(month);
  return of === month ? of : addDays(of, 7);
};

/** Followed for so many weeks, the last of which has just ended. */
async function aFollowed(values: number[], name = "Hours to accept a lead") {
  const input = createMeasureInput.parse({
    id: v7(),
    relationshipId: mill.relationship.id,
    name,
    definition: "From hand-over to acceptance.",
    unit: "h",
    period: "week",
    nature: "time",
    wanted: "down",
  });
  await createMeasure(db, mill.lead, input);
  const weekAgo = (weeks: number) => addDays(mondayOf(todayOf(mill.lead)), -7 * weeks);
  await enterReadings(db, mill.seller, {
    measureId: input.id,
    readings: values.map((value, nth) => ({ periodOn: weekAgo(values.length - nth), value, note: null })),
  });
  return { measureId: input.id, weekAgo };
}
const usual = [22, 24, 21, 20, 23, 25, 22, 19, 21, 24, 21, 22];
/** As if the hour of all that was promised had come. */
async function send() {
  await db.execute(sql`update mails set due_at = now() - interval '1 second' where state = 'queued'`);
  await sendMails(db);
}
const weekly = (member: Member) => wants(db, member, { trendMail: "weekly" });

test("a week has one mail for whoever wants one: six sentences, the signals and the way to each, as text and as HTML", async () => {
  await weekly(mill.lead);
  const { measureId, weekAgo } = await aFollowed([...usual, 41]);
  await lockBaseline(
    db,
    mill.lead,
    lockBaselineInput.parse({ id: v7(), measureId, fromOn: weekAgo(13), throughOn: weekAgo(2) }),
  );

  expect(await queueTrendMails(db, at(monday()))).toBe(1);
  expect(await queueTrendMails(db, at(addDays(monday(), 1)))).toBe(0);
  await send();

  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  expect(mail?.subject).toMatch(
    /^The mill: Hours to accept a lead: signal against the wanted direction: 41\sh in the week/,
  );
  expect(mail?.to).toEqual([{ name: "Ines Okafor", address: `${mill.lead.userId}@people.example` }]);
  const home = `https://cause.example.org/w/${mill.workspace.slug}`;
  for (const body of [mail?.text, mail?.html]) {
    for (const said of [
      "No root cause is known yet.",
      "No improvement is open.",
      "Nobody has said yet what friction costs.",
      "No assessment yet.",
      "No outside pressure is noted.",
    ])
      expect(body).toContain(said);
    for (const path of [`/trends/measures/${measureId}`, "/root-causes", "/improvements?view=age", "/trends/cost"])
      expect(body).toContain(`${home}${path}`);
    expect(body).toContain(`${home}/trends?relationship=${mill.relationship.id}`);
    expect(body).toContain("https://cause.example.org/unsubscribe/");
  }
  expect(mail?.html).not.toMatch(/<img|<svg|<script|<link|url\(|src=/i);
  expect(mail?.header("List-Unsubscribe")).toMatch(/^<https:\/\/cause\.example\.org\/api\/unsubscribe\/[\w-]{86}>$/);
  expect(mail?.header("List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  expect(mail?.header("Auto-Submitted")).toBe("auto-generated");
});

test("a signal is told once: what the reader saw on the page or in the mail before is not new", async () => {
  await weekly(mill.lead);
  await weekly(mill.seller);
  await aFollowed([...usual, 41]);
  const visit = { workspaceId: mill.workspace.id, relationshipId: mill.relationship.id, memberId: mill.seller.id };
  await db.insert(trendVisits).values({ ...visit, visitedAt: at(monday(), 0) });
  setDaysAhead(daysFrom(todayOf(mill.lead), monday()));
  await queueTrendMails(db, at(monday()));
  await send();
  const subjects = () => server.mails.map(({ to, subject }) => `${to?.[0]?.name}: ${subject}`).sort();
  const silent = "The mill: Hours to accept a lead gave no new signal";
  expect(subjects()).toEqual([
    expect.stringMatching(/^Ines Okafor: The mill: .*signal/i),
    `Jonas Lindqvist: ${silent}`,
  ]);

  server.mails.length = 0;
  const next = addDays(monday(), 7);
  setDaysAhead(daysFrom(todayOf(mill.lead), next));
  await queueTrendMails(db, at(next));
  await send();

  expect(subjects()).toEqual([`Ines Okafor: ${silent}`, `Jonas Lindqvist: ${silent}`]);
});

test("an executive who has chosen nothing has one mail a month, and none once they want none", async () => {
  await aFollowed(usual);
  await wants(db, mill.executive, { trendMail: null });

  expect(await queueTrendMails(db, at(addDays(firstMonday(), 7)))).toBe(0);
  expect(await queueTrendMails(db, at(firstMonday()))).toBe(1);
  expect(await mailsTo(db, mill.executive)).toMatchObject([{ key: `trends:${firstMonday()}` }]);
  const choice = { digest: "daily", trendMail: "none", sendHour: 7, weekday: 1, quietFrom: "", quietUntil: "" };
  await editNoticeSettings(db, mill.executive, noticeSettingsInput.parse(choice));
  await send();

  expect(server.mails).toEqual([]);
  expect(await mailsTo(db, mill.executive)).toMatchObject([
    { state: "dropped", failure: "The member wants no trends by mail." },
  ]);
});

test("nobody is written to who has left, whose address was refused, or who is of the example", async () => {
  await aFollowed(usual);
  for (const member of [mill.owner, mill.lead, mill.seller]) await weekly(member);
  await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, mill.owner.id));
  await wants(db, mill.lead, { refusedAt: new Date(), refusedWhy: "550 no such mailbox" });
  expect(await queueTrendMails(db, at(monday()))).toBe(1);
  await db.execute(sql`update workspaces set is_example = true where id = ${mill.workspace.id}`);

  expect(await queueTrendMails(db, at(addDays(monday(), 7)))).toBe(0);
  await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, mill.seller.id));
  await send();
  expect(await mailsTo(db, mill.seller)).toMatchObject([{ state: "dropped", failure: "The member has left." }]);
});

test("of a workspace in which nothing is written yet there is no mail", async () => {
  await weekly(mill.lead);
  await queueTrendMails(db, at(monday()));

  await send();

  expect(server.mails).toEqual([]);
  expect(await mailsTo(db, mill.lead)).toMatchObject([{ state: "dropped", failure: "There was nothing to read yet." }]);
});

test("two copies send it once, and a server that says not now is asked again", async () => {
  await weekly(mill.lead);
  await aFollowed(usual);
  await Promise.all([queueTrendMails(db, at(monday())), queueTrendMails(db, at(monday()))]);
  await db.execute(sql`update mails set due_at = now() - interval '1 second'`);
  server.manners = { toRecipient: () => 451 };
  await sendMails(db);
  expect(await mailsTo(db, mill.lead)).toMatchObject([{ state: "queued", tries: 1 }]);
  server.manners = {};
  await db.execute(sql`update mails set due_at = now() - interval '1 second'`);

  await Promise.all([sendMails(db), sendMails(db)]);

  expect(server.mails).toHaveLength(1);
});

test("what waits for its reader stays to be told: a mail of trends tells no notices", async () => {
  await weekly(mill.lead);
  await aFollowed(usual);
  await noticeRow(db, mill.lead, { createdAt: new Date() });
  await queueTrendMails(db, at(monday()));

  await send();

  const kept = await db.select({ mailedAt: notices.mailedAt }).from(notices);
  expect([server.mails.length, kept]).toEqual([1, [{ mailedAt: null }]]);
});

test("people's words stay words in it, whatever they look like", async () => {
  await weekly(mill.lead);
  await aFollowed([...usual, 41], "<img src=x onerror=alert(1)> \u202Egnp");
  await db.insert(pressures).values({
    id: v7(),
    workspaceId: mill.workspace.id,
    relationshipId: mill.relationship.id,
    kind: "economy",
    title: "<b>Rates</b>\r\nBcc: eve@elsewhere.example",
    notedById: mill.lead.id,
  });
  await queueTrendMails(db, at(monday()));

  await send();

  const [mail] = server.mails;
  expect(mail?.html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(mail?.html).not.toMatch(/<img|<b>Rates/);
  expect(mail?.subject).not.toMatch(/[\u202E\r\n]/);
  expect(mail?.bcc).toBeUndefined();
  expect(mail?.to).toHaveLength(1);
});

test("of several relationships each is told under its name, those of the reader's side first", async () => {
  const another = await aMember(db, mill, { name: "Tom Weiss", role: "executive" });
  await weekly(another);
  await aFollowed([...usual, 41]);
  await db.execute(sql`
    with service as (
      insert into teams (id, workspace_id, name) values (${v7()}, ${mill.workspace.id}, 'Service') returning id)
    insert into relationships (id, workspace_id, first_team_id, second_team_id)
    select ${v7()}::uuid, ${mill.workspace.id}::uuid, ${mill.sales}::uuid, service.id from service`);
  await queueTrendMails(db, at(monday()));

  await send();

  const mail = server.mails.find(({ to }) => to?.[0]?.name === "Tom Weiss");
  expect(mail?.subject).toBe("The mill: new signals in Marketing and Sales");
  expect(mail?.text).toContain("== Marketing and Sales ==");
  expect(mail?.text).toContain("== Sales and Service ==");
});
