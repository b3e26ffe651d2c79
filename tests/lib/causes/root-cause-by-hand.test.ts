import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { activity, rootCauses } from "@/db/schema";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { asRootCause, aTreeIn, historyOf, whyNow } from "./at-a-tree";

const db = await testDatabase();

const catalogue = (world: World) =>
  db
    .select({ id: rootCauses.id, text: rootCauses.text, category: rootCauses.category })
    .from(rootCauses)
    .where(eq(rootCauses.workspaceId, world.workspace.id));

const ruleBroken = (field: string, words: string) => ({
  kind: "invalid",
  fields: { [field]: [expect.stringContaining(words)] },
});

describe("a root cause by hand", () => {
  async function aVerifiedWhy(text = "Nobody is named as stand-in") {
    const world = await aWorkspace(db);
    const tree = await aTreeIn(db, world);
    const whyId = await tree.lead.asks(text);
    await tree.lead.verifies(whyId);
    return { world, whyId, ...tree };
  }

  test.each([
    ["category", "category", "", "Say which category"],
    ["reach", "reach", "", "Say how far the group"],
    ["reach", "reach", "outside", "external pressure, not a root cause"],
    ["removal", "removal", "", "would this come back?"],
    ["removal", "removal", "no_effect", "not a root cause"],
  ])("without a fitting %s is refused at %s (given: “%s”)", async (_, field, given, words) => {
    const { world, lead, whyId } = await aVerifiedWhy();

    const ended = lead.end({ whyId, ...asRootCause, [field]: given });

    await expect(ended).rejects.toMatchObject(ruleBroken(field, words));
    expect((await whyNow(db, whyId)).ending).toBeNull();
    expect(await catalogue(world)).toEqual([]);
  });

  test("that is not verified is refused, and the catalogue keeps nothing of it", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const whyId = await lead.asks("Nobody is named as stand-in");
    const before = await historyOf(db, treeId);

    const ended = lead.end({ whyId, ...asRootCause });

    await expect(ended).rejects.toMatchObject(ruleBroken("ending", "needs the status verified"));
    expect(await catalogue(world)).toEqual([]);
    expect(await historyOf(db, treeId)).toEqual(before);
  });

  test.each([
    ["a person", "Engineer deleted the wrong directory", "“Engineer” names a person"],
    ["a member's name", "The list was kept by Jonas Lindqvist", "“Jonas Lindqvist” names a person"],
    ["blame", "The lead was carelessly passed on", "“carelessly” blames"],
  ])("that speaks of %s is refused", async (_, text, words) => {
    const { lead, whyId } = await aVerifiedWhy(text);

    for (const given of [asRootCause, { ending: "escalated", endingBy: "IT", endingOn: "2026-11-30" }])
      await expect(lead.end({ whyId, ...given })).rejects.toMatchObject(ruleBroken("ending", words));
    await lead.end({ whyId, ending: "open_question" });

    expect((await whyNow(db, whyId)).ending).toBe("open_question");
  });

  test("finds or enters its catalogue entry: the same words in one category are one entry", async () => {
    const { world, lead, seller, whyId } = await aVerifiedWhy();
    const twin = await lead.asks("nobody is named as Stand-in");
    const other = await lead.asks("Nobody is named as stand-in");
    for (const id of [twin, other]) await lead.verifies(id);

    await lead.end({ whyId, ...asRootCause });
    await seller.end({ whyId: twin, ...asRootCause });
    await seller.end({ whyId: other, ...asRootCause, category: "role" });

    const entries = await catalogue(world);
    expect(entries.map(({ category }) => category).toSorted()).toEqual(["process", "role"]);
    const [first, second] = [await whyNow(db, whyId), await whyNow(db, twin)];
    expect(first.rootCauseId).toBe(entries.find(({ category }) => category === "process")?.id);
    expect(second.rootCauseId).toBe(first.rootCauseId);
    const entered = and(eq(activity.workspaceId, world.workspace.id), eq(activity.verb, "root_cause.entered"));
    expect(await db.$count(activity, entered)).toBe(2);
  });

  test("may point to an entry in other words, and takes that entry's category", async () => {
    const { world, lead, whyId } = await aVerifiedWhy();
    await lead.end({ whyId, ...asRootCause, category: "role" });
    const { rootCauseId } = await whyNow(db, whyId);
    const other = await lead.asks("The rota has no second name");
    await lead.verifies(other);

    await lead.end({ whyId: other, ...asRootCause, rootCauseId });

    expect(await whyNow(db, other)).toMatchObject({ rootCauseId, category: "role" });
    expect(await catalogue(world)).toHaveLength(1);
  });

  test("may have live whys below", async () => {
    const { lead, whyId } = await aVerifiedWhy();
    await lead.asks("The rota is written by hand", whyId);

    await lead.end({ whyId, ...asRootCause });

    expect((await whyNow(db, whyId)).ending).toBe("root_cause");
  });

  test("ended twice in the same way is one deed; taken away it leaves the entry in the catalogue", async () => {
    const { world, treeId, lead, whyId } = await aVerifiedWhy();

    await lead.end({ whyId, ...asRootCause });
    await lead.end({ whyId, ...asRootCause });
    await lead.end({ whyId, ending: "" });

    expect((await historyOf(db, treeId)).slice(-2)).toEqual(["why.ended", "why.ending_taken"]);
    expect(await whyNow(db, whyId)).toMatchObject({ ending: null, category: null, rootCauseId: null, reach: null });
    expect(await catalogue(world)).toHaveLength(1);
  });

  test("two people at one moment, two trees, one cause: one entry, and both deeds stand", async () => {
    const { world, lead, whyId } = await aVerifiedWhy();
    const next = await aTreeIn(db, world);
    const twin = await next.seller.asks("Nobody is named as stand-in");
    await next.seller.verifies(twin);

    await Promise.all([lead.end({ whyId, ...asRootCause }), next.seller.end({ whyId: twin, ...asRootCause })]);

    expect(await catalogue(world)).toHaveLength(1);
    expect((await whyNow(db, twin)).rootCauseId).toBe((await whyNow(db, whyId)).rootCauseId);
  });
});
