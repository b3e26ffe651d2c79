import { fork } from "node:child_process";
import { mkdtemp, readdir, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { leastFreeBytes } from "../room";
import type { Session } from "../session";
import { unpackArchive } from "../snapshot-contents";
import { sizeOf } from "../snapshot-file";
import { CannotRestore } from "./format";
import { sayingWhenFull } from "./full-disk";

/** A database is about so many times as large as its snapshot. */
const unpacked = 10;

/** Opens what a snapshot holds, in a process beside the program that goes on working, and clears it away again. */
export async function withSnapshot<T>(
  file: string,
  folder: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  await clearCopies(folder);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < leastFreeBytes() + unpacked * (await sizeOf(file)))
    throw new CannotRestore(`There is too little room on the disk of ${folder} to read a snapshot.`);
  const copy = await mkdtemp(join(folder, "copy-"));
  try {
    await sayingWhenFull(folder, () => unpackArchive(file, copy));
    return await inProcess(copy, work);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

type Answer = { id: number; rows?: unknown[]; fault?: string };
type Waiting = { resolve(rows: unknown[]): void; reject(error: Error): void };

async function inProcess<T>(folder: string, work: (session: Session) => Promise<T>): Promise<T> {
  // The standalone build carries the file along.
  const program = join(/* turbopackIgnore: true */ process.cwd(), "db", "backup", "copy-process.mjs");
  const child = fork(program, [], { serialization: "advanced", stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  child.on("message", ({ id, rows, fault }: Answer) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (rows) one?.resolve(rows);
    else one?.reject(new Error(fault));
  });
  const lost = (error?: Error) => {
    for (const one of waiting.values()) one.reject(error ?? new Error("The copy of the database ended."));
    waiting.clear();
  };
  child.on("error", lost).on("exit", () => lost());
  const send = (words: { folder?: string; text?: string; values?: unknown[] }) =>
    new Promise<unknown[]>((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve, reject });
      child.send({ id: asked, ...words }, (error) => error && reject(error));
    });
  try {
    await send({ folder });
    return await work({
      run: (text) => send({ text }),
      ask: async <Row>(text: string, values: (string | null)[] = []) => (await send({ text, values })) as Row[],
    });
  } finally {
    child.kill("SIGKILL"); // it only reads, and its folder goes with it
  }
}

/** What a program that was killed left behind. */
async function clearCopies(folder: string) {
  for (const name of await readdir(folder)) {
    if (!name.startsWith("copy-")) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > 6 * 60 * 60_000) await rm(join(folder, name), { recursive: true, force: true });
  }
}
