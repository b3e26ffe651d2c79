import { createHash, timingSafeEqual } from "node:crypto";
import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { database } from "@/db/client";
import { queriesSent } from "@/db/query-count";
import { installationStanding, type Standing } from "@/lib/installation/standing";
import { countStreams } from "./live-stream";
import { gauge, trafficLines } from "./traffic";

const home = Symbol.for("common-cause.event-loop");
const shelf = globalThis as typeof globalThis & { [home]?: IntervalHistogram };

/** Watches from here on how late the event loop is. */
export function watchEventLoop(): void {
  if (shelf[home]) return;
  shelf[home] = monitorEventLoopDelay({ resolution: 20 });
  shelf[home].enable();
}

/** Whether somebody may read the figures: with METRICS_TOKEN as a bearer token, compared in constant time; undefined where it is off. */
export function mayReadMetrics(authorization: string | null, token = process.env.METRICS_TOKEN): boolean | undefined {
  if (!token) return undefined;
  const [, given = ""] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
  const mark = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(mark(given), mark(token));
}

/** All figures in the text of Prometheus; those of the database are left out while it is away. */
export async function metricsText(): Promise<string> {
  const standing = await installationStanding(database()).catch(() => undefined);
  const lines = [
    ...trafficLines(),
    ...processLines(),
    ...gauge("live_streams", "Browsers that this copy tells what others do.", countStreams()),
    ...gauge("database_queries_total", "Statements sent since the start.", queriesSent(), "counter"),
    ...gauge("database_up", "1 while the database answers.", standing ? 1 : 0),
    ...(standing ? standingLines(standing) : []),
  ];
  return `${lines.join("\n")}\n`;
}

function processLines(): string[] {
  const { rss, heapUsed, external } = process.memoryUsage();
  const loop = shelf[home];
  const lag = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value / 1e9 : 0);
  const lines = [
    ...gauge("memory_resident_bytes", "Memory of the process.", rss),
    ...gauge("memory_heap_bytes", "Heap in use.", heapUsed),
    ...gauge("memory_external_bytes", "Memory beside the heap.", external),
    ...gauge("uptime_seconds", "Since the start of the process.", Math.round(process.uptime())),
    ...gauge("event_loop_lag_seconds", "Mean lag since it was last asked for.", lag(loop?.mean)),
    ...gauge("event_loop_lag_p99_seconds", "99th percentile of it.", lag(loop?.percentile(99))),
    ...gauge("event_loop_lag_max_seconds", "The longest of it.", lag(loop?.max)),
  ];
  loop?.reset();
  return lines;
}

function standingLines({ database: db, disk, snapshot, jobs, mails, sessions, unknownSignIns }: Standing): string[] {
  return [
    ...gauge("database_bytes", "Size of the database.", db.bytes),
    ...gauge("database_connections", "Connections of all copies to the server.", db.connections),
    ...gauge("disk_free_bytes", "Room on the disk of the data folder.", disk?.freeBytes),
    ...gauge("snapshot_age_seconds", "Age of the newest snapshot of the embedded database.", ageOf(snapshot)),
    ...gauge("jobs_waiting", "Work that is due and not begun.", jobs.waiting),
    ...gauge("jobs_running", "Work that is being done.", jobs.running),
    ...gauge("jobs_failed", "Work that was given up within a day.", jobs.failed),
    ...gauge("jobs_oldest_wait_seconds", "How long the oldest due work has waited.", jobs.waitingSeconds),
    ...gauge("mails_waiting", "Mails that are not sent yet.", mails.waiting),
    ...gauge("mails_refused", "Mails that were given up within seven days.", mails.refused),
    ...gauge("sessions", "Sessions in which somebody is signed in.", sessions),
    ...gauge("sign_ins_unknown", "Tries to sign in at addresses that nobody has, in about a day.", unknownSignIns),
  ];
}

const ageOf = (snapshot: Standing["snapshot"]) =>
  snapshot ? Math.max(0, Math.round((Date.now() - snapshot.takenAt.getTime()) / 1000)) : undefined;
