import { v7 } from "uuid";
import { expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import { whys } from "@/db/schema";
import { newsSince } from "@/lib/causes/news-since";
import { changesSince } from "@/lib/live/changes";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn, type Deeds, outline, rowsOf } from "./at-a-tree";

const db = await testDatabase();

/** `here` stands, `gone` was taken out by somebody else, `there` stands in another tree and `abroad` in another workspace. */
type Known = { here: string; beside: string; gone: string; there: string; abroad: string };

const missing = "This why is no longer in the tree.";
const crossing: [string, (by: Deeds, known: Known) => Promise<unknown>, string | RegExp][] = [
  ["rewording what was taken out", (by, { gone }) => by.reword({ whyId: gone, text: "New", before: "Gone" }), missing],
  ["rewording what reads otherwise now", (by, { here }) => by.reword({ whyId: here, text: "New", before: "Old" }), /./],
  ["asking below what was taken out", (by, { gone }) => by.asks("Why?", gone), /./],
  ["asking below a why of another tree", (by, { there }) => by.asks("Why?", there), /./],
  ["asking below a why of another workspace", (by, { abroad }) => by.asks("Why?", abroad), /./],
  ["asking under an id that is taken elsewhere", (by, { there }) => by.ask({ id: there, text: "Why?" }), /./],
  ["moving below what was taken out", (by, { here, gone }) => by.move({ whyId: here, parentId: gone }), /./],
  ["moving below a why of another tree", (by, { here, there }) => by.move({ whyId: here, parentId: there }), /./],
  ["moving a why of another tree", (by, { here, there }) => by.move({ whyId: there, parentId: here }), missing],
  ["moving below itself", (by, { here }) => by.move({ whyId: here, parentId: here }), /./],
  ["joining with what was taken out", (by, { here, gone }) => by.join({ whyId: here, withId: gone }), /./],
  ["joining with a why of another tree", (by, { here, there }) => by.join({ whyId: here, withId: there }), /./],
  ["taking out twice", (by, { gone }) => by.remove({ whyId: gone }), missing],
  ["taking out a why of another tree", (by, { there }) => by.remove({ whyId: there }), missing],
  [
    "judging a version that has passed",
    (by, { here }) => by.judge({ whyId: here, status: "refuted", reason: "The log shows it", version: "1" }),
    "Somebody changed this why meanwhile. Look at it once more, then decide.",
  ],
  [
    "proving what was taken out",
    (by, { gone }) => by.addEvidence({ id: v7(), whyId: gone, type: "data", stance: "supports", text: "Seen" }),
    missing,
  ],
  [
    "ending in a why of another workspace",
    (by, { here, abroad }) => by.end({ whyId: here, ending: "same_as", sameAsId: abroad }),
    /./,
  ],
];

test("deeds that come too late or name what is not here are refused in words, and the tree stays as it was", {
  timeout: 60_000,
}, async () => {
  const [world, other] = [await aWorkspace(db), await aWorkspace(db)];
  const { lead, seller, treeId } = await aTreeIn(db, world);
  const [next, foreign] = [await aTreeIn(db, world, "Another problem"), await aTreeIn(db, other)];
  const known: Known = {
    here: await lead.asks("Here"),
    beside: await lead.asks("Beside"),
    gone: await lead.asks("Gone"),
    there: await next.lead.asks("There"),
    abroad: await foreign.lead.asks("Abroad"),
  };
  await lead.describe({ whyId: known.here, kind: "condition" }); // its version is 2 now
  await lead.remove({ whyId: known.gone });
  const [before, shown] = [await rowsOf(db, world), await outline(db, world.lead, treeId)];

  for (const [what, deed, words] of crossing) {
    const refused = await deed(seller, known).then(
      () => `${what}: was done`,
      (error) => error,
    );
    expect(refused, what).toMatchObject({ name: "Refusal" });
    expect(refused.message || JSON.stringify(refused.fields), what).toMatch(words);
  }

  expect(await rowsOf(db, world)).toEqual(before);
  expect(await outline(db, world.lead, treeId)).toEqual(shown);
});

test("in a tree of 5,000 whys the news of one are as few and asked with as many statements as in a small one", {
  timeout: 60_000,
}, async () => {
  const world = await aWorkspace(db);
  const cost = async (whysMore: number) => {
    const { treeId, lead, seller } = await aTreeIn(db, world);
    const top = await lead.asks("Top");
    const row = { treeId, workspaceId: world.workspace.id, parentId: top, position: "a0", authorId: world.lead.id };
    const many = Array.from({ length: whysMore }, (_, at) => ({ ...row, id: v7(), text: `Many, the ${at}. of them` }));
    for (let at = 0; at < many.length; at += 1000) await db.insert(whys).values(many.slice(at, at + 1000));
    const { sequence } = await changesSince(db, world.workspace.id, 0);
    await seller.reword({ whyId: top, text: "Top of all", before: "Top" });
    const { result, queries } = await countQueries(() => newsSince(db, world.lead, treeId, sequence));
    return { queries, told: result?.whys.map(({ text }) => text), length: JSON.stringify(result).length };
  };

  const [small, large] = [await cost(3), await cost(4_990)];

  expect(large.queries).toBe(small.queries);
  expect(large.told).toEqual(["Top of all"]);
  expect(large.length).toBeLessThan(small.length + 200);
});
