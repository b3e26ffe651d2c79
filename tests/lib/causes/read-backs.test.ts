import { and, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { activity, readBacks, teams } from "@/db/schema";
import { readBackInput } from "@/lib/causes/input";
import { readBackMark, standingReadBack } from "@/lib/causes/read-back";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace, type World } from "../../support/worlds";
import { aTreeIn, type Deeds, historyOf, standing } from "./at-a-tree";

const db = await testDatabase();

/** The answer of each side that stands on a why, Marketing first. */
async function answers(world: World, treeId: string, whyId: string) {
  const { index } = await standing(db, world.lead, treeId);
  const why = index.byId.get(whyId);
  return [world.marketing, world.sales].map((side) => why && standingReadBack(index, why, side)?.answer);
}

const markOf = async (world: World, treeId: string, whyId: string) =>
  readBackMark((await standing(db, world.lead, treeId)).index, whyId);

/** a, its a1, and that one's a11; and b beside. Signed by both sides. */
async function aSignedTree() {
  const world = await aWorkspace(db);
  const tree = await aTreeIn(db, world);
  const a = await tree.lead.asks("Leads are fetched once a day");
  const a1 = await tree.lead.asks("The export was made for a monthly report", a);
  const a11 = await tree.lead.asks("Nobody asked for another", a1);
  const b = await tree.seller.asks("The inbox is nobody's");
  const all = [a, a1, a11, b];
  for (const side of [tree.lead, tree.seller]) await side.signs(...all);
  /** Whose read-back by both sides still stands. */
  const signed = async () => {
    const stands = await Promise.all(all.map(async (id) => (await answers(world, tree.treeId, id)).join()));
    return all.filter((_, at) => stands[at] === "agrees,agrees");
  };
  return { world, ...tree, a, a1, a11, b, signed };
}

describe("who signs", () => {
  test("each side for itself; writing a why is not signing it", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are fetched once a day");
    const before = await answers(world, treeId, whyId);

    await seller.signs(whyId);

    expect(before).toEqual([undefined, undefined]);
    expect(await answers(world, treeId, whyId)).toEqual([undefined, "agrees"]);
  });

  test("two who look at the same answers see them in one order, whoever signed first and again", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are fetched once a day");
    await seller.signs(whyId);
    await lead.signs(whyId);

    // A plan may read the rows as they lie, which is as they were written.
    const { index } = await db.transaction(async (tx) => {
      for (const [name, value] of [
        ["enable_indexscan", "off"],
        ["enable_bitmapscan", "off"],
        ["plan_cache_mode", "force_custom_plan"],
      ])
        await tx.execute(sql`select set_config(${name}, ${value}, true)`);
      return standing(tx, world.lead, treeId);
    });
    expect(index.byId.get(whyId)?.readBacks.map(({ sideId }) => sideId)).toEqual(
      [world.marketing, world.sales].toSorted(),
    );
  });

  test("a neutral member is refused, be it without a team or with a third one", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, facilitator, at } = await aTreeIn(db, world);
    const third = { id: v7(), workspaceId: world.workspace.id, name: "Finance" };
    await db.insert(teams).values(third);
    const accountant = at(await aMember(db, world, { name: "Ole Berg", role: "lead", teamId: third.id }));
    const whyId = await lead.asks("Leads are fetched once a day");

    for (const neutral of [facilitator, accountant])
      await expect(neutral.signs(whyId)).rejects.toMatchObject({ kind: "forbidden" });

    expect(await answers(world, treeId, whyId)).toEqual([undefined, undefined]);
    expect(await historyOf(db, treeId)).toEqual(["tree.opened", "why.asked"]);
  });

  test("nobody can sign for the other side, whatever the form says", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are fetched once a day");

    await lead.readBack({ whyId, answer: "agrees", sideId: world.sales, memberId: world.seller.id });

    expect(await answers(world, treeId, whyId)).toEqual(["agrees", undefined]);
  });

  test("any member of the side may; the latest answer stands, and all are in the history", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller, at } = await aTreeIn(db, world);
    const colleague = at(await aMember(db, world, { name: "Mira Sand", role: "member", teamId: world.sales }));
    const whyId = await lead.asks("Leads are fetched once a day");

    await seller.signs(whyId);
    await colleague.readBack({ whyId, answer: "disputes", reason: "Since May it runs hourly" });

    const { index } = await standing(db, world.lead, treeId);
    expect(index.byId.get(whyId)?.readBacks).toMatchObject([
      { sideId: world.sales, answer: "disputes", reason: "Since May it runs hourly", by: "Mira Sand" },
    ]);
    expect((await historyOf(db, treeId)).slice(-2)).toEqual(["read_back.agrees", "read_back.disputes"]);
  });

  test("signing twice, even at the same moment, is one answer and one activity", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are fetched once a day");

    await Promise.all([lead.signs(whyId), lead.signs(whyId)]);
    await lead.signs(whyId);

    expect(await db.$count(readBacks, eq(readBacks.whyId, whyId))).toBe(1);
    const signings = and(eq(activity.subjectId, treeId), eq(activity.verb, "read_back.agrees"));
    expect(await db.$count(activity, signings)).toBe(1);
  });

  test("a side may take its answer back", async () => {
    const { world, treeId, seller, a } = await aSignedTree();

    await seller.readBack({ whyId: a, answer: "" });

    expect(await answers(world, treeId, a)).toEqual(["agrees", undefined]);
    expect((await historyOf(db, treeId)).at(-1)).toBe("read_back.taken");
  });
});

describe("a dispute", () => {
  test("needs a reason, said at its field", () => {
    const fields = { treeId: v7(), whyId: v7(), answer: "disputes", mark: "" };
    const faults = (reason: string) =>
      readBackInput.safeParse({ ...fields, reason }).error?.issues.map(({ path }) => path[0]);

    expect(faults("")).toEqual(["reason"]);
    expect(faults(" \n ")).toEqual(["reason"]);
    expect(faults("Since May it runs hourly")).toBeUndefined();
  });

  test("stands until that side answers otherwise; the other side's answer does not outvote it", async () => {
    const { world, treeId, lead, seller, a } = await aSignedTree();

    await seller.readBack({ whyId: a, answer: "disputes", reason: "Since May it runs hourly" });
    await lead.readBack({ whyId: a, answer: "" });
    await lead.signs(a);
    const disputed = await answers(world, treeId, a);
    await seller.signs(a);

    expect(disputed).toEqual(["agrees", "disputes"]);
    expect(await answers(world, treeId, a)).toEqual(["agrees", "agrees"]);
  });

  test("falls with the sentence it was about", async () => {
    const { world, treeId, lead, seller, a } = await aSignedTree();
    await seller.readBack({ whyId: a, answer: "disputes", reason: "Since May it runs hourly" });

    await lead.reword({ whyId: a, before: "Leads are fetched once a day", text: "Leads are fetched once an hour" });

    expect(await answers(world, treeId, a)).toEqual([undefined, undefined]);
  });
});

describe("what was signed falls only where its sentence changed", () => {
  test("rewording resets that why and those directly below it, nothing else", async () => {
    const { lead, a, a11, b, signed, a1 } = await aSignedTree();

    await lead.reword({ whyId: a, before: "Leads are fetched once a day", text: "Leads wait for the night run" });
    const after = await signed();
    await lead.reword({ whyId: a, before: "Leads wait for the night run", text: "Leads are fetched once a day" });

    expect(after).toEqual([a11, b]);
    expect(await signed()).toEqual([a, a1, a11, b]); // it says again what was signed
  });

  test("moving resets that why and those directly below it, nothing else", async () => {
    const { lead, a, a1, b, signed } = await aSignedTree();

    await lead.move({ whyId: a1, parentId: b });

    expect(await signed()).toEqual([a, b]);
  });

  test("case, spaces and punctuation, another order, status or kind reset nothing", async () => {
    const { lead, a, a1, a11, b, signed } = await aSignedTree();

    await lead.reword({ whyId: a, before: "Leads are fetched once a day", text: "leads are fetched, once a day …" });
    await lead.move({ whyId: b, first: "on" });
    await lead.describe({ whyId: a, kind: "condition", necessary: "yes" });
    await lead.verifies(a1);
    await lead.join({ whyId: b, withId: a });

    expect(await signed()).toEqual([a, a1, a11, b]);
  });

  test("rewording the problem resets the first whys alone", async () => {
    const { lead, a1, a11, signed } = await aSignedTree();

    await lead.rewordProblem({ before: "37% of web leads wait more than a day", problem: "Half of all leads wait" });

    expect(await signed()).toEqual([a1, a11]);
  });
});

describe("what is signed is what was read", () => {
  test("a sentence that changed meanwhile is a conflict, be it the why, the line above or the problem", async () => {
    const { world, treeId, lead, seller, a, a1 } = await aSignedTree();
    const read = { a: await markOf(world, treeId, a), a1: await markOf(world, treeId, a1) };
    const before = "Leads are fetched once a day";

    await lead.reword({ whyId: a, before, text: "Leads wait for the night run" });
    const own = seller.readBack({ whyId: a, answer: "agrees", mark: read.a });
    await expect(own).rejects.toMatchObject({ kind: "conflict" });
    const below = seller.readBack({ whyId: a1, answer: "agrees", mark: read.a1 });
    await expect(below).rejects.toMatchObject({ kind: "conflict" });
    const readAgain = await markOf(world, treeId, a);
    await lead.rewordProblem({ before: "37% of web leads wait more than a day", problem: "Half of all leads wait" });
    const first = seller.readBack({ whyId: a, answer: "agrees", mark: readAgain });
    await expect(first).rejects.toMatchObject({ kind: "conflict" });

    expect(await answers(world, treeId, a)).toEqual([undefined, undefined]);
  });

  test("a sentence that stands as it was read is signed", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are fetched once a day");

    await lead.readBack({ whyId, answer: "agrees", mark: await markOf(world, treeId, whyId) });

    expect(await answers(world, treeId, whyId)).toEqual(["agrees", undefined]);
  });

  test("of signing and rewording at the same moment no answer stands on words it was not given on", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller } = await aTreeIn(db, world);
    const before = "Leads are fetched once a day";
    const whyId = await lead.asks(before);
    const mark = await markOf(world, treeId, whyId);
    const both = (deed: Deeds) => [
      lead.reword({ whyId, before, text: "Leads wait for the night run" }),
      deed.readBack({ whyId, answer: "agrees", mark }),
    ];

    await Promise.allSettled(both(seller));

    expect(await answers(world, treeId, whyId)).toEqual([undefined, undefined]);
  });
});
