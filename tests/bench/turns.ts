import { settings } from "./settings";

/** CPU time in ms. */
export type Cpu = { program: number; database: number };

/** One thing to measure: `once` does it once, `cpu` tells what was spent for it so far, `prepare` comes before each turn. */
export type Turn = { name: string; once(): Promise<unknown>; cpu(): Cpu; prepare?(): Promise<void> };

/** CPU of one request, for each turn one figure per round. */
export type Costs = Map<string, Cpu[]>;

/** Two requests are under way at any time, so that program and database never wait for us. */
const atOnce = 2;

/**
 * Does everything in turn, round by round, so that whatever else the machine is busy with falls on all alike. Before
 * that, everything is done some hundred times: V8 goes on making a program faster for that long.
 */
export async function measureInTurn(turns: Turn[], say: (words: string) => void): Promise<Costs> {
  for (const turn of turns) {
    say(`warming up: ${turn.name}`);
    await turn.prepare?.();
    await repeat(turn, settings.warmUpMs, settings.warmUpTimes);
  }
  const costs: Costs = new Map(turns.map(({ name }) => [name, []]));
  for (let round = 1; round <= settings.rounds; round++) {
    say(`round ${round} of ${settings.rounds}`);
    for (const turn of round % 2 ? turns : turns.toReversed()) {
      await turn.prepare?.();
      const before = turn.cpu();
      const times = await repeat(turn, settings.turnMs);
      const after = turn.cpu();
      costs.get(turn.name)?.push({
        program: (after.program - before.program) / times,
        database: (after.database - before.database) / times,
      });
    }
  }
  return costs;
}

/** As long as `ms` allows, and at most so many times. Gives how often it was. */
async function repeat({ once }: Turn, ms: number, most = Number.POSITIVE_INFINITY): Promise<number> {
  const end = performance.now() + ms;
  let times = 0;
  const worker = async () => {
    while (performance.now() < end && times < most) {
      await once();
      times += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return times;
}

/** In each round, how many times dearer the one is than the others together. */
function ratios(costs: Costs, one: string, others: string[]): number[] {
  const below = (round: number) => others.reduce((sum, other) => sum + whole(costs.get(other)?.[round]), 0);
  return (costs.get(one) ?? []).map((cost, round) => whole(cost) / below(round));
}

/** The median over the rounds of how many times dearer the one is than the others together in that round. */
export const ratio = (costs: Costs, one: string, ...others: string[]): number => median(ratios(costs, one, others));

/** Between which ratios the middle half of the rounds lies: how far the machine let us see. */
export const spread = (costs: Costs, one: string, ...others: string[]): [low: number, high: number] =>
  middleHalf(ratios(costs, one, others));

export function middleHalf(values: readonly number[]): [low: number, high: number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] ?? Number.NaN;
  return [at(0.25), at(0.75)];
}

const whole = (cost: Cpu | undefined) => (cost ? cost.program + cost.database : Number.NaN);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
