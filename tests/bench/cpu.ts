import { readdirSync, readFileSync } from "node:fs";

/** Linux counts CPU time in hundredths of a second for every program, whatever the kernel's own tick. */
const tickMs = 10;

type Stat = { pid: number; parent: number; ownMs: number; childrenMs: number };

/** From /proc: the name may hold spaces and parentheses, so the fields are counted from the last one. */
function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const at = (field: number) => Number(fields[field - 3]); // numbered from 1 as in proc(5); pid and name are gone
    return { pid, parent: at(4), ownMs: (at(14) + at(15)) * tickMs, childrenMs: (at(16) + at(17)) * tickMs };
  } catch {
    return undefined; // it has ended
  }
}

/** CPU time of one process since its start, user and system, in ms. */
export const cpuOf = (pid: number): number => statOf(pid)?.ownMs ?? 0;

/** CPU time of a process and all it has started, the ended ones too: a database server with its backends. In ms. */
export function cpuOfFamily(pid: number): number {
  const head = statOf(pid);
  if (!head) return 0;
  const living = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === pid);
  return living.reduce((sum, stat) => sum + (stat?.ownMs ?? 0), head.ownMs + head.childrenMs);
}

/** The process that started this one. */
export const parentOf = (pid: number): number | undefined => statOf(pid)?.parent;

/** The most memory a process has held since its start, in MB of 1,000,000 bytes. */
export function peakMemoryOf(pid: number): number {
  const [, kB] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return (Number(kB) * 1024) / 1e6;
}

/** The memory a process holds now, in MB of 1,000,000 bytes. */
export function memoryOf(pid: number): number {
  const [, kB] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return (Number(kB) * 1024) / 1e6;
}

/** All time of all processors since the start of the machine, in ms, and what of it its host gave to others. */
export type MachineTime = { allMs: number; stolenMs: number };

export function machineTime(): MachineTime {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  return { allMs: ticks.reduce((sum, one) => sum + one, 0) * tickMs, stolenMs: (ticks[7] ?? 0) * tickMs };
}
