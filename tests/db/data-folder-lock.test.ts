import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataFolderTaken, releaseDataFolder, takeDataFolder } from "@/db/data-folder-lock";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "common-cause-lock-"));
});

afterEach(() => {
  releaseDataFolder();
  rmSync(folder, { recursive: true });
});

const me = () => {
  takeDataFolder(folder);
  const own = JSON.parse(readFileSync(join(folder, "in-use.1"), "utf8"));
  releaseDataFolder();
  return own;
};
const leave = (owner: object | string) =>
  writeFileSync(join(folder, "in-use.1"), typeof owner === "string" ? owner : JSON.stringify(owner));
const holder = () => {
  const last = readdirSync(folder).sort().at(-1) ?? "";
  return JSON.parse(readFileSync(join(folder, last), "utf8")).pid;
};

test("a folder that a living process holds is refused in words", () => {
  takeDataFolder(folder);

  expect(() => takeDataFolder(folder)).toThrow(DataFolderTaken);
  expect(() => takeDataFolder(folder)).toThrow(/in use by process \d+\. .* this one stops\. .* DATA_DIR/);
});

test("a folder that was given free is taken at once", () => {
  takeDataFolder(folder);
  releaseDataFolder();

  expect(readdirSync(folder)).toEqual([]);
  takeDataFolder(folder);
  expect(holder()).toBe(process.pid);
});

test("the lock of a dead process is taken over", async () => {
  const dead = spawn(process.execPath, ["--version"]);
  await once(dead, "exit");
  leave({ ...me(), pid: dead.pid });

  takeDataFolder(folder);

  expect(holder()).toBe(process.pid);
});

test("the number of a dead process used again by another does not hold the folder", () => {
  leave({ ...me(), startedAt: "1" });

  takeDataFolder(folder);

  expect(holder()).toBe(process.pid);
});

test("a lock from before the last start of the machine is taken over once it stands still", () => {
  leave({ ...me(), bootId: "an earlier start" });

  takeDataFolder(folder, 400);

  expect(holder()).toBe(process.pid);
});

test("a lock of another container that shows life holds the folder", async () => {
  leave({ ...me(), space: "pid:[1]" });
  const beat = setBeat(join(folder, "in-use.1"));
  await once(beat, "message");

  expect(() => takeDataFolder(folder)).toThrow(DataFolderTaken);

  beat.kill();
});

test("a lock whose writer died before writing its name is taken over", () => {
  leave("");

  takeDataFolder(folder, 400);

  expect(holder()).toBe(process.pid);
});

/** Taking a folder blocks this process, so the beat of the other comes from a process of its own. */
function setBeat(file: string) {
  const script = `setInterval(() => require("fs").utimesSync(${JSON.stringify(file)}, new Date(), new Date()), 200); process.send("beating")`;
  utimesSync(file, new Date(0), new Date(0));
  return spawn(process.execPath, ["-e", script], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
}
