import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { rows } from "@/db/rows";
import { members, notices } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { queueMails } from "@/lib/mail/queue-mails";
import { sendMails } from "@/lib/mail/send-mails";
import { mailSettings } from "@/lib/mail/settings";
import { type Postman, postman } from "@/lib/mail/smtp";
import { setDaysAhead } from "@/lib/text/clock";
import { improvementRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { emptyMailRoom, leaveMailRoom, openMailRoom } from "../../support/mail-room";
import { mailsTo, noticeRow, wants } from "../../support/notices";
import type { MailServer } from "../../support/smtp";
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

const now = () => new Date();
const ago = (hours: number) => new Date(Date.now() - hours * hour);
const told = (member: Member, given: Partial<typeof notices.$inferInsert> = {}) =>
  noticeRow(db, member, { createdAt: ago(26), ...given });
const due = () => db.execute(sql`update mails set due_at = now() - interval '1 minute'`);

test("what waits comes as one mail a day, with every next step linked, as text and as HTML", async () => {
  await told(mill.lead, { about: "Write the stand-in rule", path: "/improvements/1", dueOn: "2026-11-01" });
  await told(mill.lead, { about: "Fetch leads hourly", path: "/improvements/2?open=1", kind: "sustain_check_due" });

  expect(await queueMails(db)).toBe(1);
  expect(await queueMails(db)).toBe(0);
  await sendMails(db);

  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  expect(mail?.subject).toBe("The mill: 2 things wait for you, 1 of them past its day");
  expect(mail?.to).toEqual([{ name: "Ines Okafor", address: `${mill.lead.userId}@people.example` }]);
  for (const body of [mail?.text, mail?.html]) {
    expect(body).toContain(`https://cause.example.org/w/${mill.workspace.slug}/improvements/1`);
    expect(body).toContain("/improvements/2?open=1");
    expect(body).toContain("Say how far it is");
    expect(body).toContain("Say whether it still holds");
    expect(body).toContain("Write the stand-in rule");
    expect(body).toContain("1 November 2026");
    expect(body).toContain("https://cause.example.org/unsubscribe/");
  }
  expect(mail?.header("Auto-Submitted")).toBe("auto-generated");
  expect(mail?.header("List-Unsubscribe")).toMatch(/^<https:\/\/cause\.example\.org\/api\/unsubscribe\/[\w-]{86}>$/);
  expect(mail?.header("List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  expect(await mailsTo(db, mill.lead)).toMatchObject([{ state: "sent" }]);
  const kept = await db.select({ mailedAt: notices.mailedAt }).from(notices);
  expect(kept.every(({ mailedAt }) => mailedAt)).toBe(true);
});

test("each line names the two sides it stands between, where it stands between two", async () => {
  const id = await improvementRow(db, mill, null);
  await told(mill.lead, { path: `/improvements/${id}?step=do` });
  await told(mill.lead, { path: `/improvements/${mill.workspace.id}`, about: "It is there no more" });
  await queueMails(db);

  await sendMails(db);

  const lines = server.mails[0]?.text?.split("\n").filter((line) => line.includes("Due soon"));
  expect(lines).toEqual(["  Due soon · Marketing and Sales", "  Due soon"]);
});

test("what was mailed once is not mailed on another day", async () => {
  await told(mill.lead);
  await queueMails(db);
  await sendMails(db);

  setDaysAhead(2);

  expect(await queueMails(db, new Date(Date.now() + 48 * hour))).toBe(0);
});

test("where nothing is to be said no mail goes", async () => {
  const read = await told(mill.lead);
  await told(mill.seller, { settledAt: now() });
  await queueMails(db); // that of the lead alone
  await db.update(notices).set({ readAt: now() }).where(eq(notices.id, read));

  await sendMails(db);

  expect(server.mails).toEqual([]);
  expect(await mailsTo(db, mill.lead)).toMatchObject([{ state: "dropped", failure: "Nothing waited any more." }]);
  expect(await mailsTo(db, mill.seller)).toEqual([]);
});

test("each member is told as they want it: at once, in a week, or not at all", async () => {
  await wants(db, mill.owner, { digest: "none" });
  await wants(db, mill.lead, { digest: "each" });
  for (const member of [mill.owner, mill.lead, mill.seller]) await told(member);
  const fresh = await told(mill.lead, { createdAt: ago(0) });
  await told(mill.facilitator, { createdAt: ago(0) }); // after the last hour of sending: tomorrow's

  expect(await queueMails(db)).toBe(3);

  expect(await mailsTo(db, mill.owner)).toEqual([]);
  expect(await mailsTo(db, mill.facilitator)).toEqual([]);
  expect(await mailsTo(db, mill.lead)).toHaveLength(2);
  expect((await mailsTo(db, mill.lead)).map(({ key }) => key)).toContain(`notice:${fresh}`);
  expect((await mailsTo(db, mill.seller))[0]?.key).toMatch(/^digest:\d{4}-\d\d-\d\d$/);
  await sendMails(db);
  expect(server.mails).toHaveLength(3);
});

test("in quiet hours nothing is promised", async () => {
  const person = await aMember(db, mill, { name: "Kiri Tane", role: "member", timeZone: "Pacific/Kiritimati" });
  const at = new Date("2026-11-23T16:30:00Z"); // 6:30 on the 24th there
  await wants(db, person, { digest: "each", quietFrom: 22, quietUntil: 7 });
  await noticeRow(db, person, { createdAt: new Date(at.getTime() - hour) });

  expect(await queueMails(db, at)).toBe(0);
  expect(await queueMails(db, new Date(at.getTime() + hour))).toBe(1);
});

test("whoever has left gets nothing, also what was promised before", async () => {
  for (const member of [mill.lead, mill.seller]) await told(member);
  await db.update(members).set({ endedAt: now() }).where(eq(members.id, mill.seller.id));
  await queueMails(db);
  await db.update(members).set({ endedAt: now() }).where(eq(members.id, mill.lead.id));

  await sendMails(db);

  expect(server.mails).toEqual([]);
  expect(await mailsTo(db, mill.seller)).toEqual([]);
  expect(await mailsTo(db, mill.lead)).toMatchObject([{ state: "dropped", failure: "The member has left." }]);
});

test("nobody of the example is written to", async () => {
  await told(mill.lead);
  await db.execute(sql`update workspaces set is_example = true where id = ${mill.workspace.id}`);

  expect(await queueMails(db)).toBe(0);
});

test("without a mail server nothing is promised", async () => {
  await told(mill.lead);
  delete process.env.SMTP_URL;

  expect(await queueMails(db)).toBe(0);
  expect(await mailsTo(db, mill.lead)).toEqual([]);
});

test("two copies send a mail once", async () => {
  for (const member of [mill.owner, mill.lead, mill.seller]) await told(member);
  await Promise.all([queueMails(db), queueMails(db)]);

  await Promise.all([sendMails(db), sendMails(db)]);

  expect(server.mails).toHaveLength(3);
});

test("a mail that a copy sent and died over goes again as the same mail", async () => {
  await told(mill.lead);
  await queueMails(db);
  const dying: Postman = {
    ...carrier(),
    async deliver(letter) {
      await carrier().deliver(letter);
      throw new Error("The program was killed.");
    },
  };
  await expect(sendMails(db, dying)).rejects.toThrow("killed");
  await sendMails(db); // it is taken still
  expect(server.mails).toHaveLength(1);

  await due();
  await sendMails(db);

  const ids = server.mails.map(({ messageId }) => messageId);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toMatch(/^<[0-9a-f]{40}@cause\.example\.org>$/);
});

test("the password for the mail server stands in no mail, no row and no log", async () => {
  const canary = "canary-mail-password";
  process.env.SMTP_URL = server.url.replace("//", `//house:${canary}@`);
  for (const member of [mill.lead, mill.seller]) await told(member);
  await queueMails(db);
  await sendMails(db);
  server.manners = { password: canary };
  await due();
  await sendMails(db);

  expect(server.mails).toHaveLength(2);
  const kept = rows(await db.execute(sql`select * from mails`));
  const logged = vi.mocked(console.error).mock.calls;
  expect(logged.length).toBeGreaterThan(0);
  for (const secret of [canary, Buffer.from(canary).toString("base64"), process.env.TOKEN_KEY as string])
    expect(JSON.stringify([kept, logged, server.mails])).not.toContain(secret);
});

test("people's words stay words in a mail, whatever they look like", async () => {
  const about = "<img src=x onerror=alert(1)> \"a\" & 'b' \u202Egnp {{ }} \u0001";
  await told(mill.lead, { about, path: "//elsewhere.example/x\r\nBcc: eve@elsewhere.example" });
  await queueMails(db);

  await sendMails(db);

  const [mail] = server.mails;
  expect(mail?.html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(mail?.html).not.toMatch(/<(img|script|iframe|link)|url\(/i);
  const addresses = [...`${mail?.html}`.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => new URL(href).origin);
  expect(new Set(addresses)).toEqual(new Set(["https://cause.example.org"]));
  expect(mail?.bcc ?? []).toEqual([]);
  expect(mail?.subject).toBe(`The mill: Say how far it is: <img src=x onerror=alert(1)> "a" & 'b' gnp {{ }}`);
});

const carrier = () => {
  const settings = mailSettings();
  if (!settings) throw new Error("There is no mail server.");
  return postman(settings);
};
