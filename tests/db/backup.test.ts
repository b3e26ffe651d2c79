import { mkdtempSync } from "node:fs";
import { open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sayingWhenFull } from "@/db/backup/full-disk";
import { engine } from "@/db/client";
import { one, rows } from "@/db/rows";
import { attachments, storedFiles, users } from "@/db/schema";
import { logIncident } from "@/lib/incidents/commands";
import { makeApiToken } from "@/lib/people/api-tokens";
import { keepBackup, sumsIn, takeBackup } from "../support/backups";
import { testDatabase } from "../support/database";
import { freshInstallation } from "../support/fresh";
import { anIncident } from "../support/typed-incidents";
import { aMember, aWorkspace, type World } from "../support/worlds";

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), "common-cause-backup-"));
const key = "a sentence that seals it";
const file = (name: string) => join(folder, name);
const odd = 'Said “late”, \u2028 then\r\n\ttabs, 𝄞, {braces} and \\u0041 "quotes"';
let mill: World;

beforeAll(async () => {
  await freshInstallation(db);
  mill = await aWorkspace(db);
  const depot = await aWorkspace(db, "The depot");
  for (const title of ["Leads called late", odd.replaceAll(/[\r\n\t]/g, " ")])
    await logIncident(db, mill.lead, anIncident({ relationshipId: mill.relationship.id, title, observed: odd }));
  await logIncident(db, depot.lead, anIncident({ relationshipId: depot.relationship.id }));
  await aMember(db, mill, { name: "Pia Holm", role: "member", passwordHash: "$argon2id$canary-hash-of-a-password" });
  await makeApiToken(db, mill.owner, { id: v7(), name: "Reports" });
  await keepBackup(engine(), file("plain"));
  await keepBackup(engine(), file("sealed"), { key, secrets: { tokenKey: "canary-token-key" } });
  await keepBackup(engine(), file("mill"), { workspaces: [mill.workspace.id] });
});
beforeEach(() => freshInstallation(db));
afterAll(() => rm(folder, { recursive: true }));

const refusal = (path: string, words?: string) =>
  takeBackup(engine(), path, words).then(
    () => "taken",
    (error: Error) => `${error.name}: ${error.message}`,
  );
const countUsers = async () => db.$count(users);

/** What a file of ours would look like if its lines were others. */
async function rewritten(change: (lines: string[]) => string[], head = (line: string) => line): Promise<string> {
  const bytes = await readFile(file("plain"));
  const end = bytes.indexOf("\n");
  const lines = gunzipSync(bytes.subarray(end + 1))
    .toString()
    .split("\n");
  const path = file(`changed-${v7()}`);
  await writeFile(path, `${head(bytes.toString("utf8", 0, end))}\n`);
  await writeFile(path, gzipSync(change(lines).join("\n")), { flag: "a" });
  return path;
}

test("what was backed up is there again, row by row, whatever people typed", async () => {
  const taken = await takeBackup(engine(), file("sealed"), key);

  await keepBackup(engine(), file("again"), { key, secrets: {} });
  expect(await sumsIn(file("again"), key)).toEqual(await sumsIn(file("sealed"), key));
  expect(taken.rows).toBeGreaterThan(20);
  const [found] = rows<{ observed: string }>(
    await db.execute(sql`select observed from incidents where workspace_id = ${mill.workspace.id} order by id desc`),
  );
  expect(found?.observed).toBe(anIncident({ observed: odd }).observed);
});

test("after it work goes on: the history counts on, and what is kept is reckoned once", async () => {
  await takeBackup(engine(), file("plain"));
  const before = rows<{ n: number }>(
    await db.execute(sql`select activity_sequence as n from workspaces where id = ${mill.workspace.id}`),
  );

  await logIncident(db, mill.lead, anIncident({ relationshipId: mill.relationship.id }));

  const after = one(
    rows<{ n: number; kept: number; triggers: number }>(
      await db.execute(sql`select activity_sequence as n,
        (select sum(expected)::int from friction_weeks w where w.workspace_id = workspaces.id
          and measure = 'incidents' and root_cause_id is null and category is null) as kept,
        (select count(*)::int from pg_trigger where not tgisinternal and tgenabled = 'D') as triggers
        from workspaces where id = ${mill.workspace.id}`),
    ),
  );
  expect(after).toEqual({ n: Number(before[0]?.n) + 1, kept: 3, triggers: 0 });
  await expect(db.execute(sql`update activity set verb = 'x'`)).rejects.toThrow();
});

test("without secrets it holds no password, no token and no key, and sealed nobody can read it", async () => {
  const plain = gunzipSync((await readFile(file("plain"))).subarray((await readFile(file("plain"))).indexOf("\n") + 1));
  const sealed = (await readFile(file("sealed"))).toString("latin1");

  expect(plain.toString()).toContain("Pia Holm");
  for (const secret of ["canary-hash", "canary-token-key", '"table":"api_tokens"', '"table":"sessions"'])
    expect(plain.toString()).not.toContain(secret);
  expect(sealed).not.toContain("Pia Holm");
  await takeBackup(engine(), file("sealed"), key);
  expect(one(rows(await db.execute(sql`select password_hash as kept from users where name = 'Pia Holm'`)))).toEqual({
    kept: "$argon2id$canary-hash-of-a-password",
  });
});

test("one of a single workspace holds nothing of another", async () => {
  await takeBackup(engine(), file("mill"));

  expect(rows(await db.execute(sql`select name from workspaces`))).toEqual([{ name: "The mill" }]);
  expect(await countUsers()).toBe(6);
});

test("attached files go with it, and one that is not as it was is not taken", async () => {
  await takeBackup(engine(), file("plain"));
  const name = "0123456789abcdef0123456789abcdef";
  const content = new Uint8Array(300_000).map((_, place) => place % 251);
  const workspaceId = mill.workspace.id;
  await db.insert(storedFiles).values({ workspaceId, name, content });
  await db.execute(sql`alter table attachments drop constraint attachments_evidence`);
  const row = { id: v7(), fileName: "a.png", mediaType: "image/png", sizeBytes: 300_000, sha256: "" };
  await db.insert(attachments).values({
    ...row,
    workspaceId,
    evidenceId: v7(),
    storedAs: name,
    addedById: mill.lead.id,
  });
  await keepBackup(engine(), file("files"));
  await freshInstallation(db);
  await db.delete(storedFiles);

  expect(await takeBackup(engine(), file("files"))).toMatchObject({ files: 1 });

  const [kept] = await db.select().from(storedFiles);
  expect(Buffer.compare(kept?.content ?? Buffer.alloc(0), content)).toBe(0);
  await db.execute(
    sql`alter table attachments add constraint attachments_evidence foreign key (workspace_id, evidence_id)
      references evidence (workspace_id, id) not valid`,
  );
  await db.delete(storedFiles);
});

test("a database in which people work is refused in words and stays as it is", async () => {
  await aWorkspace(db);

  expect(await refusal(file("plain"))).toMatch(/^CannotRestore: The database is not empty/);
  expect(await countUsers()).toBe(5);
});

test("half a file, a changed one and no back-up at all are refused in words, and nothing was taken in", async () => {
  const whole = await readFile(file("plain"));
  for (const [name, bytes] of Object.entries({
    half: whole.subarray(0, whole.length / 2),
    headOnly: whole.subarray(0, whole.indexOf("\n") + 1),
    less: whole.subarray(0, whole.length - 4),
  })) {
    await writeFile(file(name), bytes);
    expect(await refusal(file(name)), name).toMatch(/^CannotRestore: The back-up is only half a file/);
  }
  const lastLine = await rewritten((lines) => lines.slice(0, -2));
  const row = await rewritten((lines) => lines.map((line) => line.replace("Pia Holm", "Pia Holt")));
  const fewer = await rewritten((lines) => lines.filter((line) => !line.includes("Pia Holm")));
  const head = await rewritten(
    (lines) => lines,
    (line) => line.replace('"version":"0.1.0"', '"version":"0.0.9"'),
  );
  await writeFile(file("none"), "a shopping list\n");

  expect(await refusal(lastLine)).toMatch(/only half a file: its end is missing/);
  for (const path of [row, fewer, head]) expect(await refusal(path)).toMatch(/does not match its own checksums/);
  expect(await refusal(file("none"))).toMatch(/^CannotRestore: This file is no back-up/);
  expect(await refusal(file("nowhere"))).toMatch(/^CannotRestore: .*cannot be read/);
  expect(await countUsers()).toBe(0);
  expect(await refusal(file("plain"))).toBe("taken"); // the refusals left nothing behind that stands in its way
});

test("a sealed one needs its key, and one changed after it was sealed is not taken", async () => {
  await writeFile(file("flipped"), await readFile(file("sealed")));
  const handle = await open(file("flipped"), "r+");
  const { size } = await handle.stat();
  await handle.write(Buffer.from([0]), 0, 1, size - 3);
  await handle.close();

  expect(await refusal(file("sealed"))).toMatch(/^CannotRestore: This back-up is sealed/);
  expect(await refusal(file("sealed"), "another sentence altogether")).toMatch(/This is not the key/);
  expect(await refusal(file("flipped"), key)).toMatch(/^CannotRestore: The back-up is not as it was written/);
  await expect(keepBackup(engine(), file("short"), { key: "short" })).rejects.toThrow(/at least 12 characters/);
  expect(await countUsers()).toBe(0);
});

test("one of a newer version is refused, and so is one whose migrations were others", async () => {
  const withMigrations = (change: (found: { name: string; sha256: string }[]) => unknown) =>
    rewritten(
      (lines) => lines,
      (line) => {
        const read = JSON.parse(line);
        return JSON.stringify({ ...read, version: "9.0.0", migrations: change(read.migrations) });
      },
    );
  const newer = await withMigrations((found) => [...found, { name: "9999_later", sha256: "0" }]);
  const other = await withMigrations((found) => [{ ...found[0], sha256: "0" }, ...found.slice(1)]);

  expect(await refusal(newer)).toMatch(/^CannotRestore: The back-up was made by a newer version .*9999_later/);
  expect(await refusal(other)).toMatch(/0000_first had another content/);
  expect(
    await refusal(
      await rewritten(
        (lines) => lines,
        (line) => line.replace("backup@1", "backup@2"),
      ),
    ),
  ).toMatch(/written as common-cause\/backup@2/);
});

test("a disk that is full is said so", async () => {
  const full = Object.assign(new Error("write"), { code: "ENOSPC" });

  await expect(sayingWhenFull(folder, () => Promise.reject(full))).rejects.toThrow(
    /^There is too little room on the disk of .* Nothing was made\.$/,
  );
  await expect(sayingWhenFull(folder, () => Promise.reject(new Error("another")))).rejects.toThrow("another");
});
