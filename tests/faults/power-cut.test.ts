import { cpSync, fstatSync, mkdirSync, mkdtempSync, readdirSync, readSync, statSync } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Folders, SyncedFolder, syncedStart } from "@/db/synced-folder";
import { chance, often, seed, tellFault, tellRound } from "../support/faults";
import { aSetUpFolder } from "../support/server";

/**
 * A power cut, as a disk knows it: of what was written and not yet synced, each block of 4 kB may have arrived or not, in
 * any order. Before a block is written its content is noted, a sync forgets the notes of its file, and the cut lays notes
 * back over a copy, by chance.
 */

const rounds = often(3, 60);
const parent = mkdtempSync(join(tmpdir(), "common-cause-power-"));
const blockBytes = 4096;

afterAll(() => rm(parent, { recursive: true }));

type Unsynced = { size: number; blocks: Map<number, Buffer | undefined> };

class WatchedFolder extends SyncedFolder {
  readonly unsynced = new Map<number, Unsynced>();

  constructor(
    private readonly folder: string,
    private readonly syncs: boolean,
  ) {
    super(folder);
  }

  protected override hook(folders: Folders): void {
    super.hook(folders);
    if (!this.syncs) folders.stream_ops.fsync = () => 0;
    const { write } = folders.stream_ops;
    folders.stream_ops.write = (stream, bytes, offset, length, position) => {
      if (stream.nfd !== undefined) this.note(stream.nfd, position, length);
      return write(stream, bytes, offset, length, position);
    };
  }

  protected override sync(file: number): void {
    this.unsynced.delete(fstatSync(file).ino); // as if it had reached the disk; waiting for the real one proves nothing here
  }

  private note(file: number, position: number, length: number) {
    const { ino, size } = fstatSync(file);
    const noted = this.unsynced.get(ino) ?? { size, blocks: new Map() };
    this.unsynced.set(ino, noted);
    for (let block = Math.floor(position / blockBytes); block * blockBytes < position + length; block += 1) {
      if (noted.blocks.has(block)) continue;
      const was = Buffer.alloc(blockBytes);
      const there = block * blockBytes < size ? readSync(file, was, 0, blockBytes, block * blockBytes) : 0;
      noted.blocks.set(block, there > 0 ? was.subarray(0, there) : undefined);
    }
  }

  /** What the disk holds when the power comes back. @returns how many blocks were lost */
  async cut(to: string, next: () => number, loses: number): Promise<number> {
    cpSync(this.folder, to, { recursive: true });
    let lost = 0;
    for (const name of readdirSync(this.folder, { recursive: true, encoding: "utf8" })) {
      const noted = this.unsynced.get(statSync(join(this.folder, name)).ino);
      if (!noted) continue;
      const copy = await open(join(to, name), "r+");
      for (const [block, was] of noted.blocks) {
        if (next() >= loses) continue;
        lost += 1;
        await copy.write(was ?? Buffer.alloc(blockBytes), 0, undefined, block * blockBytes);
      }
      await shorten(copy, noted.size, next() < loses);
      await copy.close();
    }
    return lost;
  }
}

/** How long a file is may not have arrived either. */
async function shorten(copy: FileHandle, size: number, really: boolean) {
  if (really && (await copy.stat()).size > size) await copy.truncate(size);
}

const fresh = join(parent, "fresh");
beforeAll(async () => {
  // That of an installation is a database like any other, and is there already.
  cpSync(join(await aSetUpFolder(join(parent, "installation")), "pgdata"), fresh, { recursive: true });
  const db = await PGlite.create(fresh);
  await db.exec("create table jars (number int primary key, text text); create table sums (jars int)");
  await db.exec("insert into sums values (0); checkpoint");
  await db.close();
});

/** Works, loses its power, and says what whoever was answered finds afterwards. */
async function workAndLosePower(round: number, syncs: boolean) {
  const next = chance(seed * 1000 + round);
  const [folder, after] = [join(parent, `${syncs}-${round}`), join(parent, `${syncs}-${round}-after`)];
  mkdirSync(folder);
  cpSync(fresh, folder, { recursive: true });
  const watched = new WatchedFolder(folder, syncs);
  const db = await PGlite.create(folder, { fs: watched, startParams: syncedStart() });
  const answered = 20 + Math.floor(next() * 200);
  const checkpointAt = Math.floor(next() * answered * 1.5);
  for (let number = 1; number <= answered; number += 1) {
    await db.transaction(async (tx) => {
      await tx.query("insert into jars values ($1, repeat('jam ', $2))", [number, number * 3]);
      await tx.query("update sums set jars = jars + 1");
    });
    if (number % 7 === 0)
      await db.query("update jars set text = text || 'x' where number = $1", [Math.ceil(next() * number)]);
    if (number === checkpointAt) await db.exec("checkpoint");
  }
  const lostBlocks = await watched.cut(after, next, [0.5, 0.9, 1][round % 3] ?? 1);
  await db.close();
  return { answered, lostBlocks, found: await found(after) };
}

async function found(folder: string) {
  try {
    const db = await PGlite.create(folder);
    const { rows } = await db.query<{ jars: number; sums: number; indexed: number }>(
      `select (select count(*)::int from jars) as jars, (select jars from sums) as sums,
        (select count(*)::int from jars where number > 0 and length(text) > 0) as indexed`,
    );
    await db.close();
    return rows[0];
  } catch {
    return undefined; // broken
  }
}

test(`with SYNC=on the embedded database survives ${rounds} power cuts with all that was answered (seed ${seed})`, {
  timeout: 60_000 + rounds * 60_000,
}, async () => {
  let all = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { answered, lostBlocks, found: left } = await workAndLosePower(round, true);
    all += answered;
    expect(lostBlocks).toBeGreaterThan(0);
    expect(left, `round ${round}`).toEqual({ jars: answered, sums: answered, indexed: answered });
    tellRound("T1b", round + 1, rounds);
  }
  tellFault(
    "T1b",
    "Power cut under the embedded database with SYNC=on",
    `${rounds} times`,
    `0 of ${all} answered`,
    true,
  );
});

test("without it a power cut loses what was answered, or all", { timeout: 180_000 }, async () => {
  const { answered, found: left } = await workAndLosePower(2, false);

  expect(left?.jars === answered && left.sums === answered).toBe(false);
});
