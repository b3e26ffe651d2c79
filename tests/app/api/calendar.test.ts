import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { GET } from "@/app/api/calendar/[feed]/route";
import { members, noticeSettings } from "@/db/schema";
import { makeCalendarAddress, withdrawCalendarAddress } from "@/lib/calendar/private-address";
import { addDays, dayIn } from "@/lib/text/days";
import { verbsOn } from "../../support/activities";
import { improvementRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { freshInstallation } from "../../support/fresh";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
let mill: World;

beforeAll(() => {
  process.env.ORIGIN = "https://cause.example.org";
});
afterAll(() => {
  delete process.env.ORIGIN;
});
beforeEach(async () => {
  await freshInstallation(db);
  mill = await aWorkspace(db);
});

const fetched = (feed: string, headers: Record<string, string> = {}) =>
  GET(new Request("http://poisoned.example/", { headers }), { params: Promise.resolve({ feed }) });

test("the private address opens the calendar of its member, and nobody needs a session for it", async () => {
  await improvementRow(db, mill, null, { title: "Fetch leads hourly", dueOn: addDays(dayIn("UTC"), 3) });
  const token = await makeCalendarAddress(db, mill.lead);

  const answer = await fetched(`${token}.ics`);

  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(answer.headers.get("cache-control")).toBe("private, no-cache");
  const text = await answer.text();
  expect(text).toContain("SUMMARY:Due: Fetch leads hourly");
  expect(text.replace(/\r\n /g, "")).toContain("URL:https://cause.example.org/w/");
  expect(text).not.toContain("poisoned");
  expect(text).not.toContain(token);
});

test("what has not moved is not sent again", async () => {
  const token = await makeCalendarAddress(db, mill.lead);
  const mark = (await fetched(`${token}.ics`)).headers.get("etag") ?? "";

  expect((await fetched(`${token}.ics`, { "if-none-match": mark })).status).toBe(304);
  await improvementRow(db, mill, null, { dueOn: dayIn("UTC") });
  expect((await fetched(`${token}.ics`, { "if-none-match": mark })).status).toBe(200);
});

test("the token itself is kept nowhere, and a new one takes the place of the old", async () => {
  const old = await makeCalendarAddress(db, mill.lead);
  const [kept] = await db.select().from(noticeSettings).where(eq(noticeSettings.memberId, mill.lead.id));
  expect(JSON.stringify(kept)).not.toContain(old);

  const token = await makeCalendarAddress(db, mill.lead);

  expect((await fetched(`${old}.ics`)).status).toBe(404);
  expect((await fetched(`${token}.ics`)).status).toBe(200);
});

test("a withdrawn address, that of a member who has left, and any other open nothing", async () => {
  const [token, theirs] = [await makeCalendarAddress(db, mill.lead), await makeCalendarAddress(db, mill.seller)];
  await withdrawCalendarAddress(db, mill.lead);
  await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, mill.seller.id));

  for (const feed of [`${token}.ics`, `${theirs}.ics`, theirs, "x.ics", "", "\0.ics", `${"x".repeat(5000)}.ics`])
    expect((await fetched(feed)).status, feed.slice(0, 50)).toBe(404);
  await expect(withdrawCalendarAddress(db, mill.lead)).rejects.toMatchObject({ kind: "not_found" });
  expect(await verbsOn(db, mill.lead.id)).toEqual(["calendar.address_made", "calendar.address_withdrawn"]);
});

test("whoever asks too often waits, guessing or not", async () => {
  const token = await makeCalendarAddress(db, mill.lead);
  const statuses = async (feed: string, times: number) => {
    const all: number[] = [];
    for (let n = 0; n < times; n += 1) all.push((await fetched(feed)).status);
    return all;
  };

  expect(new Set(await statuses(`${"x".repeat(43)}.ics`, 30))).toEqual(new Set([404]));
  const tooMany = await fetched("y.ics");
  expect(tooMany.status).toBe(429);
  expect(Number(tooMany.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(new Set(await statuses(`${token}.ics`, 60))).toEqual(new Set([200]));
  expect((await fetched(`${token}.ics`)).status).toBe(429);
});
