import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const block = 512;

/**
 * Unpacks what `writeArchive` wrote into an empty folder, a piece at a time. @returns the bytes of its files
 * @throws when it breaks off or holds a name that leads out of the folder
 */
export async function unpackArchive(archive: string, folder: string): Promise<number> {
  const file = createReadStream(archive);
  const bytes = pipeline([file, createGunzip()], () => {}) as unknown as Readable;
  let held: Buffer = Buffer.alloc(0);
  let entry: { handle: FileHandle; left: number; padding: number } | undefined;
  let total = 0;
  let ended = false;
  try {
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      held = held.length > 0 ? Buffer.concat([held, piece]) : piece;
      for (;;) {
        if (entry && entry.left > 0) {
          const part = held.subarray(0, entry.left);
          if (part.length === 0) break;
          await entry.handle.writeFile(part);
          entry.left -= part.length;
          total += part.length;
          held = held.subarray(part.length);
          continue;
        }
        if (entry) {
          if (held.length < entry.padding) break;
          held = held.subarray(entry.padding);
          await entry.handle.close();
          entry = undefined;
        }
        if (held.length < block) break;
        const header = held.subarray(0, block);
        held = held.subarray(block);
        if (header.every((byte) => byte === 0)) {
          ended = true;
          continue;
        }
        entry = await begin(header, folder);
      }
    }
  } finally {
    await entry?.handle.close();
    file.destroy();
  }
  if (!ended || entry) throw new Error(`${archive} breaks off.`);
  return total;
}

async function begin(header: Buffer, folder: string) {
  const text = (at: number, length: number) => header.toString("utf8", at, at + length).replace(/\0.*$/s, "");
  const name = text(0, 100).replace(/\/$/, "");
  const size = Number.parseInt(text(124, 12), 8);
  if (name.startsWith("/") || name.split("/").includes("..") || !Number.isInteger(size))
    throw new Error(`A snapshot holds no such name: ${name}`);
  const path = join(folder, name);
  if (text(156, 1) === "5") {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return undefined;
  }
  const handle = await open(path, "wx", 0o600);
  return { handle, left: size, padding: (block - (size % block)) % block };
}
