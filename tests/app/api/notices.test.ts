import { v7 } from "uuid";
import { expect, test } from "vitest";
import { GET } from "@/app/api/v1/notices/route";
import { makeApiToken } from "@/lib/people/api-tokens";
import { testDatabase } from "../../support/database";
import { noticeRow } from "../../support/notices";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();

const list = (token: string, query = "") =>
  GET(new Request(`http://localhost:3000/api/v1/notices?${query}`, { headers: { authorization: `Bearer ${token}` } }), {
    params: Promise.resolve({}),
  });

test("a token is told what its member was told, with the next step and the way to it", async () => {
  const mill = await aWorkspace(db);
  const { token } = await makeApiToken(db, mill.owner, { id: v7(), name: "Screen" });
  const [read, unread] = [new Date("2026-11-20T08:00:00Z"), new Date("2026-11-20T09:00:00Z")];
  await noticeRow(db, mill.owner, { createdAt: read, readAt: unread });
  const id = await noticeRow(db, mill.owner, { createdAt: unread, kind: "verdict_due", path: "/improvements/x" });
  await noticeRow(db, mill.lead, { createdAt: unread });

  const all = await (await list(token)).json();
  const waiting = await (await list(token, "of=unread")).json();

  expect(all.notices).toHaveLength(2);
  expect(waiting).toMatchObject({
    notices: [{ id, kind: "verdict_due", step: "Give the verdict", path: "/improvements/x", readAt: null }],
    older: null,
  });
});

test("a filter that is none is refused", async () => {
  const mill = await aWorkspace(db);
  const { token } = await makeApiToken(db, mill.owner, { id: v7(), name: "Screen" });

  expect((await list(token, "of=some")).status).toBe(422);
  expect((await list(token, "after=yesterday")).status).toBe(422);
});
