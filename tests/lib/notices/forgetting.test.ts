import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { activity, mails, notices } from "@/db/schema";
import { logIncident } from "@/lib/incidents/commands";
import { logInput } from "@/lib/incidents/input";
import { forgetOldMails, forgetOldNotices } from "@/lib/notices/forgetting";
import { testDatabase } from "../../support/database";
import { noticeRow } from "../../support/notices";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();

const ago = (days: number) => new Date(Date.now() - days * 86_400_000);

test("notices that were read or settled over a year ago are thrown away, and what waits to be read stays", async () => {
  const { lead, workspace } = await aWorkspace(db);
  const told = (readAt: Date | null, settledAt: Date | null = null) =>
    noticeRow(db, lead, { createdAt: ago(800), readAt, settledAt });
  await told(ago(366));
  await told(null, ago(366));
  const settledLately = await told(ago(400), ago(2));
  const stays = [settledLately, await told(ago(364)), await told(null, ago(364)), await told(null)];

  await forgetOldNotices(db);

  const left = await db.select({ id: notices.id }).from(notices).where(eq(notices.workspaceId, workspace.id));
  expect(left.map(({ id }) => id).sort()).toEqual(stays.sort());
});

test("mails of over 90 days ago are thrown away once they are no longer to be sent", async () => {
  const { lead, workspace } = await aWorkspace(db);
  const mail = async (state: "queued" | "sent" | "refused", createdAt: Date) => {
    const id = v7();
    await db.insert(mails).values({ id, workspaceId: workspace.id, memberId: lead.id, key: id, state, createdAt });
    return id;
  };
  await mail("sent", ago(91));
  await mail("refused", ago(91));
  const stays = [await mail("queued", ago(91)), await mail("sent", ago(89))];

  await forgetOldMails(db);

  const left = await db.select({ id: mails.id }).from(mails).where(eq(mails.workspaceId, workspace.id));
  expect(left.map(({ id }) => id).sort()).toEqual(stays.sort());
});

test("however many there are, all go, and the history keeps every deed", async () => {
  const { lead, workspace } = await aWorkspace(db);
  await logIncident(db, lead, logInput.parse({ id: v7(), title: "Leads called late" }));
  const many = Array.from({ length: 1_100 }, () => {
    const id = v7();
    const of = { id, workspaceId: workspace.id, memberId: lead.id, key: id };
    return { ...of, kind: "verdict_due" as const, about: "Hourly", path: "/", createdAt: ago(900), readAt: ago(800) };
  });
  for (let at = 0; at < many.length; at += 100) await db.insert(notices).values(many.slice(at, at + 100));

  expect(await forgetOldNotices(db)).toBeGreaterThanOrEqual(many.length);

  expect(await db.$count(notices, eq(notices.workspaceId, workspace.id))).toBe(0);
  expect(await db.$count(activity, eq(activity.workspaceId, workspace.id))).toBeGreaterThan(0);
});
