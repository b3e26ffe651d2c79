import type { Page } from "@playwright/test";
import { type RunningServer, startServer, stopServer } from "../support/server";
import { longestFrame, longestWhileTyping, newPage, openBrowser } from "./browser";
import { cpuOf } from "./cpu";
import type { Figure } from "./figures";
import { type Filled, fill } from "./fill";
import { type FilledDatabase, openPostgres, type Postgres } from "./postgres";
import { tapQueries } from "./query-tap";
import { type Costs, measureInTurn, ratio, spread, type Turn } from "./turns";
import { visitor } from "./visits";

type Say = (words: string) => void;

const sizes = { usual: 500, most: 5_000 };
/** So many incidents that there is one tree of usual size beside the large ones. */
const incidents = 100;

/** What a tree of 5,000 whys costs beside one of 500, and for how long a browser stands still in it. */
export async function measureLargeTrees(say: Say): Promise<{ figures: Figure[]; costs: Costs }> {
  const postgres = await openPostgres();
  try {
    say(`filling a database with trees of ${sizes.usual} and ${sizes.most} whys`);
    const filled = await postgres.filled(incidents, (db, many) => fill(db, many, sizes));
    const queries = await compareQueries(filled);
    const server = await startServer({ DATABASE_URL: filled.url });
    try {
      const costs = await measureLoading(postgres, server, filled, say);
      const frames = await measureFrames(server.origin, filled, say);
      return { figures: [...perWhy(costs), ...queries, ...frames], costs };
    } finally {
      await stopServer(server);
    }
  } finally {
    await postgres.stop();
  }
}

const views = { outline: "", diagram: "/diagram" } as const;
type View = keyof typeof views;
const bothViews = Object.keys(views) as View[];
const nameOf = (view: View, whys: number) => `${view} of ${whys} whys`;
const addressOf = ({ world }: Filled, treeId: string, view: View) =>
  `/w/${world.workspace.slug}/causes/${treeId}${views[view]}`;

const pagesOf = (filled: Filled) =>
  bothViews.flatMap((view) => [
    { name: nameOf(view, sizes.usual), address: addressOf(filled, filled.treeId, view) },
    { name: nameOf(view, sizes.most), address: addressOf(filled, filled.largeTreeId, view) },
  ]);

function measureLoading(postgres: Postgres, server: RunningServer, filled: Filled, say: Say): Promise<Costs> {
  const { read } = visitor(server.origin, filled.cookie);
  const turns = pagesOf(filled).map(
    ({ name, address }): Turn => ({
      name,
      once: () => read(address),
      cpu: () => ({ program: cpuOf(server.child.pid ?? 0), database: postgres.cpu() }),
    }),
  );
  return measureInTurn(turns, say);
}

/** Ten times as many whys may take up to twenty times as long. */
function perWhy(costs: Costs): Figure[] {
  const times = sizes.most / sizes.usual;
  return bothViews.map((view) => {
    const [large, usual] = [nameOf(view, sizes.most), nameOf(view, sizes.usual)];
    const [low, high] = spread(costs, large, usual);
    return {
      name: `${large} ÷ ${sizes.usual}, per why`,
      value: ratio(costs, large, usual) / times,
      spread: [low / times, high / times],
      limit: 2,
    };
  });
}

/** One round of queries: as many as for the smaller tree. */
async function compareQueries(filled: FilledDatabase): Promise<Figure[]> {
  const tap = await tapQueries(filled.url);
  const server = await startServer({ DATABASE_URL: tap.url });
  try {
    const { read } = visitor(server.origin, filled.cookie);
    const counts = new Map<string, number>();
    for (const { name, address } of pagesOf(filled)) {
      await read(address); // a new connection asks for its types first
      // What works in the background asks now and then, too: the least of some times is the page's own.
      for (let time = 0; time < 3; time++) {
        const before = tap.count();
        await read(address);
        counts.set(name, Math.min(counts.get(name) ?? Number.POSITIVE_INFINITY, tap.count() - before));
      }
    }
    return bothViews.map((view) => ({
      name: `queries: ${nameOf(view, sizes.most)}`,
      value: counts.get(nameOf(view, sizes.most)) ?? Number.NaN,
      unit: "queries",
      limit: counts.get(nameOf(view, sizes.usual)),
    }));
  } finally {
    await stopServer(server);
    tap.close();
  }
}

/** A frame longer than this is felt while typing. */
const frameLimitMs = 50;

async function measureFrames(origin: string, filled: Filled, say: Say): Promise<Figure[]> {
  const browser = await openBrowser();
  try {
    const figures: Figure[] = [];
    for (const view of bothViews) {
      say(`a browser in the ${nameOf(view, sizes.most)}`);
      const page = await newPage(browser, origin, filled.cookie);
      const since = performance.now();
      await page.goto(origin + addressOf(filled, filled.largeTreeId, view));
      await page.getByText(view === "outline" ? "All saved" : /^\d+%$/).waitFor();
      const openedS = (performance.now() - since) / 1000;
      await page.waitForTimeout(3000); // what a page does once it is open is not what is measured
      const longest = await (view === "outline" ? longestWhileTyping(page) : longestWhilePanning(page));
      const deed = view === "outline" ? "typing in the" : "panning the";
      const limit = view === "outline" ? frameLimitMs : undefined;
      figures.push({ name: `browser: opening the ${nameOf(view, sizes.most)}`, value: openedS, unit: "s" });
      figures.push({
        name: `browser: longest frame ${deed} ${nameOf(view, sizes.most)}`,
        value: longest,
        unit: "ms",
        limit,
      });
      await page.context().close();
    }
    return figures;
  } finally {
    await browser.close();
  }
}

async function longestWhilePanning(page: Page): Promise<number> {
  const surface = await page.locator(".surface").boundingBox();
  if (!surface) throw new Error("The diagram is not to be seen.");
  const [x, y] = [surface.x + surface.width / 2, surface.y + 40];
  return longestFrame(page, async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 40; step++) await page.mouse.move(x - step * 8, y + step * 6);
    await page.mouse.up();
    await page.waitForTimeout(500);
  });
}
