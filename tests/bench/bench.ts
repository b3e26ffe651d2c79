import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { sharedKeys } from "../support/shared-keys";
import { measureEmbedded } from "./embedded";
import { columns, type Figure, missesLimit, tableOf } from "./figures";
import { measureFullSize } from "./full-size";
import { measureImprovements } from "./improvements";
import { measureJobs } from "./jobs";
import { measureKeptSums } from "./kept-sums";
import { measureLargeTrees } from "./large-trees";
import { measureLive } from "./live";
import { measureLoad } from "./load";
import { measureMails } from "./mails";
import { measureOnServer } from "./on-server";
import { settings } from "./settings";
import { measureTrends } from "./trends";
import { type Costs, median } from "./turns";

type Built = {
  pages: { page: string; kb: number }[];
  limitKb: number;
  /** Puts a table into its place in docs/reliability.md. */
  keep: (place: "load" | "sizes", table: string) => void;
};

/** Measures what was asked for and prints it; 1 when a limit is missed, else 0. */
export async function bench({ pages, limitKb, keep }: Built): Promise<number> {
  // Several servers of a run stand on one database, which takes only copies of one another.
  Object.assign(process.env, sharedKeys);
  const since = Date.now();
  const say = (words: string) => console.log(`  ${((Date.now() - since) / 1000).toFixed(0).padStart(4)} s  ${words}`);
  const figures: Figure[] = [];
  const details: string[] = [];
  if (settings.parts.includes("server")) {
    const { figures: found, costs } = await measureOnServer(say);
    figures.push(...found);
    details.push(costsTable(costs));
  }
  if (settings.parts.includes("trees")) {
    const { figures: found, costs } = await measureLargeTrees(say);
    figures.push(...found);
    details.push(costsTable(costs));
  }
  if (settings.parts.includes("sums")) {
    const { figures: found, costs } = await measureKeptSums(say);
    figures.push(...found);
    details.push(costsTable(costs));
  }
  if (settings.parts.includes("trends")) {
    const { figures: found, costs } = await measureTrends(say);
    figures.push(...found);
    details.push(costsTable(costs));
  }
  if (settings.parts.includes("improvements")) {
    const { figures: found, costs } = await measureImprovements(say);
    figures.push(...found);
    details.push(costsTable(costs));
  }
  if (settings.parts.includes("live")) figures.push(...(await measureLive(say)).figures);
  if (settings.parts.includes("jobs")) figures.push(...(await measureJobs(say)).figures);
  if (settings.parts.includes("embedded")) {
    const { figures: found, blocks } = await measureEmbedded(say);
    figures.push(...found);
    const lines = blocks.map(({ name, first, later }) => [
      name,
      ...[first.database.ms, later.database.ms, first.loopMs, later.loopMs].map((ms) => ms.toFixed(0)),
    ]);
    details.push(
      columns([["embedded, longest block in ms", "database, first", "later", "all, first", "later"], ...lines]),
    );
  }
  if (settings.parts.includes("mails")) figures.push(...(await measureMails(say)).figures);
  if (settings.parts.includes("bundles"))
    for (const { page, kb } of pages)
      figures.push({ name: `first-load JavaScript: ${page}`, value: kb, unit: "kB", limit: limitKb, aim: 20 });

  if (figures.length > 0) {
    const machine = `${settings.many} incidents, ${settings.rounds} rounds, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}`;
    const text = [machine, tableOf(figures), ...details].join("\n\n");
    console.log(`\n${text}\n`);
    if (settings.write) writeFileSync("docs/bench.md", `# Measured\n\nBy \`npm run bench\`. ${text}\n`);
  }
  // These have tables of their own, in docs/reliability.md.
  for (const [part, measure] of [
    ["sizes", measureFullSize],
    ["load", measureLoad],
  ] as const) {
    if (!settings.parts.includes(part)) continue;
    const { figures: found, table } = await measure(say);
    const text = `${tableOf(found)}\n\n${table}`;
    console.log(`\n${text}\n`);
    if (settings.write) keep(part, text);
    figures.push(...found);
  }
  return figures.some(missesLimit) ? 1 : 0;
}

function costsTable(costs: Costs): string {
  const lines = [...costs].map(([name, rounds]) => [
    name,
    median(rounds.map(({ program }) => program)).toFixed(1),
    median(rounds.map(({ database }) => database)).toFixed(1),
  ]);
  return columns([["CPU of one request in ms", "program", "database"], ...lines]);
}
