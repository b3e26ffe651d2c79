import { execFileSync } from "node:child_process";
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { CannotStart } from "./fatal";

/**
 * One process at a time in a data folder. The lock is a numbered file: taking over a dead owner's number n means making
 * n + 1 with O_EXCL, which exactly one of several takers can do. Deleting and making anew would let two through.
 */

/** Which process on which start of which machine; a reused pid has another start. `space` tells containers apart. */
type Owner = { pid: number; startedAt: string; bootId: string; space: string };

/** The refusal to share a data folder; its message is for the person who started the second copy. */
export class DataFolderTaken extends CannotStart {
  constructor(folder: string, owner: Owner | undefined) {
    const who = owner ? ` by process ${owner.pid}` : "";
    super(
      `The data folder ${folder} is in use${who}. Two copies on one folder would destroy each other's data, so this one stops. ` +
        "Stop the other copy first, or give this one a folder of its own with DATA_DIR.",
    );
    this.name = "DataFolderTaken";
  }
}

/** A lock from another machine or container counts as dead when it stands still for several beats. */
const beatMs = 1000;

type Mine = { file: string; beat: NodeJS.Timeout };
const home = Symbol.for("common-cause.data-folder-lock");
const shelf = globalThis as typeof globalThis & { [home]?: Mine };

/** Takes the folder for this process or throws `DataFolderTaken`. Blocks for `patienceMs` when the last owner cannot be asked. */
export function takeDataFolder(folder: string, patienceMs = 5 * beatMs) {
  const me = identity(process.pid);
  for (;;) {
    const locks = locksIn(folder);
    const last = locks.at(-1) ?? 0;
    if (last > 0 && isHeld(lockFile(folder, last), me, patienceMs))
      throw new DataFolderTaken(folder, ownerIn(lockFile(folder, last)));
    const file = lockFile(folder, last + 1);
    if (!makeLock(file, me)) continue;
    // The one before stays: whoever reads the folder right now finds at least one of the two.
    for (const old of locks.slice(0, -1)) rmSync(lockFile(folder, old), { force: true });
    hold(file);
    return;
  }
}

/** Gives the folder free. Without effect when this process does not hold it. */
export function releaseDataFolder() {
  const mine = shelf[home];
  if (!mine) return;
  shelf[home] = undefined;
  clearInterval(mine.beat);
  process.off("exit", releaseDataFolder);
  rmSync(mine.file, { force: true });
}

function hold(file: string) {
  const beat = setInterval(() => touch(file), beatMs);
  beat.unref();
  shelf[home] = { file, beat };
  process.once("exit", releaseDataFolder);
}

function touch(file: string) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Only owners elsewhere look at the beat, and they wait for several.
  }
}

const lockFile = (folder: string, number: number) => join(folder, `in-use.${number}`);

const locksIn = (folder: string): number[] =>
  readdirSync(folder)
    .map((name) => Number(/^in-use\.(\d+)$/.exec(name)?.[1] ?? 0))
    .filter((number) => number > 0)
    .sort((a, b) => a - b);

function makeLock(file: string, me: Owner): boolean {
  let out: number;
  try {
    out = openSync(file, "wx", 0o600);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
  writeSync(out, JSON.stringify(me));
  closeSync(out);
  return true;
}

function isHeld(file: string, me: Owner, patienceMs: number): boolean {
  const owner = ownerIn(file);
  // Without a readable owner, or with one out of our sight, the beat of the file is all that can tell.
  if (!owner || owner.bootId !== me.bootId || owner.space !== me.space) return beats(file, patienceMs);
  return isAlive(owner.pid) && identity(owner.pid).startedAt === owner.startedAt;
}

function ownerIn(file: string): Owner | undefined {
  try {
    const { pid, startedAt, bootId, space } = JSON.parse(readFileSync(file, "utf8"));
    return { pid: Number(pid), startedAt: String(startedAt), bootId: String(bootId), space: String(space) };
  } catch {
    return undefined;
  }
}

function beats(file: string, patienceMs: number): boolean {
  const seen = beatOf(file);
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patienceMs / 20);
    const now = beatOf(file);
    if (now === undefined) return false;
    if (now !== seen) return true;
  }
  return false;
}

const beatOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A killed process whose parent has not fetched it yet still answers to its number.
    return statOf(pid)?.state !== "Z";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function identity(pid: number): Owner {
  return {
    pid,
    startedAt: statOf(pid)?.startedAt ?? tryTo(() => run("ps", "-o", "lstart=", "-p", String(pid))) ?? "",
    bootId:
      tryTo(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()) ??
      tryTo(() => run("sysctl", "-n", "kern.boottime")) ??
      "",
    space: tryTo(() => readlinkSync("/proc/self/ns/pid")) ?? "",
  };
}

/** From Linux's /proc/<pid>/stat; the program's name stands in parentheses and may itself hold spaces and parentheses. */
function statOf(pid: number) {
  const text = tryTo(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  return fields && { state: fields[0], startedAt: fields[19] };
}

const run = (program: string, ...words: string[]) =>
  execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

function tryTo<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
