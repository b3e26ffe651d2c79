import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { database, engine } from "@/db/client";
import { logIncident } from "@/lib/incidents/commands";
import { type Change, changesSince, channel } from "@/lib/live/changes";
import { type Hub, openHub } from "@/lib/live/hub";
import { testDatabase } from "../../support/database";
import { soon } from "../../support/soon";
import { anIncident } from "../../support/typed-incidents";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
const hubs: Hub[] = [];
const aHub = (every?: number) => {
  const hub = openHub({ engine, db: database }, every);
  hubs.push(hub);
  return hub;
};
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.stop();
});

/** What a follower from `since` on hears, in order. */
const following = (world: World, hub = aHub(), since = 0) => {
  const heard: Change[] = [];
  const stop = hub.follow(world.workspace.id, since, (change) => heard.push(change));
  return { heard, stop, last: () => heard.at(-1)?.sequence };
};

test("a deed is told to whoever follows its workspace, with where it was", async () => {
  const world = await aWorkspace(db);
  const { id: before } = await logIncident(db, world.lead, anIncident());
  const { heard, last } = following(world);
  await soon(() => expect(last()).toBe(1));

  const { id } = await logIncident(db, world.lead, anIncident());

  await soon(() => expect(last()).toBe(2));
  expect(heard).toEqual([
    { sequence: 1, subjects: [before], kinds: ["incident"] },
    { sequence: 2, subjects: [id], kinds: ["incident"] },
  ]);
});

test("several followers at one place each hear it once, and whoever left hears no more", async () => {
  const world = await aWorkspace(db);
  const hub = aHub();
  const [stays, leaves] = [following(world, hub), following(world, hub)];
  await logIncident(db, world.lead, anIncident());
  await soon(() => expect([stays.last(), leaves.last()]).toEqual([1, 1]));

  leaves.stop();
  await logIncident(db, world.lead, anIncident());

  await soon(() => expect(stays.last()).toBe(2));
  expect(stays.heard.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(leaves.heard.map(({ sequence }) => sequence)).toEqual([1]);
});

test("nobody hears of another workspace, nor of what was rolled back", async () => {
  const [ours, theirs] = [await aWorkspace(db), await aWorkspace(db)];
  const { heard, last } = following(ours);
  await logIncident(db, theirs.lead, anIncident());
  const failing = db.transaction(async (tx) => {
    await logIncident(tx, ours.lead, anIncident());
    throw new Error("The deed failed.");
  });
  await expect(failing).rejects.toThrow("The deed failed.");

  const { id } = await logIncident(db, ours.lead, anIncident());

  await soon(() => expect(last()).toBe(1));
  expect(heard).toEqual([{ sequence: 1, subjects: [id], kinds: ["incident"] }]);
});

test("what no notification told is found by comparing the numbers, and the next one is told again", async () => {
  const world = await aWorkspace(db);
  const { last } = following(world, aHub(50));
  await logIncident(db, world.lead, anIncident());
  await soon(() => expect(last()).toBe(1));

  await db.execute(sql`alter table activity disable trigger activity_told`);
  await logIncident(db, world.lead, anIncident());
  await db.execute(sql`alter table activity enable trigger activity_told`);

  await soon(() => expect(last()).toBe(2));
  await logIncident(db, world.lead, anIncident());
  await soon(() => expect(last()).toBe(3));
});

test("what was lost is told with the next that is heard, and what is told twice or late is heard once", async () => {
  const world = await aWorkspace(db);
  const { heard, last } = following(world, aHub(60_000));
  const log = async () => (await logIncident(db, world.lead, anIncident())).id;
  const first = await log();
  await soon(() => expect(last()).toBe(1));

  await db.execute(sql`alter table activity disable trigger activity_told`);
  const lost = await log();
  await db.execute(sql`alter table activity enable trigger activity_told`);
  const third = await log();
  await soon(() => expect(last()).toBe(3));
  const again = (n: number) => JSON.stringify({ w: world.workspace.id, n, s: [first], k: ["incident"] });
  for (const n of [3, 1, 2]) await db.execute(sql`select pg_notify(${channel}, ${again(n)})`);
  const fourth = await log();
  await soon(() => expect(last()).toBe(4));

  expect(heard.map(({ sequence }) => sequence)).toEqual([1, 3, 4]);
  expect(heard.map(({ subjects }) => new Set(subjects))).toEqual([
    new Set([first]),
    new Set([lost, third]),
    new Set([fourth]),
  ]);
});

test("a number that the history does not have is believed by nobody", async () => {
  const world = await aWorkspace(db);
  const { heard, last } = following(world, aHub(60_000));
  await logIncident(db, world.lead, anIncident());
  await soon(() => expect(last()).toBe(1));

  const wrong = JSON.stringify({ w: world.workspace.id, n: 9, s: [], k: [] });
  await db.execute(sql`select pg_notify(${channel}, ${wrong})`);
  await logIncident(db, world.lead, anIncident());

  await soon(() => expect(heard.map(({ sequence }) => sequence)).toEqual([1, 2]));
});

test("a database that is away when somebody begins to follow tells them later", async () => {
  const world = await aWorkspace(db);
  const { id } = await logIncident(db, world.lead, anIncident());
  let isAway = true;
  const away = () => {
    throw new Error("The database is away.");
  };
  const hub = openHub({ engine, db: () => (isAway ? away() : database()) }, 20);
  hubs.push(hub);
  const { heard } = following(world, hub);
  const { id: next } = await logIncident(db, world.lead, anIncident());

  isAway = false;

  await soon(() => expect(heard.flatMap(({ subjects }) => subjects)).toEqual(expect.arrayContaining([id, next])));
});

test("where too many things were touched, none is named", async () => {
  const world = await aWorkspace(db);
  for (let n = 0; n < 101; n += 1) await logIncident(db, world.lead, anIncident());

  expect(await changesSince(db, world.workspace.id, 0)).toEqual({
    sequence: 101,
    subjects: null,
    kinds: ["incident"],
  });
  const after = await changesSince(db, world.workspace.id, 99);
  expect(after.subjects).toHaveLength(2);
  expect(await changesSince(db, world.workspace.id, 101)).toEqual({ sequence: 101, subjects: [], kinds: [] });
});
