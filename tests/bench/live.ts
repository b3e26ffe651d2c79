import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { startSession } from "@/lib/people/sessions";
import { chance } from "../support/faults";
import { type RunningServer, startServer, stopServer } from "../support/server";
import { sharedKeys } from "../support/shared-keys";
import { aMember } from "../support/worlds";
import { longestWhileTyping, newPage, openBrowser } from "./browser";
import type { Figure } from "./figures";
import { type Filled, fill } from "./fill";
import { openTreePage } from "./live-pages";
import { baseOf, type InRoom, lastOf, measureStreams, pause, quantile } from "./live-streams";
import { openPostgres } from "./postgres";
import { settings } from "./settings";
import { actionNamed, visitor } from "./visits";

type Say = (words: string) => void;

const whys = 1_000;
const people = 30;
/** Somebody who writes a line needs about so long for it. */
const pauseMs = 6_000;
/** How long they are watched. */
const workMs = 60_000;
const burst = 50;
/** What a burst may cost one browser: a handful. */
const mostAsked = 8;

type Room = InRoom & { lines: string[] };

/** Many people at one tree, on two copies of the program: how soon each sees what the others do, and what that costs. */
export async function measureLive(say: Say): Promise<{ figures: Figure[] }> {
  const postgres = await openPostgres();
  const copies: RunningServer[] = [];
  try {
    say(`filling a database with a tree of ${whys} whys and ${people} people`);
    let more = { cookies: [] as string[], lines: [] as string[] };
    const filled = await postgres.filled(settings.few, async (db, incidents) => {
      const workspace = await fill(db, incidents, { usual: 12, most: whys });
      more = await fillRoom(db, workspace);
      return workspace;
    });
    const room = { ...filled, ...more };
    const watch = pathToFileURL(join(process.cwd(), "tests", "bench", "memory.mjs")).href;
    for (let copy = 0; copy < 2; copy++)
      copies.push(await startServer({ ...sharedKeys, DATABASE_URL: filled.url, NODE_OPTIONS: `--import ${watch}` }));
    const origins = copies.map(({ origin }) => origin);
    return {
      figures: [
        ...(await measureTogether(origins, room, say)),
        ...(await measureTyping(origins, room, say)),
        ...(await measureStreams(copies[0] as RunningServer, room, say)),
      ],
    };
  } finally {
    await Promise.all(copies.map(stopServer));
    await postgres.stop();
  }
}

/** So many people, each with a line of their own, so that nobody rewords what another does. */
async function fillRoom(db: Database, { world, largeTreeId }: Filled) {
  const [cookies, lines]: string[][] = [[], []];
  for (let number = 0; number < people; number += 1) {
    const teamId = number % 2 ? world.sales : world.marketing;
    const member = await aMember(db, world, { name: `Person number ${number}`, role: "member", teamId });
    cookies?.push(`common-cause=${await startSession(db, member.userId)}`);
    const line = v7();
    await db.execute(sql`
      insert into whys (id, workspace_id, tree_id, parent_id, position, text, status, author_id, side_id)
      select ${line}, workspace_id, tree_id, id, ${`z${number}`}, 'Nobody had asked', 'hypothesis', ${member.id}, ${teamId}
      from whys where workspace_id = ${world.workspace.id}::uuid and tree_id = ${largeTreeId}::uuid
      order by id offset ${number * 30}::int limit 1`);
    lines?.push(line);
  }
  return { cookies: cookies ?? [], lines: lines ?? [] };
}

type Done = { by: number; whyId: string; text: string; sentAt: number; answeredAt: number };

/** A person whose page stands open, and who asks why below a line or rewords what they asked. */
function personAt(origin: string, room: Room, number: number, since: number) {
  const { cookies, lines, largeTreeId: treeId } = room;
  const cookie = cookies[number] ?? "";
  const page = openTreePage({ origin, base: baseOf(room), treeId, cookie, since });
  const { act } = visitor(origin, cookie);
  const [asking, rewording] = [actionNamed("askWhyAction"), actionNamed("rewordWhyAction")];
  const own: { id: string; text: string }[] = [];
  let times = 0;
  async function deed(dice: number): Promise<Done> {
    const text = `Nobody had been told of it, says person ${number} the ${++times}. time`;
    const line = dice < 0.5 ? own.at(-1) : undefined;
    const id = line?.id ?? v7();
    const sentAt = performance.now();
    const fields: Record<string, string> = line
      ? { treeId, whyId: id, text, before: line.text }
      : { treeId, id, parentId: lines[number] ?? "", text };
    const path = `${baseOf(room)}/causes/${treeId}`;
    const answer = await act(path, line ? rewording : asking, [room.world.workspace.slug, null], fields);
    const answeredAt = performance.now();
    page.ownDeed(Number(/"sequence":(\d+)/.exec(answer)?.[1]));
    if (line) line.text = text;
    else own.push({ id, text });
    return { by: number, whyId: id, text, sentAt, answeredAt };
  }
  return { page, deed };
}
type Person = ReturnType<typeof personAt>;

async function measureTogether(origins: string[], room: Room, say: Say): Promise<Figure[]> {
  say(`${people} people at one tree`);
  const since = await lastOf(origins[0] ?? "", room);
  const all = room.cookies.map((_, number) => personAt(origins[number % origins.length] ?? "", room, number, since));
  await Promise.all(all.map(({ page }) => page.opened));
  await workFor(all, 15_000); // V8 makes the program faster meanwhile
  const deeds = await workFor(all, workMs);
  const spans = spansOf(deeds, all);
  say(`a burst of ${burst} changes`);
  const inBurst = await measureBurst(origins[0] ?? "", all, room);
  for (const { page } of all) page.close();
  const unasked = all.flatMap(({ page }) => page.faults).length;
  const at = (part: number, of: (span: Span) => number) => quantile(spans.map(of), part);
  const named = (name: string) => `live, ${people} people, ${whys} whys: ${name}`;
  return [
    { name: named("from the answer until another page shows it"), value: at(0.5, answered), unit: "ms", limit: 300 },
    { name: named("from the answer, p95"), value: at(0.95, answered), unit: "ms", limit: 1_000 },
    { name: named("from sending until another page shows it"), value: at(0.5, sent), unit: "ms" },
    { name: named("from sending, p95"), value: at(0.95, sent), unit: "ms" },
    { name: named("saving it"), value: quantile(deeds.map(saving), 0.5), unit: "ms" },
    { name: named("saving it, p95"), value: quantile(deeds.map(saving), 0.95), unit: "ms" },
    {
      name: named(`changes of ${deeds.length} that a page was not told`),
      value: spans.filter(({ fromSending }) => fromSending === Number.POSITIVE_INFINITY).length + unasked,
      unit: "answers",
      limit: 0,
    },
    ...inBurst,
  ];
}

async function workFor(all: readonly Person[], ms: number): Promise<Done[]> {
  const done: Done[] = [];
  const end = performance.now() + ms;
  await Promise.all(
    all.map(async ({ deed }, number) => {
      const next = chance(number + 1);
      await pause(pauseMs * next());
      while (performance.now() < end) {
        done.push(await deed(next()));
        await pause(pauseMs * (0.5 + next()));
      }
    }),
  );
  await settled(all, done);
  return done;
}

const isShown = ({ page }: Person, { whyId, text }: Done) => page.seen.get(whyId)?.some((line) => line.text === text);

/** Until each page shows the last that each person did, or ten seconds are over. */
async function settled(all: readonly Person[], done: readonly Done[]) {
  const lasts = [...new Map(done.map((deed) => [deed.whyId, deed])).values()];
  const until = performance.now() + 10_000;
  const missing = () => all.some((one, number) => lasts.some((deed) => deed.by !== number && !isShown(one, deed)));
  while (missing() && performance.now() < until) await pause(50);
}

type Span = { fromSending: number; fromAnswer: number };
const sent = ({ fromSending }: Span) => fromSending;
const saving = ({ sentAt, answeredAt }: Done) => answeredAt - sentAt;
const answered = ({ fromAnswer }: Span) => fromAnswer;

/** For each deed and each other page. What was reworded once more before a page asked is seen with what came of it. */
function spansOf(deeds: readonly Done[], all: readonly Person[]): Span[] {
  return deeds.flatMap(({ by, whyId, sentAt, answeredAt }) =>
    all
      .filter((_, number) => number !== by)
      .map(({ page }) => {
        const at = page.seen.get(whyId)?.find((line) => line.at > sentAt)?.at ?? Number.POSITIVE_INFINITY;
        return { fromSending: at - sentAt, fromAnswer: Math.max(0, at - answeredAt) };
      }),
  );
}

/** All at once, as when somebody pastes a list: what each page asks because of it, a real browser among them. */
async function measureBurst(origin: string, all: readonly Person[], room: Room): Promise<Figure[]> {
  const browser = await openBrowser();
  try {
    const page = await newPage(browser, origin, room.cookie);
    await page.goto(`${origin}${baseOf(room)}/causes/${room.largeTreeId}`);
    await page.getByText("All saved").waitFor();
    await page.waitForTimeout(3_000); // its stream is open by then
    let requests = 0;
    page.on("request", () => {
      requests += 1;
    });
    const before = all.map((one) => one.page.asked());
    const writers = all.slice(0, 10);
    const turns = Array.from({ length: burst / writers.length });
    const done = await Promise.all(writers.flatMap(({ deed }) => turns.map(() => deed(1))));
    await settled(all, done);
    await page
      .getByText(done.at(-1)?.text ?? "")
      .first()
      .waitFor();
    await page.waitForTimeout(3_000);
    const asked = all.slice(writers.length).map((one, at) => one.page.asked() - (before[at + writers.length] ?? 0));
    const named = `live: a burst of ${burst} changes in ${inSeconds(done)} s, requests of`;
    return [
      { name: `${named} a browser`, value: requests, unit: "queries", limit: mostAsked },
      { name: `${named} the page that asks most`, value: Math.max(...asked), unit: "queries", limit: mostAsked },
    ];
  } finally {
    await browser.close();
  }
}

const inSeconds = (done: readonly Done[]) =>
  (
    (Math.max(...done.map(({ answeredAt }) => answeredAt)) - Math.min(...done.map(({ sentAt }) => sentAt))) /
    1000
  ).toFixed(1);

/** A browser whose network has stalled while others go on: what one types is drawn as always. */
async function measureTyping([origin = ""]: string[], room: Room, say: Say): Promise<Figure[]> {
  say("typing while the network stalls");
  const browser = await openBrowser();
  try {
    const page = await newPage(browser, origin, room.cookie);
    await page.goto(`${origin}${baseOf(room)}/causes/${room.largeTreeId}`);
    await page.getByText("All saved").waitFor();
    await page.waitForTimeout(3_000);
    const network = await page.context().newCDPSession(page);
    const stalled = { offline: false, latency: 600_000, downloadThroughput: 1, uploadThroughput: 1 };
    await network.send("Network.enable");
    await network.send("Network.emulateNetworkConditions", stalled);
    const value = await longestWhileTyping(page);
    return [{ name: "live: longest frame while typing, the network stalled", value, unit: "ms", limit: 50 }];
  } finally {
    await browser.close();
  }
}
