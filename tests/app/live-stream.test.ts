import { afterEach, expect, test } from "vitest";
import { closeStreams, countStreams, liveAnswer } from "@/app/_server/live-stream";
import { logIncident } from "@/lib/incidents/commands";
import { testDatabase } from "../support/database";
import { soon } from "../support/soon";
import { anIncident } from "../support/typed-incidents";
import { aWorkspace, type World } from "../support/worlds";

const db = await testDatabase();

type Read = { text: string; isOver: boolean; hangUp(): Promise<void> };
const open: Read[] = [];
afterEach(async () => {
  for (const read of open.splice(0)) await read.hangUp();
});

/** Reads what a stream says, as a browser would. */
function aReader(world: World, more: Partial<Parameters<typeof liveAnswer>[0]> = {}): Read {
  const answer = liveAnswer({
    workspaceId: world.workspace.id,
    holder: world.lead.id,
    since: 0,
    mayRead: async () => true,
    ...more,
  });
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const read: Read = { text: "", isOver: false, hangUp: () => reader.cancel() };
  open.push(read);
  const go = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      read.text += new TextDecoder().decode(value);
    }
    read.isOver = true;
  };
  void go();
  return read;
}

test("a stream shows life at once, then each change with its number, a burst as one", async () => {
  const world = await aWorkspace(db);
  const read = aReader(world);
  await soon(() => expect(read.text).toBe("event: beat\ndata: {}\n\n"));

  const { id: first } = await logIncident(db, world.lead, anIncident());
  await soon(() => expect(read.text).toContain(first));
  const [a, b] = [anIncident(), anIncident()];
  await db.transaction(async (tx) => {
    await logIncident(tx, world.lead, a);
    await logIncident(tx, world.lead, b);
  });
  await soon(() => expect(read.text).toContain("id: 3\n"));

  const changes = read.text.split("\n\n").filter((event) => event.includes("event: change"));
  expect(changes[0]).toBe(
    `id: 1\nevent: change\ndata: ${JSON.stringify({ sequence: 1, subjects: [first], kinds: ["incident"], among: 1 })}`,
  );
  expect(changes).toHaveLength(2);
  expect(changes[1]).toContain(a.id);
  expect(changes[1]).toContain(b.id);
});

test("a reader that comes back hears what it missed", async () => {
  const world = await aWorkspace(db);
  await logIncident(db, world.lead, anIncident());
  const { id } = await logIncident(db, world.lead, anIncident());

  const read = aReader(world, { since: 1 });

  await soon(() => expect(read.text).toContain(`id: 2\nevent: change`));
  expect(read.text).toContain(JSON.stringify({ sequence: 2, subjects: [id], kinds: ["incident"], among: 1 }));
});

test("whoever may read no more is told so with the next beat, and hung up on", async () => {
  const world = await aWorkspace(db);
  let may = true;
  const read = aReader(world, { mayRead: async () => may, everyMs: 20 });
  await soon(() => expect(read.text.match(/event: beat/g)?.length).toBeGreaterThan(1));

  may = false;

  await soon(() => expect(read.isOver).toBe(true));
  expect(read.text).toMatch(/event: ended\ndata: \{\}\n\n$/);
});

test("a database that does not answer ends no stream", async () => {
  const world = await aWorkspace(db);
  const read = aReader(world, { everyMs: 20, mayRead: () => Promise.reject(new Error("away")) });

  await soon(() => expect(read.text.match(/event: beat/g)?.length).toBeGreaterThan(2));
  expect(read.isOver).toBe(false);
});

test("of very many streams of one person the oldest is hung up on, and of others none", async () => {
  const world = await aWorkspace(db);
  const other = aReader(world, { holder: world.seller.id });
  const reads = Array.from({ length: 21 }, () => aReader(world));

  await soon(() => expect(reads[0]?.isOver).toBe(true));
  expect(reads.filter(({ isOver }) => isOver)).toHaveLength(1);
  expect(other.isOver).toBe(false);
  expect(countStreams()).toBe(21);
});

test("whoever goes leaves nothing behind", async () => {
  const world = await aWorkspace(db);
  const before = countStreams();
  const read = aReader(world);
  expect(countStreams()).toBe(before + 1);

  await read.hangUp();

  expect(countStreams()).toBe(before);
});

test("a program that ends hangs up on everyone", async () => {
  const world = await aWorkspace(db);
  const reads = [aReader(world), aReader(world, { holder: world.seller.id })];

  await closeStreams();

  await soon(() => expect(reads.every(({ isOver }) => isOver)).toBe(true));
  expect(countStreams()).toBe(0);
});
