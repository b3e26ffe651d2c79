/** A shorter run for trying things out: `BENCH_ROUNDS=1 BENCH_INCIDENTS=5000 npm run bench`. */
const number = (name: string, otherwise: number) => Number(process.env[name]) || otherwise;

export const settings = {
  /** Incidents in the large workspace; the figures that are promised hold for 100,000. */
  many: number("BENCH_INCIDENTS", 100_000),
  few: 1_000,
  /** Incidents in the workspace whose charts are drawn from kept sums; what is promised holds for 1,000,000. */
  sums: number("BENCH_SUMS", 1_000_000),
  causes: number("BENCH_CAUSES", 5_000),
  /** Incidents of five years behind the executive's page, and beside them; what is promised holds for 1,000,000 and 10,000. */
  trends: number("BENCH_TRENDS", 1_000_000),
  fewTrends: number("BENCH_FEW_TRENDS", 10_000),
  /** Improvements in the workspace whose board and cycles are measured; what is promised holds for 20,000. */
  improvements: number("BENCH_IMPROVEMENTS", 20_000),
  /** Members to whom a digest is sent. */
  mails: number("BENCH_MAILS", 10_000),
  /** Incidents in the workspace that people walk through. */
  load: number("BENCH_LOAD_INCIDENTS", 20_000),
  /** How many people, and for how many minutes each time, the last for all that follow; memory is judged from 10 minutes on. */
  people: (process.env.BENCH_PEOPLE ?? "20,50,100").split(",").map(Number),
  minutes: (process.env.BENCH_MINUTES ?? "1").split(",").map(Number),
  engines: (process.env.BENCH_ENGINES ?? "PostgreSQL,embedded").split(","),
  /** Each round measures everything once, in turn; the median of the rounds counts. */
  rounds: number("BENCH_ROUNDS", 7),
  /** How long one thing is done in one round, in ms: the kernel counts CPU in steps of 10 ms. */
  turnMs: number("BENCH_TURN_MS", 1_000),
  warmUpTimes: number("BENCH_WARM_UP_TIMES", 600),
  warmUpMs: number("BENCH_WARM_UP_MS", 8_000),
  /** Only some of the parts: `server` (PostgreSQL), `trees` (PostgreSQL and Chromium), `sums` (PostgreSQL), `trends` (both), `improvements` (PostgreSQL), `live` (PostgreSQL and Chromium), `mails` (PostgreSQL), `jobs` (both), `embedded` (PGlite), `bundles`, `sizes` (both), `load` (both). */
  parts: (
    process.env.BENCH_PARTS ?? "server,trees,sums,trends,improvements,live,mails,jobs,embedded,bundles,sizes,load"
  ).split(","),
  /** Whether the table is written to docs/bench.md, too. */
  write: process.env.BENCH_WRITE === "1",
};
