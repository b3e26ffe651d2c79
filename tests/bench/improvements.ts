import { startServer, stopServer } from "../support/server";
import { cpuOf } from "./cpu";
import type { Figure } from "./figures";
import { type FilledCycles, fillImprovements } from "./improvements-fill";
import { openPostgres, type Postgres } from "./postgres";
import { settings } from "./settings";
import { type Costs, measureInTurn, ratio, spread, type Turn } from "./turns";
import { visitor } from "./visits";
import type { Walks } from "./walks";

/** What board and cycle pages may cost more with very many improvements than with a hundredth of them. */
const limit = 1.3;

const withFew = (name: string) => `${name}, with few`;

/** The pages of improvements and of cycles, on PostgreSQL, with few and with many improvements and incidents. */
export async function measureImprovements(say: (words: string) => void): Promise<{ figures: Figure[]; costs: Costs }> {
  const postgres = await openPostgres();
  try {
    const fewer = Math.round(settings.improvements / 100);
    say(`filling databases with ${fewer} and ${settings.improvements} improvements, and ten times as many incidents`);
    const [few, many] = [await filledWith(postgres, fewer), await filledWith(postgres, settings.improvements)];
    const [small, large] = [
      await startServer({ DATABASE_URL: few.url }),
      await startServer({ DATABASE_URL: many.url }),
    ];
    try {
      const onMany = walksOf(large.origin, many);
      const onFew = walksOf(small.origin, few);
      const turn = (name: string, once: () => Promise<unknown>, pid: number): Turn => ({
        name,
        once,
        cpu: () => ({ program: cpuOf(pid), database: postgres.cpu() }),
      });
      const paired = Object.entries(onMany).flatMap(([name, once]) => {
        const other = onFew[name];
        return [
          turn(name, once, large.child.pid ?? 0),
          ...(other ? [turn(withFew(name), other, small.child.pid ?? 0)] : []),
        ];
      });
      const costs = await measureInTurn(paired, say);
      const figures = Object.keys(onMany).map((name) => ({
        name: `${name}, ${settings.improvements} ÷ ${fewer} improvements`,
        value: ratio(costs, name, withFew(name)),
        spread: spread(costs, name, withFew(name)),
        limit,
      }));
      return { figures, costs };
    } finally {
      await Promise.all([stopServer(small), stopServer(large)]);
    }
  } finally {
    await postgres.stop();
  }
}

async function filledWith(postgres: Postgres, improvements: number): Promise<FilledCycles & { url: string }> {
  let filled: FilledCycles | undefined;
  const { url } = await postgres.filled(improvements, async (db, count) => {
    filled = await fillImprovements(db, count);
    return filled;
  });
  if (!filled) throw new Error("Nothing was filled.");
  return { ...filled, url };
}

function walksOf(origin: string, filled: FilledCycles): Walks {
  const { world, cookie, improvementId, closed, inReview, running, scan } = filled;
  const { read } = visitor(origin, cookie);
  const base = `/w/${world.workspace.slug}`;
  const addresses: Record<string, string> = {
    board: `${base}/improvements`,
    "board of one side": `${base}/improvements?side=${world.marketing}`,
    "improvements by age": `${base}/improvements?view=age`,
    improvement: `${base}/improvements/${improvementId}`,
    "cycle that runs": `${base}/cycles/${running}`,
    huddle: `${base}/cycles/${running}/huddle`,
    "quarterly review": `${base}/cycles/${running}/review`,
    "cycle in review": `${base}/cycles/${inReview}`,
    "review of the whole": `${base}/cycles/${inReview}/review`,
    "cycle that is closed": `${base}/cycles/${closed}`,
    "cycle in its scan": `${base}/cycles/${scan}`,
    "chain of 40 cycles": `${base}/cycles`,
  };
  return Object.fromEntries(Object.entries(addresses).map(([name, address]) => [name, () => read(address)]));
}
