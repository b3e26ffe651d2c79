import { expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import { sharedNews } from "@/lib/causes/shared-news";
import { changesSince } from "@/lib/live/changes";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import { aTreeIn } from "./at-a-tree";

const db = await testDatabase();

test("what many ask at the same moment is read once, and each is told how far they can step back themselves", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead, seller } = await aTreeIn(db, world);
  const { sequence: since } = await changesSince(db, world.workspace.id, 0);
  const why = await seller.asks("Nobody is told");
  await lead.reword({ whyId: why, text: "Nobody is told of it", before: "Nobody is told" });
  const others = await Promise.all(
    Array.from({ length: 10 }, (_, n) => aMember(db, world, { name: `Person ${n}`, role: "member" })),
  );
  const askAs = (member: typeof world.lead) => sharedNews(db, member, treeId, since, since + 2);
  const { queries: alone } = await countQueries(() => askAs(world.facilitator));

  const { result, queries } = await countQueries(() => Promise.all([world.lead, world.seller, ...others].map(askAs)));

  expect(queries).toBe(12); // the steps of each, and nothing besides
  expect(alone).toBeGreaterThan(5);
  expect(result.map((news) => news?.whys.map(({ text }) => text))).toEqual(
    Array(12).fill([["Nobody is told of it"]].flat()),
  );
  expect(result.map((news) => news?.steps.undo)).toEqual([1, 1, ...Array(10).fill(0)]);
});

test("what was read before somebody heard of more is not told to them, nor to whoever asks from further back", async () => {
  const world = await aWorkspace(db);
  const { treeId, seller } = await aTreeIn(db, world);
  const { sequence: before } = await changesSince(db, world.workspace.id, 0);
  const first = await seller.asks("First");
  const askFrom = async (since: number, upTo: number) =>
    (await sharedNews(db, world.lead, treeId, since, upTo))?.whys.map(({ id }) => id).toSorted();
  expect(await askFrom(before, before + 1)).toEqual([first]);

  const second = await seller.asks("Second");

  expect(await askFrom(before + 1, before + 2)).toEqual([second]);
  expect(await askFrom(before, before + 2)).toEqual([first, second].toSorted());
  // A page that knows of more than there was when it was read would go back by it.
  const third = await seller.asks("Third");
  expect(await Promise.all([askFrom(before + 2, before + 3), askFrom(before + 2, before + 3)])).toEqual([
    [third],
    [third],
  ]);
});

test("a tree of another workspace is told to nobody, however often it was just read", async () => {
  const [ours, theirs] = [await aWorkspace(db), await aWorkspace(db)];
  const { treeId } = await aTreeIn(db, theirs);
  const { sequence } = await changesSince(db, theirs.workspace.id, 0);
  expect(await sharedNews(db, theirs.lead, treeId, 0, sequence)).toBeDefined();

  expect(await sharedNews(db, ours.lead, treeId, 0, sequence)).toBeUndefined();
});
