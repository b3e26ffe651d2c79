import { describe, expect, test } from "vitest";
import { openEnds } from "@/lib/causes/cause-tree";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn, standing, whyNow } from "./at-a-tree";

const db = await testDatabase();

const ruleBroken = (field: string, words: string) => ({
  kind: "invalid",
  fields: { [field]: [expect.stringContaining(words)] },
});

describe("a cross-link", () => {
  async function twoTrees() {
    const world = await aWorkspace(db);
    return { world, here: await aTreeIn(db, world), there: await aTreeIn(db, world) };
  }
  const sameAs = (whyId: string, sameAsId: string) => ({ whyId, ending: "same_as", sameAsId });

  test("may point into another tree of the workspace", async () => {
    const { world, here, there } = await twoTrees();
    const [whyId, target] = [await here.lead.asks("The same"), await there.lead.asks("The same over there")];

    await here.lead.end(sameAs(whyId, target));

    const loaded = await standing(db, world.lead, here.treeId);
    expect(loaded.tree.targets).toMatchObject([{ id: target, treeId: there.treeId, live: true }]);
  });

  test("to itself is refused", async () => {
    const { here } = await twoTrees();
    const whyId = await here.lead.asks("The same");

    await expect(here.lead.end(sameAs(whyId, whyId))).rejects.toMatchObject(ruleBroken("sameAsId", "same as itself"));
  });

  test.each(["in one tree", "across two trees"])("to a why that points on is refused, %s", async (where) => {
    const { here, there } = await twoTrees();
    const next = where === "in one tree" ? here : there;
    const [whyId, middle, final] = [await here.lead.asks("a"), await next.lead.asks("b"), await next.lead.asks("c")];
    await next.lead.end(sameAs(middle, final));

    const chained = here.lead.end(sameAs(whyId, middle));

    await expect(chained).rejects.toMatchObject(ruleBroken("sameAsId", "Point to the final one"));
  });

  test.each(["in one tree", "across two trees"])("from a why that is pointed to is refused, %s", async (where) => {
    const { here, there } = await twoTrees();
    const next = where === "in one tree" ? here : there;
    const [whyId, middle, final] = [await here.lead.asks("a"), await next.lead.asks("b"), await next.lead.asks("c")];
    await here.lead.end(sameAs(whyId, middle));

    const chained = next.lead.end(sameAs(middle, final));

    await expect(chained).rejects.toMatchObject(ruleBroken("sameAsId", "Point that one further first"));
  });

  test("to a line above itself is refused", async () => {
    const { here } = await twoTrees();
    const above = await here.lead.asks("above");
    const whyId = await here.lead.asks("below", above);

    await expect(here.lead.end(sameAs(whyId, above))).rejects.toMatchObject(ruleBroken("sameAsId", "lead back"));
  });

  test("that closes a circle through two trees is refused", async () => {
    const { here, there } = await twoTrees();
    const [a, b] = [await here.lead.asks("a"), await there.lead.asks("b")];
    const [belowA, belowB] = [await here.lead.asks("below a", a), await there.lead.asks("below b", b)];
    await here.lead.end(sameAs(belowA, b));

    await expect(there.lead.end(sameAs(belowB, a))).rejects.toMatchObject(ruleBroken("sameAsId", "lead back"));
    expect((await whyNow(db, belowB)).ending).toBeNull();
  });

  test("of two that would close a circle at the same moment one is refused", async () => {
    const { here, there } = await twoTrees();
    const [a, b] = [await here.lead.asks("a"), await there.seller.asks("b")];
    const [belowA, belowB] = [await here.lead.asks("below a", a), await there.seller.asks("below b", b)];

    const both = await Promise.allSettled([here.lead.end(sameAs(belowA, b)), there.seller.end(sameAs(belowB, a))]);

    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("whose target is taken out of its tree is an open end", async () => {
    const { world, here, there } = await twoTrees();
    const [whyId, target] = [await here.lead.asks("The same"), await there.lead.asks("The same over there")];
    await here.lead.end(sameAs(whyId, target));

    await there.lead.remove({ whyId: target });

    const { index } = await standing(db, world.lead, here.treeId);
    expect(openEnds(index).map(({ id }) => id)).toEqual([whyId]);
  });
});
