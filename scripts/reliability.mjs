import { readFileSync, writeFileSync } from "node:fs";
import { cpus, platform, totalmem } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./install.mjs";

/** docs/reliability.md: words of ours, and between markers what the last run of each kind measured. */
const file = join(root, "docs", "reliability.md");

/** `fault T1: what was done, how often, what was lost (seed 123)`, as fault tests print it. */
const line = /^fault (T\d+\w*): (.+), ([^,]+), ([^,]+?)(?: \(seed (\d+)\))?$/;

/** The tests told in what a run printed, as a table in the order of their numbers; undefined where none was told. */
export function tableOfFaults(lines) {
  const told = lines.flatMap((words) => {
    const [, id, done, often, lost, seed = ""] = line.exec(stripVTControlCharacters(words).trim()) ?? [];
    return id ? [[id, done, often, lost, seed]] : [];
  });
  if (told.length === 0) return undefined;
  const number = ([id]) => Number.parseInt(id.slice(1), 10);
  const rows = [["test", "what was done", "how often", "lost", "seed"], ...told.sort((a, b) => number(a) - number(b))];
  const [head, ...rest] = rows.map((row) => `| ${row.map((cell) => cell.replaceAll("|", "/")).join(" | ")} |`);
  return [head, "| --- | --- | --- | --- | --- |", ...rest].join("\n");
}

/** When it was measured and on what class of machine; nothing that names one. */
export function whenAndWhere() {
  const day = new Date().toISOString().slice(0, 10);
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${day}, ${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, ${memory} GB of memory, ${platform()}, Node ${process.versions.node}`;
}

/** Puts a text between the markers of that name; what stands around it stays. */
export function keepPart(name, text) {
  const [begin, end] = [`<!-- ${name}: written by the run -->`, `<!-- end of ${name} -->`];
  const [before, rest = ""] = readFileSync(file, "utf8").split(begin);
  const [, after] = rest.split(end);
  if (after === undefined) throw new Error(`docs/reliability.md has no place for “${name}”.`);
  writeFileSync(file, `${before}${begin}\n\n${text}\n\n${end}${after}`);
}
