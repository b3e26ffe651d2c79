import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import { notices } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { writeComment } from "@/lib/comments/commands";
import { listUnseenMentions } from "@/lib/comments/queries";
import { openNotice, readAllNotices, settleNotice } from "@/lib/notices/commands";
import { listNotices } from "@/lib/notices/queries";
import { enterWorkspace, startSession } from "@/lib/people/sessions";
import { improvementRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { noticeRow } from "../../support/notices";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 9, 0, second));
const ids = async (member: Member, of: "unread" | "earlier" | "all") =>
  (await listNotices(db, member, { of })).notices.map(({ id }) => id);

async function aNotice(member: Member, second = 0, given: Partial<typeof notices.$inferInsert> = {}) {
  return noticeRow(db, member, { createdAt: at(second), ...given });
}

test("what was told is listed the latest first, each member's own alone", async () => {
  const mill = await aWorkspace(db);
  const [first, second] = [await aNotice(mill.seller, 1), await aNotice(mill.seller, 2)];
  await aNotice(mill.lead, 3);

  expect(await ids(mill.seller, "all")).toEqual([second, first]);
});

test("a page is followed by the next from its last row on, also where many were told at one moment", async () => {
  const mill = await aWorkspace(db);
  for (let n = 0; n < 7; n += 1) await aNotice(mill.seller, 5);

  const first = await listNotices(db, mill.seller, { limit: 3 });
  const second = await listNotices(db, mill.seller, { limit: 3, after: first.older ?? undefined });
  const third = await listNotices(db, mill.seller, { limit: 3, after: second.older ?? undefined });

  const seen = [first, second, third].flatMap((page) => page.notices.map(({ id }) => id));
  expect(new Set(seen).size).toBe(7);
  expect(third.older).toBeNull();
});

test("to open a notice leads to its next step and reads it; it moves to the earlier ones", async () => {
  const mill = await aWorkspace(db);
  const noticeId = await aNotice(mill.seller, 1, { path: "/improvements/x" });

  expect(await openNotice(db, mill.seller, { noticeId })).toBe("/improvements/x");

  expect(await ids(mill.seller, "unread")).toEqual([]);
  expect(await ids(mill.seller, "earlier")).toEqual([noticeId]);
});

test("what was told to another does not exist, in this workspace and from another", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const noticeId = await aNotice(mill.seller);

  for (const member of [mill.lead, depot.seller])
    for (const deed of [openNotice, settleNotice])
      await expect(deed(db, member, { noticeId })).rejects.toMatchObject({ kind: "not_found" });

  expect(await ids(mill.seller, "unread")).toEqual([noticeId]);
});

test("to open a mention is to have seen it, on Today too", async () => {
  const mill = await aWorkspace(db);
  const subjectId = await improvementRow(db, mill, null);
  const words = { on: "improvement" as const, subjectId, whyId: null, text: "@Jonas Lindqvist look" };
  await writeComment(db, mill.lead, { id: v7(), ...words });
  const [noticeId = ""] = await ids(mill.seller, "unread");

  await openNotice(db, mill.seller, { noticeId });

  expect(await listUnseenMentions(db, mill.seller)).toEqual([]);
});

test("all are read at once but those told since the list was shown", async () => {
  const mill = await aWorkspace(db);
  await aNotice(mill.seller, 1);
  await aNotice(mill.seller, 2);
  const since = await aNotice(mill.seller, 3);

  await readAllNotices(db, mill.seller, { upTo: at(2).toISOString() });

  expect(await ids(mill.seller, "unread")).toEqual([since]);
});

test("what is put aside waits no more and stays to be found", async () => {
  const mill = await aWorkspace(db);
  const noticeId = await aNotice(mill.seller);

  await settleNotice(db, mill.seller, { noticeId });
  await settleNotice(db, mill.seller, { noticeId });

  expect(await ids(mill.seller, "unread")).toEqual([]);
  expect(await ids(mill.seller, "earlier")).toEqual([noticeId]);
});

test("the count of what is unread comes with whoever enters, in the same query, up to 100", async () => {
  const mill = await aWorkspace(db);
  const token = await startSession(db, mill.seller.userId);
  const enter = () => countQueries(() => enterWorkspace(db, token, mill.workspace.slug));
  await aNotice(mill.seller, 1);
  await aNotice(mill.seller, 2, { readAt: at(3) });
  await aNotice(mill.lead, 1);

  expect(await enter()).toMatchObject({ result: { unread: 1 }, queries: 1 });
  const many = Array.from({ length: 120 }, (_, n) => ({ id: v7(), key: `k${n}` }));
  const [row] = await db.select().from(notices).where(eq(notices.memberId, mill.seller.id)).limit(1);
  if (!row) throw new Error("no notice");
  await db.insert(notices).values(many.map((own) => ({ ...row, ...own, readAt: null })));

  expect(await enter()).toMatchObject({ result: { unread: 100 }, queries: 1 });
});
