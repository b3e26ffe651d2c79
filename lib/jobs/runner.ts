import "server-only";
import { AsyncResource } from "node:async_hooks";
import type PgBoss from "pg-boss";
import type { Database, Engine } from "@/db/client";
import { isUnreachable } from "@/db/lost";
import { hasRoom } from "@/db/room";
import { Refusal } from "@/lib/refusal";
import { now } from "@/lib/text/clock";
import { bossOver, jobSchema } from "./boss";
import { everyJobKind, type JobKind, jobKinds } from "./kinds";
import { overEngine } from "./own-connection";
import { enqueue } from "./queue";
import { slotJobId, slotOf } from "./slots";
import { onWake } from "./waking";
import type { Works } from "./works";

export type Jobs = {
  /** Begins nothing more; what is not done in time is left to the next copy. */
  stop(patienceMs?: number): Promise<void>;
  /** Does all that is due and comes back when nothing of it is left; for tests and tools. */
  settle(): Promise<void>;
  /** Makes due again what died with its copy; it comes by itself every half minute. */
  sweep(): Promise<void>;
};

/** Driver and database are asked for anew each time, for after a lost connection they are others. */
export type Ground = { engine(): Engine; db(): Database };

/** What others may have sent is looked for this often; what this copy sends, at once. */
const lookMs = 10_000;
/** What died with its copy is looked for this often. */
const sweepMs = 30_000;
const tickMs = 1_000;

/**
 * Does the work of the queue from here on: a job by one copy alone, again when its copy died over it or it failed, each
 * time after a longer pause. A database that goes away ends nothing; what was due is found when it is back.
 * The tables must be there (`prepareJobs`).
 */
export async function startJobs(ground: Ground, works: Partial<Works>): Promise<Jobs> {
  const connection = overEngine(ground.engine);
  const boss = await bossOver(connection);
  const known: Partial<Works> = { "tidy-jobs": () => boss.maintain(), ...works };
  const alone = ground.engine().kind === "pglite";
  const kinds = everyJobKind.filter((kind) => known[kind]);
  const sent = new Map<JobKind, number>();
  const running = new Map<string, { kind: JobKind; done: Promise<void> }>();
  let turn: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let away = false;
  let lookedAt = 0;
  let sweptAt = Date.now();

  /** Of several wishes during one turn there is one more turn. */
  function look(): Promise<void> {
    if (turn) again = true;
    turn ??= takeTurns().finally(() => {
      turn = undefined;
    });
    return turn;
  }

  async function takeTurns() {
    do {
      again = false;
      lookedAt = Date.now();
      try {
        await takeTurn();
        away = false;
      } catch (error) {
        if (!away) console.error("Work in the background waits for the database.", isUnreachable(error) ? "" : error);
        away = true;
      }
    } while (again && !away && !stopped);
  }

  async function takeTurn() {
    // On a disk that is nearly full everything is read and nothing changed.
    if (!(await hasRoom())) return;
    await takeSlots();
    if (Date.now() - sweptAt >= sweepMs) await sweep();
    for (const kind of await dueKinds()) {
      const busy = [...running.values()].filter((one) => one.kind === kind).length;
      const free = (jobKinds[kind].atOnce ?? 1) - busy;
      if (free <= 0 || stopped) continue;
      for (const job of await boss.fetch<object>(kind, { batchSize: free, includeMetadata: true })) begin(kind, job);
    }
  }

  async function takeSlots() {
    for (const kind of kinds) {
      const slot = slotOf(kind, now());
      if (slot === undefined || sent.get(kind) === slot) continue;
      const id = slotJobId(kind, slot);
      if (alone && isBusy(kind)) continue;
      if (alone) beginAlone(kind, id);
      else await enqueue(ground.db(), kind, {} as never, { id, key: id });
      sent.set(kind, slot);
    }
  }

  const isBusy = (kind: JobKind) => [...running.values()].some((one) => one.kind === kind);

  /**
   * Nobody else could do it, so nothing is written down beforehand: an embedded database in which nothing happens stays
   * as it is, and needs no snapshot. What fails is tried again from the queue.
   */
  function beginAlone(kind: JobKind, id: string) {
    const work = async () => {
      try {
        await known[kind]?.(ground.db(), {} as never);
      } catch (error) {
        if (error instanceof Refusal) return;
        const { pauseSeconds = 30 } = jobKinds[kind];
        const startAfter = new Date(Date.now() + pauseSeconds * 1000);
        await enqueue(ground.db(), kind, {} as never, { id, key: id, startAfter }).catch(leftToNextTurn);
      }
    };
    const done = work().finally(() => running.delete(id));
    running.set(id, { kind, done });
  }

  /** One cheap question, so that an idle copy asks nothing else. */
  async function dueKinds(): Promise<JobKind[]> {
    const { rows } = await connection.executeSql(
      `select distinct name from ${jobSchema}.job where state < 'active' and start_after < now()`,
    );
    const due = new Set(rows.map(({ name }) => name));
    return kinds.filter((kind) => due.has(kind));
  }

  /** What took longer than it may died with its copy; it is due again. */
  async function sweep() {
    sweptAt = Date.now();
    const { rows } = await connection.executeSql(
      `select 1 as stuck from ${jobSchema}.job where state = 'active' and started_on + expire_in < now() limit 1`,
    );
    if (rows.length > 0) await boss.expire();
  }

  function begin(kind: JobKind, job: PgBoss.JobWithMetadata<object>) {
    const done = doOne(kind, job).finally(() => {
      running.delete(job.id);
      if (!stopped) void look();
    });
    running.set(job.id, { kind, done });
  }

  async function doOne(kind: JobKind, job: PgBoss.JobWithMetadata<object>) {
    let outcome: object | undefined;
    try {
      await known[kind]?.(ground.db(), job.data as never);
    } catch (error) {
      // An expected "no" stays one however often it is asked.
      if (!(error instanceof Refusal)) return giveBack(kind, job, error);
      outcome = { refused: error.message };
    }
    await boss.complete(kind, job.id, outcome).catch(leftToSweep);
  }

  async function giveBack(kind: JobKind, job: PgBoss.JobWithMetadata<object>, error: unknown) {
    const why = error instanceof Error ? error.message.slice(0, 300) : String(error);
    if (job.retryCount >= job.retryLimit)
      console.error(`"${kind}" was given up after ${job.retryCount + 1} tries.`, error);
    await boss.fail(kind, job.id, { why }).catch(leftToSweep);
  }

  // With one process upon it, whatever was begun and not done died with the one before.
  if (alone) {
    const { rows } = await connection.executeSql(`select name, id from ${jobSchema}.job where state = 'active'`);
    for (const { name, id } of rows) await boss.fail(String(name), String(id), { why: "The program ended over it." });
  }
  const slotCame = () => kinds.some((kind) => slotOf(kind, now()) !== (sent.get(kind) ?? slotOf(kind, now())));
  const clock = setInterval(() => {
    if (Date.now() - lookedAt >= lookMs || (!away && slotCame())) void look();
  }, tickMs);
  clock.unref();
  // A deed that wakes us does so from within its transaction, to which nothing of ours must belong.
  onWake(AsyncResource.bind(() => void look()));
  void look();

  return {
    sweep,
    async settle() {
      do {
        await look();
        await Promise.all([...running.values()].map(({ done }) => done));
      } while (running.size > 0 || turn);
    },
    async stop(patienceMs = 5_000) {
      stopped = true;
      clearInterval(clock);
      onWake(undefined);
      await turn;
      let bell: NodeJS.Timeout | undefined;
      const late = new Promise((ring) => {
        bell = setTimeout(ring, patienceMs);
      });
      await Promise.race([Promise.all([...running.values()].map(({ done }) => done)), late]);
      clearTimeout(bell);
      for (const [id, { kind }] of running)
        await boss.fail(kind, id, { why: "The program was stopped." }).catch(leftToSweep);
    },
  };
}

/** The database is away: the job stays as begun, and is done again once its time is over. */
function leftToSweep() {}

/** Not even that could be written down: it comes again in its next stretch of the clock. */
function leftToNextTurn() {}
