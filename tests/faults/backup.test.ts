import { mkdirSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, asc, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { replaceEmbedded, withEmbedded } from "@/db/backup/restore-embedded";
import { adoptEngine, closeDatabase, type Database, type Engine, serverAt } from "@/db/client";
import { migrate } from "@/db/migrate";
import { attachments, evidence, members, storedFiles, users, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { openExample } from "@/lib/example/open-example";
import { logIncident } from "@/lib/incidents/commands";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { prepareJobs } from "@/lib/jobs/boss";
import { asMember, memberColumns } from "@/lib/people/member-row";
import { listRelationships } from "@/lib/teams/queries";
import { keepBackup, sumsIn, takeBackup } from "../support/backups";
import { tellFault } from "../support/faults";
import { type PostgresServer, startPostgres, urlOf } from "../support/postgres-server";
import { anIncident } from "../support/typed-incidents";

/** A house moves from the embedded database to a server and back, and on while people go on working. */

const folder = mkdtempSync(join(tmpdir(), "common-cause-moving-"));
const sealed = { key: "a sentence that seals it", secrets: { tokenKey: "kept" } };
const file = (name: string) => join(folder, name);
let server: PostgresServer;
let there: Engine;

beforeAll(async () => {
  server = await startPostgres();
  const admin = serverAt(server.url, { pool: 1 });
  await admin.unsafe("create role house login password 'house'");
  await admin.unsafe("create database house owner house");
  await admin.end();
  const url = new URL(urlOf(server.url, "house"));
  url.username = url.password = "house";
  there = { kind: "server", client: serverAt(url.href) };
});
afterAll(async () => {
  if (there.kind === "server") await there.client.end();
  await server.stop();
  await rm(folder, { recursive: true });
});

/** A fresh embedded database in a folder of its own. */
async function inFolder<T>(name: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  mkdirSync(file(name), { recursive: true });
  let result: { is: T } | undefined;
  await replaceEmbedded(file(name), false, (pgdata) =>
    withEmbedded(pgdata, async (engine) => {
      result = { is: await work(engine) };
    }),
  );
  if (!result) throw new Error("Nothing was done.");
  return result.is;
}

/** Somebody of the example who may log incidents, in its first relationship. */
async function somebody(db: Database): Promise<{ member: Member; relationshipId: string }> {
  const [row] = await db
    .select(memberColumns)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.role, "lead")))
    .orderBy(asc(members.id))
    .limit(1);
  if (!row) throw new Error("The example has no lead.");
  const member = asMember(row);
  const [relationship] = await listRelationships(db, member);
  return { member, relationshipId: relationship?.id ?? "" };
}

async function attachSomething(db: Database, member: Member) {
  const [piece] = await db
    .select({ id: evidence.id })
    .from(evidence)
    .where(eq(evidence.workspaceId, member.workspaceId));
  const [storedAs, content] = ["0123456789abcdef0123456789abcdef", new Uint8Array(300_000).fill(7)];
  const { workspaceId, id: addedById } = member;
  await db.insert(storedFiles).values({ workspaceId, name: storedAs, content });
  const row = { fileName: "whiteboard.png", mediaType: "image/png", sizeBytes: content.length, sha256: "" };
  await db
    .insert(attachments)
    .values({ ...row, id: v7(), workspaceId, evidenceId: piece?.id ?? "", storedAs, addedById });
}

test("from the embedded database to a server and back, each table counts and sums as it did, and numbers go on", {
  timeout: 180_000,
}, async () => {
  await inFolder("first", async (engine) => {
    await migrate(engine);
    await prepareJobs(engine);
    const db = adoptEngine(engine);
    await openExample(db);
    await attachSomething(db, (await somebody(db)).member);
    await keepBackup(engine, file("one"), sealed);
  });

  expect(await takeBackup(there, file("one"), sealed.key)).toMatchObject({ files: 1, migrated: [] });
  await keepBackup(there, file("two"), sealed);
  const sums = await inFolder("back", async (engine) => {
    await takeBackup(engine, file("two"), sealed.key);
    return sumsIn(await keepBackup(engine, file("three"), sealed), sealed.key);
  });

  expect(Object.keys(sums).length).toBeGreaterThan(50);
  expect(sums.incidents?.rows).toBeGreaterThan(20);
  expect(await sumsIn(file("two"), sealed.key)).toEqual(await sumsIn(file("one"), sealed.key));
  expect(sums).toEqual(await sumsIn(file("one"), sealed.key));

  await prepareJobs(there);
  const db = adoptEngine(there);
  const { member, relationshipId } = await somebody(db);
  const numberOf = async () =>
    (
      await db.select({ n: workspaces.activitySequence }).from(workspaces).where(eq(workspaces.id, member.workspaceId))
    )[0]?.n ?? 0;
  const before = await numberOf();
  await logIncident(db, member, anIncident({ relationshipId }));
  expect(await numberOf()).toBe(before + 1);
  const all = Object.values(sums).reduce((sum, table) => sum + table.rows, 0);
  tellFault("T15", "The example backed up and restored: PGlite to PostgreSQL to PGlite", "once", `0 of ${all} rows`);
});

test("a back-up made while people write holds all that was answered before it, half of nothing, and sums that are right", {
  timeout: 180_000,
}, async () => {
  const db = adoptEngine(there);
  const { member, relationshipId } = await somebody(db);
  const answered: string[] = [];
  let going = true;
  const people = Array.from({ length: 4 }, async () => {
    while (going) {
      const { id } = await logIncident(db, member, anIncident({ relationshipId, title: `Logged meanwhile ${v7()}` }));
      answered.push(id);
    }
  });
  while (answered.length < 20) await new Promise((go) => setImmediate(go));
  const before = [...answered];
  await keepBackup(there, file("busy"), sealed);
  going = false;
  await Promise.all(people);
  expect(answered.length).toBeGreaterThan(before.length);
  await closeDatabase();

  await inFolder("elsewhere", async (engine) => {
    await takeBackup(engine, file("busy"), sealed.key);
    const client = engine.kind === "pglite" ? engine.client : undefined;
    const ids = async (text: string) => (await client?.query<{ id: string }>(text))?.rows.map(({ id }) => id) ?? [];
    const found = await ids("select id from incidents");
    const told = await ids("select distinct subject_id as id from activity where verb = 'incident.logged'");
    expect(before.filter((id) => !found.includes(id))).toEqual([]);
    expect(found.filter((id) => answered.includes(id) && !told.includes(id))).toEqual([]);
    const off = (await recountFriction(adoptEngine(engine), { repair: false })).filter(
      ({ shares, weeks }) => shares > 0 || weeks.length > 0,
    );
    expect(off).toEqual([]);
    tellFault("T15", "A back-up made while 4 people log incidents", "once", `0 of ${before.length} answered before it`);
  });
});
