import { mkdtempSync, readFileSync } from "node:fs";
import { copyFile, readdir, readFile, rm, truncate } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { withSnapshot } from "@/db/backup/snapshot-copy";
import { takeDataFolder } from "@/db/data-folder-lock";
import { askAtDoor, openLocalDoor } from "@/db/local-door";
import { listSnapshots, takeSnapshot } from "@/db/snapshots";
import { goBack } from "@/scripts/go-back";

/** The embedded database of an installation: what its command-line tools do with it and with its snapshots. */

const folder = mkdtempSync(join(tmpdir(), "common-cause-going-back-"));
const snapshots = join(folder, "snapshots");
const patient = { timeout: 90_000 };
const said: string[] = [];
const before = { ...process.env };

beforeAll(async () => {
  process.env.DATA_DIR = folder;
  delete process.env.DATABASE_URL;
  const migrated = inject("migrated");
  if (!("dump" in migrated)) throw new Error("Snapshots are a matter of the embedded database.");
  const dump = new Blob([new Uint8Array(await readFile(migrated.dump))]);
  const db = new PGlite(join(folder, "pgdata"), { loadDataDir: dump });
  await db.query("insert into rate_limits values ('kept', 1)");
  await takeSnapshot(db);
  await db.query("insert into rate_limits values ('later', 1)");
  await db.close();
}, 60_000);
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, "log").mockImplementation((...words) => void said.push(words.join(" ")));
});
afterAll(async () => {
  process.env = before;
  await rm(folder, { recursive: true });
});

const step = <R>(_name: string, work: () => Promise<R>) => work();
const keysIn = async (name: string) => {
  const db = await PGlite.create(join(folder, name));
  const { rows } = await db.query<{ key: string }>("select key from rate_limits order by key");
  await db.close();
  return rows.map(({ key }) => key);
};
const newest = async () => (await listSnapshots(snapshots))[0]?.file ?? "";

test("the snapshots are listed with their size and whether they are whole, and nothing is changed", async () => {
  const spoilt = join(snapshots, `20990101T000000Z.${"0".repeat(64)}.tar.gz`);
  await copyFile(await newest(), spoilt);

  expect(await goBack({ yes: false, step })).toBe(0);

  expect(said.join("\n")).toMatch(/20990101T000000Z {2}2099-01-01 00:00:00 UTC +[\d.]+ MB {2}SPOILT/);
  expect(said.join("\n")).toMatch(/UTC +[\d.]+ MB {2}whole/);
  await expect(goBack({ snapshot: "20990101T000000Z", yes: true, step })).rejects.toThrow(/its checksum is wrong/);
  await expect(goBack({ snapshot: "19990101", yes: true, step })).rejects.toThrow(/There is no snapshot 19990101/);
  await rm(spoilt);
  expect(await keysIn("pgdata")).toEqual(["kept", "later"]);
});

test("one that breaks off although its name says it is whole changes nothing", patient, async () => {
  const { createHash } = await import("node:crypto");
  const half = join(snapshots, "half");
  await copyFile(await newest(), half);
  await truncate(half, 100_000);
  const sum = createHash("sha256").update(readFileSync(half)).digest("hex");
  const named = join(snapshots, `20980101T000000Z.${sum}.tar.gz`);
  await copyFile(half, named);

  await expect(goBack({ snapshot: "20980101T000000Z", yes: true, step })).rejects.toThrow(/cannot be unpacked/);

  await Promise.all([half, named].map((file) => rm(file)));
  expect(await keysIn("pgdata")).toEqual(["kept", "later"]);
  expect(await readdir(folder)).toEqual(["pgdata", "snapshots"]);
});

test("going back puts the chosen one in place and keeps what stood there aside", patient, async () => {
  expect(await goBack({ snapshot: basename(await newest()), yes: true, step })).toBe(0);

  expect(await keysIn("pgdata")).toEqual(["kept"]);
  const aside = (await readdir(folder)).find((name) => name.startsWith("pgdata-before-")) ?? "";
  expect(await keysIn(aside)).toEqual(["kept", "later"]);
  expect(said.join("\n")).toContain(aside);
});

test("while the program runs nothing is put in its place", async () => {
  takeDataFolder(folder);

  // The same process holds it, so it is refused as any other would be.
  await expect(goBack({ snapshot: basename(await newest()), yes: true, step })).rejects.toThrow(/in use by process/);

  const { releaseDataFolder } = await import("@/db/data-folder-lock");
  releaseDataFolder();
});

test(
  "the running program makes a snapshot for whoever has the token of its data folder, and it is read beside it",
  patient,
  async () => {
    const db = await PGlite.create(join(folder, "pgdata"));
    const close = await openLocalDoor(folder, { "take-snapshot": () => takeSnapshot(db) });
    await db.query("insert into rate_limits values ('now', 1)");

    const file = await askAtDoor(folder, "take-snapshot");
    const read = withSnapshot(file, folder, async (session) => {
      await db.query("insert into rate_limits values ('while it is read', 1)");
      return session.ask("select key from rate_limits order by key");
    });

    expect(await read).toEqual([{ key: "kept" }, { key: "now" }]);
    expect((await readdir(folder)).filter((name) => name.startsWith("copy-"))).toEqual([]);
    await expect(askAtDoor(folder, "sing")).rejects.toThrow(/cannot sing/);
    const { port } = JSON.parse(readFileSync(join(folder, "door.json"), "utf8"));
    expect(await saidAt(port, `${JSON.stringify({ token: "x".repeat(43), deed: "take-snapshot" })}\n`)).toBe("");
    expect(await saidAt(port, "no JSON\n")).toBe("");
    close();
    await expect(askAtDoor(folder, "take-snapshot")).rejects.toThrow(/does not answer here/);
    await db.close();
  },
);

/** All that is answered to whoever comes without the token. */
function saidAt(port: number, words: string): Promise<string> {
  return new Promise((heard) => {
    let said = "";
    const door = createConnection({ port, host: "127.0.0.1" }, () => door.write(words));
    door.on("data", (piece) => {
      said += piece;
    });
    door.on("error", () => {});
    door.on("close", () => heard(said));
  });
}
