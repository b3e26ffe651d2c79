import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { database, engine } from "@/db/client";
import { rows } from "@/db/rows";
import type { JobKind } from "@/lib/jobs/kinds";
import { enqueue } from "@/lib/jobs/queue";
import { type Jobs, startJobs } from "@/lib/jobs/runner";
import type { Works } from "@/lib/jobs/works";
import { findDueWork } from "@/lib/notices/find-due-work";
import { refuse } from "@/lib/refusal";
import { setDaysAhead } from "@/lib/text/clock";
import { dayIn } from "@/lib/text/days";
import { improvementRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { soon } from "../../support/soon";
import { told } from "../../support/told";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();
let jobs: Jobs | undefined;

beforeEach(() => db.execute(sql`delete from jobs.job`));

afterEach(async () => {
  await jobs?.stop();
  jobs = undefined;
  setDaysAhead(0);
});

/** "send-mails" is sent by deeds alone, "find-due-work" comes by itself each quarter of an hour. */
const start = async (works: Partial<Works>) => {
  jobs = await startJobs({ engine, db: database }, works);
  await jobs.settle();
  return jobs;
};

const states = async (kind: JobKind = "send-mails") =>
  rows<{ state: string }>(await db.execute(sql`select state::text from jobs.job where name = ${kind}`)).map(
    ({ state }) => state,
  );

/** A retry rests for half a minute; a test does not. */
const restIsOver = () => db.execute(sql`update jobs.job set start_after = now() - interval '1 second'`);

test("work that comes by itself is done once in its stretch of the clock, and again in the next", async () => {
  const work = vi.fn(async () => {});
  const running = await start({ "find-due-work": work });
  await running.settle();
  expect(work).toHaveBeenCalledTimes(1);

  setDaysAhead(1 / 24);
  await running.settle();

  expect(work).toHaveBeenCalledTimes(2);
});

test("work that comes by itself and fails is tried again before its next turn", async () => {
  const work = vi.fn(async () => {}).mockRejectedValueOnce(new Error("The database was busy."));
  const running = await start({ "find-due-work": work });
  expect(work).toHaveBeenCalledTimes(1);

  await restIsOver();
  await running.settle();
  await running.settle();

  expect(work).toHaveBeenCalledTimes(2);
});

test("an embedded database is not written to by work that comes by itself and finds nothing", async () => {
  if (engine().kind === "server") return;
  const work = vi.fn(async () => {});

  await start({ "find-due-work": work });

  expect(work).toHaveBeenCalledTimes(1);
  expect(await states("find-due-work")).toEqual([]);
});

test("a job that fails is done again, and done once when it succeeds", async () => {
  const work = vi.fn(async () => {}).mockRejectedValueOnce(new Error("The mail server is away."));
  await enqueue(db, "send-mails", {});
  const running = await start({ "send-mails": work });
  expect(await states()).toEqual(["retry"]);

  await restIsOver();
  await running.settle();
  await running.settle();

  expect(work).toHaveBeenCalledTimes(2);
  expect(await states()).toEqual(["completed"]);
});

test("a job that never succeeds is given up after its tries, and the log says so", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  await enqueue(db, "send-mails", {});
  const running = await start({ "send-mails": () => Promise.reject(new Error("It cannot be done.")) });

  for (let time = 0; time < 3; time += 1) {
    await restIsOver();
    await running.settle();
  }

  expect(await states()).toEqual(["failed"]);
  expect(said).toHaveBeenCalledWith('"send-mails" was given up after 2 tries.', expect.any(Error));
  said.mockRestore();
});

test("an expected no is not asked again", async () => {
  const work = vi.fn(async () => refuse("conflict", "That is not open."));
  await enqueue(db, "send-mails", {});

  await start({ "send-mails": work });

  expect(work).toHaveBeenCalledTimes(1);
  expect(await states()).toEqual(["completed"]);
});

test("what was begun when the program died is done again", async () => {
  await enqueue(db, "send-mails", {});
  await db.execute(sql`update jobs.job set state = 'active', started_on = now() - interval '1 hour'`);
  const work = vi.fn(async () => {});

  const running = await start({ "send-mails": work });
  await running.sweep();
  await restIsOver();
  await running.settle();

  expect(work).toHaveBeenCalledTimes(1);
  expect(await states()).toEqual(["completed"]);
});

test("killed between telling and noting it as done, the work is done again and tells nothing new", async () => {
  const mill = await aWorkspace(db);
  await improvementRow(db, mill, null, { dueOn: dayIn("UTC") });
  await enqueue(db, "find-due-work", {});
  await db.execute(sql`update jobs.job set state = 'active', started_on = now() - interval '1 hour'`);
  await findDueWork(db);
  const again = vi.fn((own) => findDueWork(own));

  const running = await start({ "find-due-work": again });
  await running.sweep();
  await restIsOver();
  await running.settle();

  expect(again).toHaveBeenCalledTimes(2); // what had died, and what came by itself
  expect(await told(db, mill.lead)).toHaveLength(1);
});

test("a job that is stopped with its program waits to be done by the next", async () => {
  let end = () => {};
  const work = vi.fn(() => new Promise<void>((done) => (end = done)));
  await enqueue(db, "send-mails", {});
  jobs = await startJobs({ engine, db: database }, { "send-mails": work });
  await soon(() => expect(work).toHaveBeenCalledTimes(1));

  await jobs.stop(10);
  end();

  expect(await states()).toEqual(["retry"]);
});

test("a job that a deed wants is begun when the deed is kept, without waiting for the next look", async () => {
  const work = vi.fn(async () => {});
  await start({ "send-mails": work });

  await db.transaction((tx) => enqueue(tx, "send-mails", {}));

  await soon(() => expect(work).toHaveBeenCalledTimes(1));
});

test("a database that goes away for a while ends nothing", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const work = vi.fn(async () => {});
  let away = true;
  const lost = () => {
    throw Object.assign(new Error("no route"), { code: "ECONNREFUSED" });
  };
  const ground = { engine: () => (away ? lost() : engine()), db: database };
  away = false;
  jobs = await startJobs(ground, { "send-mails": work });
  await jobs.settle();

  away = true;
  await jobs.settle();
  away = false;
  await enqueue(db, "send-mails", {});
  await restIsOver(); // what was sent in the same millisecond is not due yet, and the embedded clock knows no smaller step
  await jobs.settle();

  expect(work).toHaveBeenCalledTimes(1);
  said.mockRestore();
});
