import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable, Transform } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import type { Session } from "../session";
import { backupFormat, CannotRestore, type Head } from "./format";
import { sealing, unsealing } from "./seal";
import { backupLines, headOf, type Wanted } from "./write-backup";

/** A back-up as it is written, byte by byte. @param key words to seal it with */
export async function backupStream(session: Session, wanted: Wanted, key?: string): Promise<Readable> {
  const locks = key ? sealing(key) : undefined;
  const head: Head = { ...(await headOf(session, wanted)), seal: locks?.seal };
  const line = JSON.stringify(head);
  const lines = Readable.from(backupLines(session, line, wanted), { objectMode: false });
  const steps = [createGzip({ level: 6 }), ...(locks ? [locks.through(line)] : []), beginningWith(`${line}\n`)];
  // A fault on the way reaches whoever reads as a fault of what they read.
  return pipeline([lines, ...steps], () => {}) as unknown as Readable;
}

function beginningWith(words: string): Transform {
  let begun = false;
  const begin = (stream: Transform) => {
    if (!begun) stream.push(words);
    begun = true;
  };
  return new Transform({
    transform(piece, _encoding, next) {
      begin(this);
      next(null, piece);
    },
    flush(next) {
      begin(this);
      next();
    },
  });
}

export type OpenedBackup = { head: Head; line: string; bytes: number; lines(): AsyncGenerator<string> };

/** Reads the head; the lines come one by one. @throws CannotRestore for what is no back-up, or sealed with another key */
export async function openBackup(path: string, key?: string, onBytes?: (read: number) => void): Promise<OpenedBackup> {
  const { line, bytes } = await firstLine(path);
  const head = readHead(line);
  const open = head.seal ? unsealing(head.seal, key, line) : undefined;
  return { head, line, bytes, lines: () => linesOf(path, Buffer.byteLength(line) + 1, open, onBytes) };
}

const mostHead = 256 * 1024;

async function firstLine(path: string) {
  const file = await open(path).catch((cause) => {
    throw new CannotRestore(`${path} cannot be read: ${cause.message}`, { cause });
  });
  try {
    const { size: bytes } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mostHead), 0, mostHead, 0);
    const end = buffer.subarray(0, bytesRead).indexOf("\n");
    return { line: buffer.toString("utf8", 0, Math.max(end, 0)), bytes };
  } finally {
    await file.close();
  }
}

function readHead(line: string): Head {
  const noBackup = "This file is no back-up of Common Cause, or only the beginning of one.";
  let head: { format?: unknown; migrations?: unknown } | null;
  try {
    head = JSON.parse(line);
  } catch (cause) {
    throw new CannotRestore(noBackup, { cause });
  }
  const { format, migrations } = head ?? {};
  if (format !== backupFormat && String(format).startsWith("common-cause/backup@"))
    throw new CannotRestore(`The back-up was written as ${format}, which this version of Common Cause cannot read.`);
  if (format !== backupFormat || !Array.isArray(migrations)) throw new CannotRestore(noBackup);
  return head as Head;
}

async function* linesOf(path: string, from: number, unseal?: Transform, onBytes?: (read: number) => void) {
  let read = from;
  const watched = new Transform({
    transform(piece, _encoding, next) {
      read += piece.length;
      onBytes?.(read);
      next(null, piece);
    },
  });
  const file = createReadStream(path, { start: from });
  // A fault on the way reaches the last of them, which is read below.
  const text = pipeline([file, watched, ...(unseal ? [unseal] : []), createGunzip()], () => {}) as unknown as Readable;
  try {
    yield* linesIn(text);
  } catch (error) {
    if (error instanceof CannotRestore || !isBroken(error)) throw error;
    throw new CannotRestore("The back-up is only half a file, or was changed after it was written.", { cause: error });
  } finally {
    file.destroy();
    text.destroy();
  }
}

/** Not Node's own reader of lines, which also ends them where people typed a separator of paragraphs. */
async function* linesIn(text: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  for await (const piece of text) {
    let from = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", from)) {
      yield Buffer.concat([...begun, piece.subarray(from, end)]).toString("utf8");
      begun = [];
      from = end + 1;
    }
    if (from < piece.length) begun.push(piece.subarray(from));
  }
}

const isBroken = (error: unknown) =>
  error instanceof Error && "code" in error && /^(Z_|ERR_STREAM_PREMATURE)/.test(String(error.code));
