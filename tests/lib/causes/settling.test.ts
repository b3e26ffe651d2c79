import { readFileSync } from "node:fs";
import { join } from "node:path";
import { and, asc, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { activity, causeTrees } from "@/db/schema";
import { loadIncidentFacts } from "@/lib/incidents/incident-facts";
import { stageOf as derivedStage } from "@/lib/incidents/stages";
import { improvementRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import {
  asRootCause,
  aTreeIn,
  aTreeReadyToSettle,
  type Deeds,
  historyOf,
  investigationOn,
  perspectivesOf,
  stageOf,
  whyNow,
} from "./at-a-tree";

const db = await testDatabase();

const settledAt = async (treeId: string) =>
  (await db.select({ at: causeTrees.settledAt }).from(causeTrees).where(eq(causeTrees.id, treeId)))[0]?.at ?? null;

const aTreeToSettle = async () => aTreeReadyToSettle(db, await aWorkspace(db));

describe("settling", () => {
  test("is possible once every gate is open and both sides agree, and moves the incident to improving", async () => {
    const { incidentId, treeId, lead } = await aTreeToSettle();

    await lead.settle();

    expect(await settledAt(treeId)).not.toBeNull();
    expect(await stageOf(db, incidentId)).toBe("improving");
    expect((await historyOf(db, treeId)).at(-1)).toBe("tree.settled");
  });

  test("twice is told, and recorded once", async () => {
    const { treeId, lead, seller } = await aTreeToSettle();

    const both = await Promise.allSettled([lead.settle(), seller.settle()]);

    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await historyOf(db, treeId)).filter((verb) => verb === "tree.settled")).toHaveLength(1);
  });

  const closed: [string, string, (tree: Awaited<ReturnType<typeof aTreeToSettle>>) => Promise<unknown>][] = [
    ["no root cause", "No branch ends in a root cause yet.", ({ lead, root }) => lead.end({ whyId: root, ending: "" })],
    ["an open end", "One branch has no ending.", ({ lead }) => lead.asks("Another reason")],
    [
      "an ending that does not hold",
      "One ending does not hold yet.",
      async ({ lead }) => lead.end({ whyId: await lead.asks("Another reason"), ending: "open_question" }),
    ],
    [
      "a branch that ends at a person",
      "One branch ends at a person.",
      async ({ world, lead }) => {
        const whyId = await lead.asks("Agent did not call");
        await lead.end({ whyId, ending: "open_question" });
        await investigationOn(db, world, whyId);
      },
    ],
    [
      "a why that one side has not read back",
      "Sales has not read back one why.",
      ({ seller, a }) => seller.readBack({ whyId: a, answer: "" }),
    ],
    [
      "a why that one side disputes",
      "Marketing disputes one why.",
      ({ lead, a }) => lead.readBack({ whyId: a, answer: "disputes", reason: "It runs hourly" }),
    ],
  ];
  test.each(closed)("is refused with %s", async (_, words, undo) => {
    const tree = await aTreeToSettle();
    await undo(tree);
    const before = await historyOf(db, tree.treeId);

    const settled = tree.lead.settle();

    await expect(settled).rejects.toMatchObject({ kind: "invalid", message: expect.stringContaining(words) });
    expect(await settledAt(tree.treeId)).toBeNull();
    expect(await historyOf(db, tree.treeId)).toEqual(before);
    expect(await stageOf(db, tree.incidentId)).toBe("analysing");
  });

  test("is refused while a side has not told how it looked from its seat", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);

    await expect(lead.settle()).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringContaining("Sales has not told how it looked from their seat."),
    });
  });
});

describe("a settled tree that is touched", () => {
  type Tree = Awaited<ReturnType<typeof aTreeToSettle>>;
  const before = "Leads are fetched once a day";
  const touching: [string, (tree: Tree) => Promise<unknown>][] = [
    ["rewording on the way", ({ lead, a }) => lead.reword({ whyId: a, before, text: "Leads wait for the night run" })],
    [
      "rewording the problem",
      ({ lead }) => lead.rewordProblem({ before: "37% of web leads wait more than a day", problem: "Half of them" }),
    ],
    ["moving a why on the way", ({ lead, root }) => lead.move({ whyId: root, parentId: "" })],
    [
      "refuting a why on the way",
      ({ lead, a }) => lead.judge({ whyId: a, status: "refuted", reason: "It runs hourly" }),
    ],
    [
      "a new dispute",
      ({ seller, a }) => seller.readBack({ whyId: a, answer: "disputes", reason: "Since May it runs hourly" }),
    ],
    ["taking an answer back", ({ seller, a }) => seller.readBack({ whyId: a, answer: "" })],
    ["a new open end", ({ lead }) => lead.asks("Another reason")],
    ["taking the ending of a root cause away", ({ lead, root }) => lead.end({ whyId: root })],
  ];
  test.each(touching)("is settled no more by %s; that is recorded and the incident follows", async (_, touch) => {
    const tree = await aTreeToSettle();
    await tree.lead.settle();

    await touch(tree);

    expect(await settledAt(tree.treeId)).toBeNull();
    expect((await historyOf(db, tree.treeId)).at(-2)).toBe("tree.unsettled");
    expect(await stageOf(db, tree.incidentId)).toBe("analysing");
  });

  test("stays settled by what is not on the way, or changes no words", async () => {
    const { treeId, incidentId, lead, seller, a, aside } = await aTreeToSettle();
    await lead.settle();

    await lead.reword({ whyId: a, before, text: "leads are fetched, once a day" });
    await lead.reword({ whyId: aside, before: "The provider sends no alert", text: "No alert comes" });
    await seller.describe({ whyId: a, kind: "condition", necessary: "yes" });
    await lead.shows(a);
    await seller.signs(aside);
    await lead.move({ whyId: aside, first: "on" });

    expect(await settledAt(treeId)).not.toBeNull();
    expect(await stageOf(db, incidentId)).toBe("improving");
    expect(await historyOf(db, treeId)).not.toContain("tree.unsettled");
  });

  test("tells whoever touched it, and can be settled again once it is signed again", async () => {
    const { treeId, incidentId, lead, seller, a, root } = await aTreeToSettle();
    await lead.settle();

    const done = await seller.reword({ whyId: a, before, text: "Leads wait for the night run" });
    for (const side of [lead, seller]) await side.signs(a, root);
    await seller.settle();

    expect(done.unsettled).toBe(true);
    expect(await settledAt(treeId)).not.toBeNull();
    expect(await stageOf(db, incidentId)).toBe("improving");
  });

  test("is settled no more when a cross-link of it leads to what was refuted in another tree", async () => {
    const { world, treeId, incidentId, lead, seller } = await aTreeToSettle();
    const next = await aTreeIn(db, world, "Restoring took a day");
    const [there, untouched] = [await next.lead.asks("Nobody owns the copy"), await next.lead.asks("The copy is slow")];
    await next.lead.verifies(there);
    await next.lead.end({ whyId: there, ...asRootCause });
    const link = await lead.asks("Nobody owns it");
    await lead.end({ whyId: link, ending: "same_as", sameAsId: there });
    for (const side of [lead, seller]) await side.signs(link);
    await lead.settle();

    await next.lead.judge({ whyId: untouched, status: "refuted", reason: "It ran" });
    const still = await settledAt(treeId);
    await next.seller.judge({ whyId: there, status: "refuted", reason: "The desk owns it" });

    expect(still).not.toBeNull();
    expect(await settledAt(treeId)).toBeNull();
    expect((await historyOf(db, treeId)).at(-1)).toBe("tree.unsettled");
    expect(await stageOf(db, incidentId)).toBe("analysing");
  });

  test("another cause in the catalogue moves the stage of the incident, too", async () => {
    const { world, treeId, incidentId, lead, root } = await aTreeToSettle();
    const { rootCauseId } = await whyNow(db, root);
    await improvementRow(db, world, rootCauseId, { phase: "check", implementedOn: "2026-11-20" });
    await lead.settle();

    const derived = async () => {
      const kept = (await loadIncidentFacts(db, world.workspace.id, [incidentId])).get(incidentId);
      return kept && derivedStage(kept.facts);
    };
    const first = [await stageOf(db, incidentId), await derived()];
    await lead.end({ whyId: root, ...asRootCause, category: "role" });

    expect(first).toEqual(["checking", "checking"]);
    expect(await settledAt(treeId)).not.toBeNull();
    expect(await stageOf(db, incidentId)).toBe("improving");
    expect(await derived()).toBe("improving");
  });
});

describe("the conveyor of 2004", () => {
  type Line = {
    key: string;
    text: string;
    status: string;
    joint: string | null;
    ending: string | null;
    category: string | null;
    evidence: { type: string; text: string; stance: string }[];
    whys: Line[];
  };
  const file = readFileSync(join(import.meta.dirname, "../../cases/conveyor-2004.case.json"), "utf8");
  const { problem, whys } = JSON.parse(file).trees[0] as { problem: string; whys: Line[] };

  /** The published line and its joint partner, as people would write them; ids by the keys of the case. */
  async function write(deeds: Deeds, lines: Line[], parentId?: string): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const line of lines) {
      const whyId = await deeds.asks(line.text, parentId);
      for (const item of line.evidence) await deeds.addEvidence({ whyId, id: v7(), ...item });
      await deeds.judge({ whyId, status: line.status });
      ids.set(line.key, whyId);
      for (const [key, id] of await write(deeds, line.whys, whyId)) ids.set(key, id);
      if (line.ending === "root_cause") await deeds.end({ whyId, ...asRootCause, category: line.category });
      else if (line.ending) await deeds.end({ whyId, ending: line.ending });
    }
    const [first, ...partners] = lines.filter(({ joint }) => joint === "a").map(({ key }) => ids.get(key));
    for (const whyId of partners) await deeds.join({ whyId, withId: first });
    return ids;
  }

  test("settling minds the joint partner that a straight line forgets, and asks for a dated investigation", async () => {
    const world = await aWorkspace(db);
    const { treeId, incidentId, lead, seller } = await aTreeIn(db, world, problem);
    await perspectivesOf(db, world, incidentId);
    const ids = await write(lead, whys);
    const partner = ids.get("1.1.2") ?? "";
    await seller.shows(partner);
    for (const side of [lead, seller]) await side.signs(...ids.values());

    await lead.end({ whyId: partner, ending: "" });
    await expect(lead.settle()).rejects.toMatchObject({
      kind: "invalid",
      message: "Not yet: One branch has no ending.",
    });
    await lead.undo();
    await expect(lead.settle()).rejects.toMatchObject({ message: "Not yet: One ending does not hold yet." });
    await investigationOn(db, world, partner);
    await lead.settle();

    expect(await settledAt(treeId)).not.toBeNull();
    const stages = await db
      .select({ details: activity.details })
      .from(activity)
      .where(and(eq(activity.subjectId, incidentId), eq(activity.verb, "incident.stage_moved")))
      .orderBy(asc(activity.sequence));
    expect(stages.at(-1)?.details).toEqual({ from: "analysing", to: "improving" });
  });
});
