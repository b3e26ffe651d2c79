import { type RunningServer, startServer, stopServer } from "../support/server";
import { cpuOf } from "./cpu";
import type { Figure } from "./figures";
import { buildFloor, startFloor } from "./floor";
import { type FilledDatabase, openPostgres, type Postgres } from "./postgres";
import { tapQueries } from "./query-tap";
import { settings } from "./settings";
import { type Costs, measureInTurn, ratio, spread, type Turn } from "./turns";
import { floorWalks, loggingOf, pagesOf, type Walks } from "./walks";

type Say = (words: string) => void;

/** What the program costs on PostgreSQL, with few and with many incidents, and what the floor costs beside it. */
export async function measureOnServer(say: Say): Promise<{ figures: Figure[]; costs: Costs }> {
  say("building the floor");
  await buildFloor();
  const postgres = await openPostgres();
  try {
    say(`filling databases with ${settings.few} and ${settings.many} incidents`);
    const [few, many] = [await postgres.filled(settings.few), await postgres.filled(settings.many)];
    const queries = await compareQueries(few, many);
    const costs = await measureCosts(postgres, few, many, say);
    return { figures: [...againstFloor(costs), ...manyAgainstFew(costs), ...queries], costs };
  } finally {
    await postgres.stop();
  }
}

const withFew = (name: string) => `${name}, with few`;

async function measureCosts(postgres: Postgres, few: FilledDatabase, many: FilledDatabase, say: Say): Promise<Costs> {
  const floor = await startFloor(many.url, many.world.workspace.id);
  const [small, large] = [await startServer({ DATABASE_URL: few.url }), await startServer({ DATABASE_URL: many.url })];
  try {
    const turns = (
      walks: Walks,
      { child: { pid = 0 } }: Pick<RunningServer, "child">,
      nameOf = (name: string) => name,
    ) =>
      Object.entries(walks).map(
        ([name, once]): Turn => ({
          name: nameOf(name),
          once,
          cpu: () => ({ program: cpuOf(pid), database: postgres.cpu() }),
        }),
      );
    const onLarge = turns({ ...(await loggingOf(large.origin, many)), ...(await pagesOf(large.origin, many)) }, large);
    const onSmall = turns(await pagesOf(small.origin, few), small, withFew);
    // Each page stands beside the same page with few incidents, so that both are measured within seconds.
    const paired = onLarge.flatMap((turn) => [turn, ...onSmall.filter(({ name }) => name === withFew(turn.name))]);
    return await measureInTurn([...turns(await floorWalks(floor.origin), floor), ...paired], say);
  } finally {
    floor.child.kill();
    await Promise.all([floor.ended, stopServer(small), stopServer(large)]);
  }
}

const againstFloor = (costs: Costs): Figure[] => [
  { ...compared(costs, "incident list", "floor list"), limit: 2, aim: 1.4 },
  { ...compared(costs, "logging an incident", "floor action"), limit: 2.5, aim: 1.7 },
  // Without scripts the answer to a form is the whole page again. That of the floor is a form with one field, ours is Today.
  compared(costs, "logging without JavaScript", "floor action without JavaScript"),
  compared(costs, "logging without JavaScript", "logging an incident", "today"),
];

const compared = (costs: Costs, one: string, ...others: string[]): Figure => ({
  name: `${one} ÷ ${others.length > 1 ? `(${others.join(" + ")})` : others[0]}`,
  value: ratio(costs, one, ...others),
  spread: spread(costs, one, ...others),
});

const pagesIn = (costs: Costs) => [...costs.keys()].filter((name) => costs.has(withFew(name)));

const manyAgainstFew = (costs: Costs): Figure[] => [
  ...pagesIn(costs).map((page) => ({
    name: `${page}, ${settings.many} ÷ ${settings.few} incidents`,
    value: ratio(costs, page, withFew(page)),
    spread: spread(costs, page, withFew(page)),
    limit: 1.3,
  })),
  {
    name: "20th page of the list ÷ first page",
    value: ratio(costs, "incident list, 20th page", "incident list"),
    spread: spread(costs, "incident list, 20th page", "incident list"),
    limit: 1.3,
  },
];

/** The number of queries of a page must be the same however much there is. */
async function compareQueries(few: FilledDatabase, many: FilledDatabase): Promise<Figure[]> {
  const [limits, counts] = [await countQueries(few), await countQueries(many)];
  return counts.map(([page, value]) => {
    const limit = limits.find(([name]) => name === page)?.[1];
    return { name: `queries: ${page}`, value, unit: "queries", limit };
  });
}

async function countQueries(database: FilledDatabase): Promise<[page: string, queries: number][]> {
  const tap = await tapQueries(database.url);
  // What the program asks by itself would be counted with a page.
  const server = await startServer({ DATABASE_URL: tap.url, JOBS: "off" });
  try {
    const counts: [string, number][] = [];
    for (const [name, once] of Object.entries(await pagesOf(server.origin, database))) {
      await once(); // a new connection asks for its types first
      const before = tap.count();
      await once();
      counts.push([name, tap.count() - before]);
    }
    return counts;
  } finally {
    await stopServer(server);
    tap.close();
  }
}
