import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engine } from "@/db/client";
import { mails } from "@/db/schema";
import { findingsOf } from "@/lib/installation/health";
import { installationStanding, type Standing } from "@/lib/installation/standing";
import { prepareJobs } from "@/lib/jobs/boss";
import { enqueue } from "@/lib/jobs/queue";
import { startSession } from "@/lib/people/sessions";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), "data-"));
beforeAll(async () => {
  process.env.DATA_DIR = folder;
  await prepareJobs(engine());
});
afterAll(() => {
  delete process.env.DATA_DIR;
  rmSync(folder, { recursive: true });
});

test("the standing counts what waits, what was refused and who is signed in, over all workspaces", async () => {
  const mill = await aWorkspace(db);
  const before = await installationStanding(db);
  await startSession(db, mill.owner.userId);
  const mail = (state: "queued" | "refused", at = sql`now()`) =>
    db.insert(mails).values({
      id: v7(),
      workspaceId: mill.workspace.id,
      memberId: mill.owner.id,
      key: `test:${v7()}`,
      state,
      createdAt: at,
    });
  await mail("queued", sql`now() - interval '2 hours'`);
  await mail("refused");
  await mail("refused", sql`now() - interval '8 days'`);
  await db.transaction((tx) => enqueue(tx, "sweep-files", {}));

  const after = await installationStanding(db);

  expect(after.sessions - before.sessions).toBe(1);
  expect(after.mails.waiting - before.mails.waiting).toBe(1);
  expect(after.mails.late - before.mails.late).toBe(1);
  expect(after.mails.refused - before.mails.refused).toBe(1);
  expect(after.jobs.waiting - before.jobs.waiting).toBe(1);
  expect(after.database.version).toMatch(/^\d+/);
  expect(after.database.bytes).toBeGreaterThan(1_000_000);
  expect(after.disk?.freeBytes).toBeGreaterThan(0);
});

const well: Standing = {
  database: { engine: "embedded", version: "18.6", bytes: 4e7 },
  disk: { freeBytes: 9e9, leastFreeBytes: 2e8 },
  snapshot: { takenAt: new Date("2026-11-22T07:00:00Z") },
  jobs: { waiting: 1, running: 0, failed: 0, waitingSeconds: 3 },
  mails: { waiting: 0, late: 0, refused: 0 },
  sessions: 4,
  unknownSignIns: 2,
};
const reader = { number: String, bytes: (value: number) => `${value} B`, when: (at: Date) => at.toISOString() };
const found = (more: Partial<Standing>) =>
  findingsOf({ ...well, ...more }, new Date("2026-11-22T07:20:00Z"), reader, { mailIsOn: true, streams: 12 });
const todos = (more: Partial<Standing>) => found(more).flatMap(({ name, todo }) => (todo ? [name] : []));

test("where all is well nothing is asked for", () => {
  expect(todos({})).toEqual([]);
  expect(
    todos({ database: { engine: "server", version: "15.8", bytes: 4e7, connections: 9 }, snapshot: undefined }),
  ).toEqual([]);
});

test("how many look on is said, and on a server that it is so on one copy", () => {
  const said = (more: Partial<Standing>) => found(more).find(({ name }) => name === "Looking on live")?.says;

  expect(said({})).toBe("12 browsers are told at once what others do.");
  expect(said({ database: { ...well.database, engine: "server" } })).toContain("by the copy of the program");
});

test.each<[string, Partial<Standing>]>([
  ["Room on the disk", { disk: { freeBytes: 1e8, leastFreeBytes: 2e8 } }],
  ["Room on the disk", { disk: { freeBytes: 5e8, leastFreeBytes: 2e8 } }],
  ["Last snapshot", { snapshot: null }],
  ["Last snapshot", { snapshot: { takenAt: new Date("2026-11-19T07:00:00Z") } }],
  ["Work in the background", { jobs: { ...well.jobs, failed: 1 } }],
  ["Work in the background", { jobs: { ...well.jobs, waitingSeconds: 1000 } }],
  ["Mail", { mails: { waiting: 3, late: 3, refused: 0 } }],
  ["Mail", { mails: { waiting: 0, late: 0, refused: 1 } }],
  ["Signed in", { unknownSignIns: 1000 }],
])("what is not well is said with what to do: %s", (name, more) => {
  expect(todos(more)).toEqual([name]);
});
