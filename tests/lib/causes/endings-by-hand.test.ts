import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { activity, improvementWhys, rootCauses } from "@/db/schema";
import { openEnds } from "@/lib/causes/cause-tree";
import { endBranchInput, judgeWhyInput } from "@/lib/causes/input";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace, type World } from "../../support/worlds";
import { asRootCause, aTreeIn, historyOf, investigationOn, rowsOf, standing, whyNow } from "./at-a-tree";

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

describe("the status of a why", () => {
  test("verified needs evidence that supports it; what contradicts it is none", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are fetched once a day");
    await lead.shows(whyId, "contradicts");

    const unproven = lead.judge({ whyId, status: "verified" });
    await expect(unproven).rejects.toMatchObject(ruleBroken("status", "needs evidence that supports it"));
    expect((await whyNow(db, whyId)).status).toBe("hypothesis");
    await lead.verifies(whyId);

    expect((await whyNow(db, whyId)).status).toBe("verified");
  });

  test.each(["refuted", "unverifiable"])("%s needs a reason, or evidence that contradicts it", async (status) => {
    const world = await aWorkspace(db);
    const { lead, seller } = await aTreeIn(db, world);
    const [said, shown] = [await lead.asks("The feed was down"), await lead.asks("The form was broken")];

    const mute = seller.judge({ whyId: said, status });
    await expect(mute).rejects.toMatchObject(ruleBroken("reason", "Say why it is"));
    await seller.judge({ whyId: said, status, reason: "The log shows none" });
    await seller.shows(shown, "contradicts");
    await seller.judge({ whyId: shown, status });

    expect(await whyNow(db, said)).toMatchObject({ status, statusReason: "The log shows none" });
    expect(await whyNow(db, shown)).toMatchObject({ status, statusReason: null });
  });

  test("a refuted why stays in the tree with all below it, and its ending falls away", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const whyId = await lead.asks("The feed was down");
    await lead.asks("The night job stopped", whyId);
    const ended = await lead.asks("The provider had an outage");
    await lead.end({ whyId: ended, ending: "escalated", endingBy: "The provider", endingOn: "2026-11-30" });

    for (const id of [whyId, ended]) await lead.judge({ whyId: id, status: "refuted", reason: "The log shows none" });

    const { index } = await standing(db, world.lead, treeId);
    expect(index.inOrder.map(({ text }) => text)).toEqual([
      "The feed was down",
      "The night job stopped",
      "The provider had an outage",
    ]);
    expect(index.live.size).toBe(0);
    expect(await whyNow(db, ended)).toMatchObject({ ending: null, endingBy: null });
  });

  test("a refuted why that lives again takes away the ending that the line above got meanwhile", async () => {
    const world = await aWorkspace(db);
    const { lead, seller } = await aTreeIn(db, world);
    const above = await lead.asks("Nobody looks at the inbox");
    const whyId = await lead.asks("The inbox is nobody's", above);
    await lead.judge({ whyId, status: "refuted", reason: "It is the desk's" });
    await seller.end({ whyId: above, ending: "escalated", endingBy: "The desk", endingOn: "2026-11-30" });

    await lead.judge({ whyId, status: "hypothesis" });
    const alive = (await whyNow(db, above)).ending;
    await lead.undo();

    expect(alive).toBeNull();
    expect(await whyNow(db, above)).toMatchObject({ ending: "escalated", endingBy: "The desk" });
  });

  test("losing its last support makes a verified why a hypothesis again; other support keeps it", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are fetched once a day");
    const [first, second] = [await lead.shows(whyId), await lead.shows(whyId)];
    await lead.judge({ whyId, status: "verified" });

    await lead.removeEvidence({ whyId, evidenceId: first });
    const withOne = (await whyNow(db, whyId)).status;
    await lead.removeEvidence({ whyId, evidenceId: second });

    expect(withOne).toBe("verified");
    expect((await whyNow(db, whyId)).status).toBe("hypothesis");
  });

  test("a judgement on a why that somebody changed meanwhile is a conflict", async () => {
    const world = await aWorkspace(db);
    const { lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("The feed was down");
    const { version } = await whyNow(db, whyId);
    await lead.reword({ whyId, before: "The feed was down", text: "The feed was slow" });

    const blind = seller.judge({ whyId, status: "refuted", reason: "It ran", version: String(version) });

    await expect(blind).rejects.toMatchObject({ kind: "conflict" });
    expect((await whyNow(db, whyId)).status).toBe("hypothesis");
  });

  test("no other word than the four is a status", () => {
    const fields = { treeId: v7(), whyId: v7(), status: "proven", reason: "", version: "" };

    expect(judgeWhyInput.safeParse(fields).error?.issues.map(({ path }) => path[0])).toEqual(["status"]);
  });
});

describe("evidence", () => {
  test("belongs to the side of whoever brings it; sent twice it is one item, one activity, the same answer", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are fetched once a day");
    const fields = { whyId, id: v7(), type: "document", stance: "supports", text: "The export log" };

    const first = await seller.addEvidence(fields);
    const again = await seller.addEvidence(fields);

    expect(again).toEqual(first);
    expect(first.whyIds).toEqual([whyId]);
    expect(await historyOf(db, treeId)).toEqual(["tree.opened", "why.asked", "evidence.added"]);
    const { index } = await standing(db, world.lead, treeId);
    expect(index.byId.get(whyId)?.evidence).toMatchObject([{ text: "The export log", sideId: world.sales }]);
  });

  test("an id of another member or workspace is refused without telling why", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const [here, abroad] = [await aTreeIn(db, mill), await aTreeIn(db, depot)];
    const [whyId, inDepot] = [await here.lead.asks("a"), await abroad.lead.asks("b")];
    const id = await here.lead.shows(whyId);
    const fields = { id, type: "data", stance: "supports", text: "Not mine" };

    const words = expect.stringContaining("load the tree");
    const byAnother = here.seller.addEvidence({ ...fields, whyId });
    await expect(byAnother).rejects.toMatchObject({ kind: "conflict", message: words });
    const elsewhere = abroad.lead.addEvidence({ ...fields, whyId: inDepot });
    await expect(elsewhere).rejects.toMatchObject({ kind: "conflict", message: words });
    expect((await rowsOf(db, mill)).evidence).toHaveLength(1);
  });

  test("what one side brought is not taken back by the other", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller, at } = await aTreeIn(db, world);
    const colleague = at(await aMember(db, world, { name: "Mira Sand", role: "member", teamId: world.sales }));
    const whyId = await lead.asks("Sales ignores the leads of Friday");
    const evidenceId = await seller.shows(whyId, "contradicts", "31 of 40 were called on Friday");

    await expect(lead.removeEvidence({ whyId, evidenceId })).rejects.toMatchObject({ kind: "forbidden" });
    expect((await standing(db, world.lead, treeId)).index.byId.get(whyId)?.evidence).toHaveLength(1);
    await colleague.removeEvidence({ whyId, evidenceId });

    expect((await standing(db, world.lead, treeId)).index.byId.get(whyId)?.evidence).toEqual([]);
  });
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

describe("every other ending has its own conditions", () => {
  test.each([
    ["external_pressure", "reach", { reach: "", endingNote: "We plan by quarter" }, "external pressure lies outside"],
    ["external_pressure", "reach", { reach: "control", endingNote: "We plan by quarter" }, "outside the group's reach"],
    ["external_pressure", "endingNote", { reach: "outside" }, "how we live with it"],
    ["escalated", "endingBy", { endingOn: "2026-11-30" }, "Name who received it"],
    ["escalated", "endingOn", { endingBy: "The board" }, "Name the day"],
    ["accepted", "endingBy", { endingNote: "Costs more", endingOn: "2027-01-31" }, "Name the sponsor"],
    ["accepted", "endingNote", { endingBy: "The board", endingOn: "2027-01-31" }, "costs more than recurring"],
    ["accepted", "endingOn", { endingBy: "The board", endingNote: "Costs more" }, "looked at again"],
    ["same_as", "sameAsId", {}, "Choose the why"],
  ])("%s is refused at %s", async (ending, field, given, words) => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const whyId = await lead.asks("The budget is set by the holding");
    const before = await rowsOf(db, world);

    await expect(lead.end({ whyId, ending, ...given })).rejects.toMatchObject(ruleBroken(field, words));

    expect(await rowsOf(db, world)).toEqual(before);
  });

  test.each([
    ["external_pressure", { reach: "outside", endingNote: "We plan by quarter" }],
    ["escalated", { endingBy: "The board", endingOn: "2026-11-30" }],
    ["accepted", { endingBy: "The board", endingNote: "Costs more", endingOn: "2027-01-31" }],
    ["open_question", {}],
  ])("%s with all it asks for stands, and keeps nothing that belongs to another", async (ending, given) => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const whyId = await lead.asks("The budget is set by the holding");

    await lead.end({ whyId, ending, category: "culture", removal: "prevents", ...given });

    expect(await whyNow(db, whyId)).toMatchObject({
      ending,
      category: null,
      removal: null,
      rootCauseId: null,
      ...given,
    });
  });

  test.each(["escalated", "open_question", "same_as"])("%s is refused where live whys stand below", async (ending) => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const [whyId, sameAsId] = [await lead.asks("a"), await lead.asks("b")];
    await lead.asks("below", whyId);

    const ended = lead.end({ whyId, ending, sameAsId, endingBy: "The board", endingOn: "2026-11-30" });

    await expect(ended).rejects.toMatchObject(ruleBroken("ending", "Only a root cause may have whys below"));
  });

  test("a refuted why takes none", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const whyId = await lead.asks("The feed was down");
    await lead.judge({ whyId, status: "refuted", reason: "It ran" });

    const ended = lead.end({ whyId, ending: "open_question" });

    await expect(ended).rejects.toMatchObject(ruleBroken("ending", "ends its branch by itself"));
  });

  test("an ending on a why that somebody changed meanwhile is a conflict", async () => {
    const world = await aWorkspace(db);
    const { lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("The feed was down");
    const { version } = await whyNow(db, whyId);
    await seller.describe({ whyId, kind: "event" });

    const blind = lead.end({ whyId, ending: "open_question", version: String(version) });

    await expect(blind).rejects.toMatchObject({ kind: "conflict" });
  });

  test("a wrong code is refused at its field", () => {
    const fields = { treeId: v7(), whyId: v7(), ending: "magic", category: "weather", reach: "far", removal: "maybe" };
    const faults = endBranchInput.safeParse({ ...fields, endingOn: "2026-02-30" }).error?.issues;

    expect(faults?.map(({ path }) => path[0])).toEqual(["ending", "category", "reach", "removal", "endingOn"]);
  });
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

test("improvements that hang on a why stay when its ending is taken away", async () => {
  const world = await aWorkspace(db);
  const { lead } = await aTreeIn(db, world);
  const whyId = await lead.asks("The feed was down");
  await lead.end({ whyId, ending: "open_question" });
  await investigationOn(db, world, whyId);

  await lead.asks("The night job stopped", whyId);

  expect(await db.$count(improvementWhys, eq(improvementWhys.whyId, whyId))).toBe(1);
});
