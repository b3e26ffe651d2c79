import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openBackup } from "@/db/backup/backup-file";
import { runProgram } from "../support/program";
import { startServer, stopServer } from "../support/server";

const folder = mkdtempSync(join(tmpdir(), "common-cause-running-"));
const setup = {
  DATA_DIR: join(folder, "data"),
  SETUP_OWNER_EMAIL: "hanne.vogel@example.org",
  SETUP_OWNER_PASSWORD: "a long sentence for a test of faults",
  SETUP_WORKSPACE: "The running mill",
};
afterAll(() => rm(folder, { recursive: true }));

const tool = (words: string[], env: Record<string, string> = {}) =>
  runProgram(words, { DATA_DIR: setup.DATA_DIR, DATABASE_URL: "", INIT_CWD: folder, BACKUP_KEY: "", ...env });

test("while the program runs a back-up is made, with every secret left out, and nothing is restored over it; stopped, an owner alone is let in again", {
  timeout: 120_000,
}, async () => {
  const server = await startServer({ ...setup, SYNC: "on" });

  const [made, refused] = [
    tool(["scripts/backup.mjs", "now.backup"]),
    tool(["scripts/restore.mjs", "--yes", "--snapshot=2"]),
  ];

  expect([await made.ended, made.said()]).toEqual([0, expect.stringMatching(/the program is running/)]);
  expect([await refused.ended, refused.said()]).toEqual([1, expect.stringMatching(/in use by process|no snapshots/)]);
  const lines: string[] = [];
  for await (const line of (await openBackup(join(folder, "now.backup"))).lines()) lines.push(line);
  const text = lines.join("\n");
  expect(text).toContain("The running mill");
  expect(text).not.toContain("$argon2");
  expect(lines.at(-1)).toMatch(/^\{"end":"backup"/);

  const forgot = (env?: Record<string, string>) =>
    tool(["scripts/reset-password.mjs", "Hanne.Vogel@example.org"], { ORIGIN: server.origin, ...env });
  const meanwhile = forgot();
  expect([await meanwhile.ended, meanwhile.said()]).toEqual([1, expect.stringMatching(/in use by process/)]);
  server.child.kill("SIGTERM");
  expect(await server.ended).toBe(0);
  const elsewhere = forgot({ DATA_DIR: folder });
  expect([await elsewhere.ended, elsewhere.said()]).toEqual([1, expect.stringMatching(/There is no database in/)]);
  const offered = forgot();
  expect([await offered.ended, offered.said()]).toEqual([0, expect.stringMatching(/reset\/[\w-]{43}\n/)]);

  const again = await startServer({ ...setup, SYNC: "on" });
  const [, path] = /(\/reset\/[\w-]{43})/.exec(offered.said()) ?? [];
  expect(await (await fetch(`${again.origin}${path}`)).text()).toContain("hanne.vogel@example.org");
  expect(await stopServer(again)).toBe(0);
});
