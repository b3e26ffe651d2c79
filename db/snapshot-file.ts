import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { type FileHandle, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/** What goes into an archive: a folder, a file of the disk as it is at that moment, or words of ours. */
export type Entry = { path: string } & ({ folder: true } | { from: string } | { words: string });

const block = 512;
const chunk = 1024 * 1024;

/**
 * Writes the entries as a gzipped tar, which `tar` and PGlite both read. It is on the disk for good when this comes back:
 * the file is synced before it gets its name, the folder after. @param nameOf the file's path, from its SHA-256
 */
export async function writeArchive(
  draft: string,
  entries: AsyncIterable<Entry>,
  nameOf: (sha256: string) => string,
): Promise<string> {
  const sum = createHash("sha256");
  const summing = new Transform({
    transform(piece, _encoding, next) {
      sum.update(piece);
      next(null, piece);
    },
  });
  const file = createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true });
  // Level 1: a database shrinks to a seventh by it, and more would only cost time.
  try {
    await pipeline(Readable.from(tarOf(entries), { objectMode: false }), createGzip({ level: 1 }), summing, file);
  } catch (error) {
    await rm(draft, { force: true }); // on a full disk its room is needed
    throw error;
  }
  const path = nameOf(sum.digest("hex"));
  await rename(draft, path);
  await syncFolder(dirname(path));
  return path;
}

/** A name is on the disk only once its folder is. */
async function syncFolder(folder: string) {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

export async function sha256Of(file: string): Promise<string> {
  const sum = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: chunk }), sum);
  return sum.digest("hex");
}

/** Every folder and file below, each folder before what is in it; what vanishes meanwhile is left out. */
export async function* entriesBelow(root: string, below = ""): AsyncGenerator<Entry & { from?: string }> {
  const found = await readdir(join(root, below), { withFileTypes: true }).catch(ifThere);
  for (const one of found ?? []) {
    const path = below ? `${below}/${one.name}` : one.name;
    if (one.isDirectory()) {
      yield { path, folder: true };
      yield* entriesBelow(root, path);
    } else if (one.isFile()) yield { path, from: join(root, path) };
  }
}

async function* tarOf(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  for await (const entry of entries) {
    if ("folder" in entry) yield header(`${entry.path}/`, 0, "5");
    else if ("words" in entry) {
      const words = Buffer.from(entry.words);
      yield header(entry.path, words.length, "0");
      yield* [words, padding(words.length)];
    } else yield* fileIn(entry.path, entry.from);
  }
  yield Buffer.alloc(2 * block);
}

async function* fileIn(path: string, from: string): AsyncGenerator<Buffer> {
  const handle = await open(from).catch(ifThere);
  if (!handle) return;
  try {
    const { size } = await handle.stat();
    yield header(path, size, "0");
    for (let at = 0; at < size; ) {
      const piece = await readPiece(handle, at, Math.min(chunk, size - at));
      yield piece;
      at += piece.length;
    }
    yield padding(size);
  } finally {
    await handle.close();
  }
}

/** As long as was promised: what was cut off a file meanwhile counts as zeros, and the log of the database knows better. */
async function readPiece(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const piece = Buffer.alloc(length);
  for (let read = 0; read < length; ) {
    const { bytesRead } = await handle.read(piece, read, length - read, at + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return piece;
}

const padding = (size: number) => Buffer.alloc((block - (size % block)) % block);

/** One header of the ustar format. @param type "0" a file, "5" a folder */
function header(path: string, size: number, type: "0" | "5"): Buffer {
  const bytes = Buffer.alloc(block);
  if (Buffer.byteLength(path) > 100) throw new Error(`${path} is too long a name for an archive.`);
  const octal = (value: number, at: number, length: number) =>
    bytes.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at);
  bytes.write(path, 0);
  octal(type === "5" ? 0o700 : 0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(Date.now() / 1000), 136, 12);
  bytes.write("        ", 148); // counted as spaces in its own sum
  bytes.write(`${type}`, 156);
  bytes.write("ustar\u000000", 257);
  octal(
    bytes.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  return bytes;
}

function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/** Bytes on the disk; 0 when it is not there any more. */
export const sizeOf = async (file: string) => (await stat(file).catch(ifThere))?.size ?? 0;
