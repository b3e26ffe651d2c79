import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Engine, serverAt } from "@/db/client";
import { keepsStatements } from "@/db/kept-statements";
import { rows } from "@/db/rows";
import { prepareJobs } from "@/lib/jobs/boss";
import { enqueue } from "@/lib/jobs/queue";
import { type Jobs, startJobs } from "@/lib/jobs/runner";
import type { Works } from "@/lib/jobs/works";
import { findDueWork } from "@/lib/notices/find-due-work";
import { setDaysAhead } from "@/lib/text/clock";
import { dayIn } from "@/lib/text/days";
import { improvementRow } from "../../support/cases";
import { databaseUrl, testDatabase } from "../../support/database";
import { told } from "../../support/told";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();
const copies: { jobs: Jobs; client: ReturnType<typeof serverAt> }[] = [];

beforeEach(() => db.execute(sql`delete from jobs.job`));

afterEach(async () => {
  setDaysAhead(0);
  await Promise.all(copies.splice(0).map(({ jobs, client }) => jobs.stop().then(() => client.end())));
});

/** A program of its own as far as the database sees it. */
async function aCopy(works: Partial<Works>): Promise<Jobs> {
  const client = serverAt(databaseUrl(), { pool: 2 });
  const own = drizzle(keepsStatements(client));
  const engine: Engine = { kind: "server", client };
  const jobs = await startJobs({ engine: () => engine, db: () => own }, works);
  copies.push({ jobs, client });
  return jobs;
}

const settleAll = () => Promise.all(copies.map(({ jobs }) => jobs.settle()));

test("three copies do what comes by itself once in its stretch of the clock, between them", async () => {
  const work = vi.fn(async () => {});
  for (let copy = 0; copy < 3; copy += 1) await aCopy({ "find-due-work": work });

  await settleAll();
  expect(work).toHaveBeenCalledTimes(1);
  setDaysAhead(1 / 24);
  await settleAll();
  await settleAll();

  expect(work).toHaveBeenCalledTimes(2);
});

test("a copy that comes later does not do it again", async () => {
  const work = vi.fn(async () => {});
  await aCopy({ "find-due-work": work });
  await settleAll();

  await aCopy({ "find-due-work": work });
  await settleAll();

  expect(work).toHaveBeenCalledTimes(1);
});

test("of a hundred jobs three copies do each once", async () => {
  const work = vi.fn(async () => {});
  for (let job = 0; job < 100; job += 1) await enqueue(db, "send-mails", {});

  for (let copy = 0; copy < 3; copy += 1) await aCopy({ "send-mails": work });
  await settleAll();

  expect(work).toHaveBeenCalledTimes(100);
});

test("what a copy died over is done by another once its time is over", async () => {
  await enqueue(db, "send-mails", {});
  await db.execute(sql`update jobs.job set state = 'active', started_on = now()`);
  const work = vi.fn(async () => {});
  const other = await aCopy({ "send-mails": work });

  await other.sweep();
  await other.settle();
  expect(work).toHaveBeenCalledTimes(0);
  await db.execute(sql`update jobs.job set started_on = now() - interval '10 minutes'`);
  await other.sweep();
  await db.execute(sql`update jobs.job set start_after = now() - interval '1 second'`);
  await other.settle();

  expect(work).toHaveBeenCalledTimes(1);
});

test("three copies that look for due work at once tell it once", async () => {
  const mill = await aWorkspace(db);
  await improvementRow(db, mill, null, { dueOn: dayIn("UTC") });

  await Promise.all([findDueWork(db), findDueWork(db), findDueWork(db)]);

  expect(await told(db, mill.lead)).toHaveLength(1);
});

test("five copies that start at once make the queue's tables once", async () => {
  await db.execute(sql`drop schema jobs cascade`);
  const clients = Array.from({ length: 5 }, () => serverAt(databaseUrl(), { pool: 2 }));
  for (const client of clients) drizzle(client);

  await Promise.all(clients.map((client) => prepareJobs({ kind: "server", client })));

  const found = await db.execute(sql`select count(*)::int as n from jobs.queue`);
  expect(rows<{ n: number }>(found)[0]?.n).toBeGreaterThan(2);
  await Promise.all(clients.map((client) => client.end()));
});
