import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { one, rows } from "@/db/rows";
import { newsSince } from "@/lib/causes/news-since";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aTreeIn, aTreeReadyToSettle } from "./at-a-tree";

const db = await testDatabase();

const now = async ({ workspace }: World) =>
  one(
    rows<{ now: number }>(
      await db.execute(sql`select activity_sequence::float8 as now from workspaces where id = ${workspace.id}`),
    ),
  ).now;

test("whoever holds a tree is told the lines that others asked, reworded and proved since, and no others", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead, seller } = await aTreeIn(db, world);
  const [kept, reworded] = [await lead.asks("Nobody looks"), await lead.asks("They wait")];
  const since = await now(world);

  await seller.reword({ whyId: reworded, text: "They wait until Monday", before: "They wait" });
  const asked = await seller.asks("The list comes on Mondays", reworded);
  const proved = await lead.asks("The rule says so");
  await seller.shows(proved);
  const news = await newsSince(db, world.lead, treeId, since);

  expect(new Set(news?.whys.map(({ id }) => id))).toEqual(new Set([reworded, asked, proved]));
  expect(news?.whys.map(({ id }) => id)).not.toContain(kept);
  expect(news?.whys.find(({ id }) => id === reworded)?.text).toBe("They wait until Monday");
  expect(news?.whys.find(({ id }) => id === proved)?.evidence).toHaveLength(1);
  expect(news?.sequence).toBe(await now(world));
});

test("evidence that was taken back, answers and endings are told, too", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead, seller } = await aTreeIn(db, world);
  const [proved, answered, ended] = [await lead.asks("One"), await lead.asks("Two"), await lead.asks("Three")];
  const proof = await seller.shows(proved);
  const since = await now(world);

  await seller.removeEvidence({ whyId: proved, evidenceId: proof });
  await seller.signs(answered);
  await seller.end({ whyId: ended, ending: "open_question", endingNote: "Nobody knows" });
  const news = await newsSince(db, world.lead, treeId, since);

  const told = new Map(news?.whys.map((why) => [why.id, why]));
  expect(told.get(proved)?.evidence).toEqual([]);
  expect(told.get(answered)?.readBacks).toHaveLength(1);
  expect(told.get(ended)?.ending).toBe("open_question");
});

test("a line that left the tree is told as gone, and comes again when that is undone", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead, seller } = await aTreeIn(db, world);
  const why = await lead.asks("One");
  const since = await now(world);

  await lead.remove({ whyId: why });
  expect(await newsSince(db, world.seller, treeId, since)).toMatchObject({ whys: [], goneIds: [why] });

  await lead.undo();
  expect(await newsSince(db, world.seller, treeId, since)).toMatchObject({ whys: [{ id: why }], goneIds: [] });
  await seller.asks("Two");
  expect((await newsSince(db, world.lead, treeId, await now(world)))?.whys).toEqual([]);
});

test("settling, and the touch that undoes it, are told with the tree", async () => {
  const { world, treeId, lead, a } = await aTreeReadyToSettle(db, await aWorkspace(db));
  const since = await now(world);
  await lead.settle();
  expect((await newsSince(db, world.seller, treeId, since))?.settledAt).not.toBeNull();

  await lead.rewordProblem({ problem: "Half of the leads wait", before: "37% of web leads wait more than a day" });
  await lead.asks("Nobody looks", a);
  const news = await newsSince(db, world.seller, treeId, since);

  expect(news).toMatchObject({ settledAt: null, problem: "Half of the leads wait" });
});

test("whoever was away for very many deeds is told of every line", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead } = await aTreeIn(db, world);
  const whys = [await lead.asks("One"), await lead.asks("Two")];
  const since = await now(world);
  await db.execute(sql`
    with taken as (update workspaces set activity_sequence = activity_sequence + 301 where id = ${world.workspace.id} returning 1)
    insert into activity (workspace_id, sequence, verb, subject_id)
    select ${world.workspace.id}::uuid, ${since}::int + n, 'tree.settled', ${treeId}::uuid from taken cross join generate_series(1, 301) n`);

  const news = await newsSince(db, world.lead, treeId, since);

  expect(new Set(news?.whys.map(({ id }) => id))).toEqual(new Set(whys));
});

test("a tree of another workspace is not told of", async () => {
  const [ours, theirs] = [await aWorkspace(db), await aWorkspace(db)];
  const { treeId } = await aTreeIn(db, theirs);

  expect(await newsSince(db, ours.lead, treeId, 0)).toBeUndefined();
  expect(await newsSince(db, ours.lead, "no-id", 0)).toBeUndefined();
});
