import { mkdir, rm } from "node:fs/promises";
import { basename } from "node:path";
import { CannotRestore, type Migrated } from "@/db/backup/format";
import { requireKnown } from "@/db/backup/restore-backup";
import { withEmbedded } from "@/db/backup/restore-embedded";
import { inSession } from "@/db/session";
import { unpackArchive } from "@/db/snapshot-contents";
import { sha256Of, sizeOf } from "@/db/snapshot-file";
import { listSnapshots, type Snapshot } from "@/db/snapshots";
import { asked, canAsk } from "./asked";

/** Lists them all, newest first, and gives the one that was named or is chosen now. @throws CannotRestore for a spoilt one */
export async function chooseSnapshot(folder: string, name?: string): Promise<Snapshot | undefined> {
  const all = await listSnapshots(folder);
  if (all.length === 0) throw new CannotRestore(`There are no snapshots in ${folder}.`);
  const whole = new Set<Snapshot>();
  console.log(`  Snapshots in ${folder}:`);
  for (const [place, one] of all.entries()) {
    const good = (await sha256Of(one.file)) === one.sha256;
    if (good) whole.add(one);
    const size = `${((await sizeOf(one.file)) / 1_000_000).toFixed(1)} MB`;
    const taken = one.takenAt.toISOString().slice(0, 19).replace("T", " ");
    console.log(
      `  ${String(place + 1).padStart(3)}  ${nameOf(one)}  ${taken} UTC  ${size.padStart(9)}  ${good ? "whole" : "SPOILT"}`,
    );
  }
  const chosen = name ? all.find((one) => basename(one.file).startsWith(name)) : await chooseByNumber(all);
  if (!chosen) {
    if (name) throw new CannotRestore(`There is no snapshot ${name}.`);
    if (!canAsk()) console.log("  Go back to one with: npm run restore -- --snapshot <name> --yes");
    return undefined;
  }
  if (whole.has(chosen)) return chosen;
  throw new CannotRestore(
    `The snapshot ${nameOf(chosen)} is not as it was written: its checksum is wrong. Choose another.`,
  );
}

/** The time it was taken tells it from the others. */
const nameOf = ({ file }: Snapshot) => basename(file).split(".")[0] ?? file;

async function chooseByNumber(all: Snapshot[]): Promise<Snapshot | undefined> {
  if (!canAsk()) return undefined;
  const typed = (await asked("  Which one? Its number, or Enter for none: ")).trim();
  if (typed === "") return undefined;
  const chosen = all[Number(typed) - 1];
  if (!chosen) throw new CannotRestore(`There is no number ${typed}.`);
  return chosen;
}

/** Opens it before it takes anybody's place: what cannot be opened, or is newer than this program, changes nothing. */
export async function unpack(snapshot: Snapshot, pgdata: string): Promise<void> {
  await rm(pgdata, { recursive: true, force: true });
  await mkdir(pgdata, { mode: 0o700 });
  try {
    await unpackArchive(snapshot.file, pgdata);
  } catch (cause) {
    const full = cause instanceof Error && "code" in cause && cause.code === "ENOSPC";
    throw new CannotRestore(
      full ? "The disk is full. Nothing was changed." : `The snapshot cannot be unpacked: ${cause}`,
      {
        cause,
      },
    );
  }
  const migrations = await withEmbedded(pgdata, (engine) =>
    inSession(engine, (session) => session.ask<Migrated>("select name, sha256 from migrations order by number")),
  );
  requireKnown({ migrations, version: "unknown" });
}
