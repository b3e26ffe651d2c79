import { fork } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { startServer, stopServer } from "../support/server";
import type { Figure } from "./figures";
import { type Filled, fill } from "./fill";
import { openPostgres } from "./postgres";
import { settings } from "./settings";
import { visitor } from "./visits";

type Say = (words: string) => void;

/** Requests a second while nothing is sent and while mails are; so long is looked at before. */
const pace = 10;
const quietMs = 30_000;
const mostMs = 15 * 60_000;
const noticesEach = 3;

/** How long pages take while a digest goes to each of so many members, against the same pages while none does. */
export async function measureMails(say: Say): Promise<{ figures: Figure[] }> {
  const postgres = await openPostgres();
  const sink = fork(join("tests", "bench", "mail-sink.mjs"));
  const [{ port }] = (await once(sink, "message")) as [{ port: number }];
  const clock = join(tmpdir(), `common-cause-bench-clock-${process.pid}`);
  writeFileSync(clock, "0");
  say(`filling a database with ${settings.mails} members for whom something waits`);
  const filled = await postgres.filled(settings.few, fillWithNotices);
  const env = { DATABASE_URL: filled.url, SMTP_URL: `smtp://127.0.0.1:${port}?tls=off`, CLOCK_FILE: clock };
  const server = await startServer(env);
  try {
    const pages = pagesIn(server.origin, filled);
    const taken = async () => {
      sink.send("how many?");
      const [answer] = (await once(sink, "message")) as [{ taken: number }];
      return answer.taken;
    };
    await visit(pages, quietMs / 2);
    say("pages while nothing is sent");
    const quiet = await visit(pages, quietMs);
    say(`pages while ${settings.mails} digests are sent`);
    const since = performance.now();
    // On the next day the digests of the day are due.
    writeFileSync(clock, "1");
    const busy = await visit(pages, mostMs, async () => (await taken()) >= settings.mails);
    const seconds = (performance.now() - since) / 1000;
    const sent = await taken();
    return {
      figures: [
        {
          name: `mails: pages at p95 while ${sent} digests are sent ÷ quiet`,
          value: p95(busy) / p95(quiet),
          limit: 1.5,
        },
        { name: "mails: pages at p95, quiet", value: p95(quiet), unit: "ms" },
        { name: "mails: pages at p95 meanwhile", value: p95(busy), unit: "ms" },
        {
          name: `mails: until the last of ${settings.mails} was taken`,
          value: seconds,
          unit: "s",
          limit: mostMs / 1000,
        },
      ],
    };
  } finally {
    await stopServer(server);
    sink.disconnect();
    rmSync(clock, { force: true });
    await postgres.stop();
  }
}

/**
 * Members around the world, a hundred to a workspace, each with some notices that were told just now. The workspace whose
 * pages are looked at is another: one of thousands would be dear to draw by itself.
 */
async function fillWithNotices(db: Database, incidents: number): Promise<Filled> {
  const filled = await fill(db, incidents);
  const here = filled.world.workspace.id;
  const id = (what: string) => sql`md5(${what} || n)::uuid`;
  const home = sql`md5('workspace' || n / 100)::uuid`;
  for (const statement of [
    sql`insert into workspaces (id, slug, name)
      select md5('workspace' || n)::uuid, 'mill-' || n, 'Mill number ' || n
      from generate_series(0, ${settings.mails}::int / 100) n`,
    sql`insert into users (id, email, name, time_zone, locale)
      select ${id("user")}, 'member-' || n || '@mill.example', 'Member number ' || n,
        (array['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'])[1 + n % 5], 'en-GB'
      from generate_series(1, ${settings.mails}::int) n`,
    sql`insert into members (id, workspace_id, user_id, team_id, role)
      select ${id("member")}, ${home}, ${id("user")}, null, 'member'
      from generate_series(1, ${settings.mails}::int) n`,
    // Of the kind "somebody was named": the daily look for due work settles none of those.
    sql`insert into notices (id, workspace_id, member_id, kind, key, about, path)
      select md5('notice' || n || '/' || k)::uuid, ${home}, ${id("member")}, 'mentioned', 'bench:' || k,
        'Leads of the fair came without a telephone number, for the ' || k || '. time', '/incidents/' || i.id
      from generate_series(1, ${settings.mails}::int) n
      cross join generate_series(1, ${noticesEach}::int) k
      cross join (select id from incidents where workspace_id = ${here}::uuid order by id limit 1) i`,
  ])
    await db.execute(statement);
  return filled;
}

function pagesIn(origin: string, { world, cookie, incidentId, treeId }: Filled) {
  const { read } = visitor(origin, cookie);
  const base = `/w/${world.workspace.slug}`;
  const paths = ["/today", "/incidents", `/incidents/${incidentId}`, `/causes/${treeId}`, "/improvements", "/notices"];
  return paths.map((path) => () => patiently(() => read(base + path)));
}

/** A kept connection may close just as it is used again; a browser then asks anew, and the time of both counts. */
const patiently = (ask: () => Promise<unknown>, times = 3): Promise<unknown> =>
  ask().catch((error) => {
    if (times > 1 && error instanceof TypeError) return patiently(ask, times - 1);
    throw error;
  });

/** Asks for the pages in turn, at an even pace, whether the one before has been answered or not. Gives their times in ms. */
async function visit(pages: (() => Promise<unknown>)[], ms: number, over: () => Promise<boolean> = async () => false) {
  const times: number[] = [];
  const faults: unknown[] = [];
  const under = new Set<Promise<void>>();
  const end = performance.now() + ms;
  for (let n = 0; performance.now() < end; n += 1) {
    const since = performance.now();
    const one: Promise<void> = (pages[n % pages.length]?.() ?? Promise.resolve())
      .then(() => void times.push(performance.now() - since))
      .catch((error) => void faults.push(error))
      .finally(() => under.delete(one));
    under.add(one);
    if (n % pace === 0 && (await over())) break;
    await new Promise((next) => setTimeout(next, Math.max(0, 1000 / pace - (performance.now() - since))));
  }
  await Promise.all(under);
  if (faults.length > 0) throw new Error(`${faults.length} pages did not answer.`, { cause: faults[0] });
  return times;
}

function p95(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}
