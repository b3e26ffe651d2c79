import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { members, noticeSettings } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { unsubscribeToken } from "@/lib/mail/unsubscribe-token";
import { findMailReader, unsubscribe } from "@/lib/mail/unsubscribing";
import { verbsOn } from "../../support/activities";
import { testDatabase } from "../../support/database";
import { wants } from "../../support/notices";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
let mill: World;

beforeAll(() => {
  process.env.TOKEN_KEY = "a key of the test";
  process.env.AUTH_SECRET = "another";
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = "a third";
});
beforeEach(async () => {
  mill = await aWorkspace(db);
});

const tokenOf = ({ workspaceId, id }: Member) => unsubscribeToken({ workspaceId, memberId: id });
const digestOf = async (member: Member) => (await findMailReader(db, tokenOf(member)))?.digest;

test("one click ends the mail of its reader alone, and again it does nothing new", async () => {
  expect(await unsubscribe(db, tokenOf(mill.lead))).toBe("daily");
  expect(await unsubscribe(db, tokenOf(mill.lead))).toBe("none");

  expect(await digestOf(mill.lead)).toBe("none");
  expect(await digestOf(mill.seller)).toBe("daily");
  expect(await verbsOn(db, mill.lead.id)).toEqual(["profile.edited"]);
});

test("the way back leads to what was before, and leaves the hours as they are", async () => {
  await wants(db, mill.lead, { digest: "weekly", sendHour: 16, weekday: 5 });
  const before = await unsubscribe(db, tokenOf(mill.lead));

  await unsubscribe(db, tokenOf(mill.lead), before);

  const [set] = await db.select().from(noticeSettings).where(eq(noticeSettings.memberId, mill.lead.id));
  expect(set).toMatchObject({ digest: "weekly", sendHour: 16, weekday: 5 });
});

test("a link of the trends ends the trends alone, and leads back to how often they came", async () => {
  const token = unsubscribeToken({ workspaceId: mill.workspace.id, memberId: mill.executive.id }, "trends");
  expect(await unsubscribe(db, token)).toBe("monthly");
  expect(await unsubscribe(db, token)).toBe("none");
  expect(await digestOf(mill.executive)).toBe("daily");

  expect(await unsubscribe(db, token, "daily")).toBeUndefined(); // no rhythm of the trends
  expect(await unsubscribe(db, token, "weekly")).toBe("none");

  expect(await findMailReader(db, token)).toMatchObject({ ends: "trends", told: "weekly", digest: "daily" });
});

test("no mail any more ends the trends, too", async () => {
  await unsubscribe(db, tokenOf(mill.executive));

  expect(await findMailReader(db, tokenOf(mill.executive))).toMatchObject({ digest: "none", trendMail: "none" });
});

test("a token that was changed, cut or made with another key opens nothing", async () => {
  const token = tokenOf(mill.lead);
  const changed = [...token].map((sign, at) => token.slice(0, at) + (sign === "A" ? "B" : "A") + token.slice(at + 1));
  const theirs = unsubscribeToken({ workspaceId: mill.workspace.id, memberId: mill.seller.id });
  const joined = Buffer.concat([
    Buffer.from(theirs, "base64url").subarray(0, 32),
    Buffer.from(token, "base64url").subarray(32),
  ]).toString("base64url");

  for (const wrong of [...changed, joined, token.slice(0, -1), `${token}A`, "", "\0", "x".repeat(5000)])
    expect(await unsubscribe(db, wrong), wrong).toBeUndefined();
  expect(await digestOf(mill.lead)).toBe("daily");
});

test("for whoever has left, and from another workspace, the link does not hold", async () => {
  await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, mill.lead.id));
  const depot = await aWorkspace(db, "The depot");
  const across = unsubscribeToken({ workspaceId: depot.workspace.id, memberId: mill.seller.id });

  expect(await unsubscribe(db, tokenOf(mill.lead))).toBeUndefined();
  expect(await unsubscribe(db, across)).toBeUndefined();
});
