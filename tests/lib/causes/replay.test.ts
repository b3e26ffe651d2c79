import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { loadReplay } from "@/lib/causes/load-replay";
import { changeMember } from "@/lib/people/members";
import { importCase } from "@/lib/portability/import-case";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import { aCaseWhy, changed, publicCase } from "../portability/cases";
import { asRootCause, aTreeIn, perspectivesOf } from "./at-a-tree";
import { expectReplayed, replayOf, shownAt, shownNow } from "./replay-shown";

const db = await testDatabase();

describe("the replay of a tree", () => {
  test("shows it after each deed as it stood then, field by field", { timeout: 60_000 }, async () => {
    const world = await aWorkspace(db);
    const { treeId, incidentId, lead, seller } = await aTreeIn(db, world);
    await perspectivesOf(db, world, incidentId);
    const stood: unknown[] = [];
    const remember = async () => stood.push(await shownNow(db, world.lead, treeId));
    await remember();
    const a = await lead.asks("a");
    await remember();
    const b = await seller.asks("b", a);
    await remember();
    const aside = await lead.asks("aside");
    await remember();
    const proof = v7();
    const deeds: (() => Promise<unknown>)[] = [
      () => lead.reword({ whyId: a, before: "a", text: "A" }),
      () => lead.join({ whyId: aside, withId: a }),
      () => seller.describe({ whyId: b, kind: "rule", necessary: "yes", sufficient: "no" }),
      () => seller.addEvidence({ id: proof, whyId: b, type: "data", stance: "supports", text: "Counted" }),
      () => seller.judge({ whyId: b, status: "verified" }),
      () => seller.end({ whyId: b, ...asRootCause }),
      () => lead.end({ whyId: aside, ending: "escalated", endingBy: "IT", endingOn: "2026-11-30" }),
      () => lead.signs(a),
      () => lead.signs(b),
      () => seller.signs(a),
      () => seller.readBack({ whyId: b, answer: "disputes", reason: "It runs hourly" }),
      () => seller.readBack({ whyId: b, answer: "agrees" }),
      () => lead.settle(),
      () => lead.rewordProblem({ before: "37% of web leads wait more than a day", problem: "P" }), // unsettles: two
      () => seller.readBack({ whyId: a, answer: "" }),
      () => seller.removeEvidence({ whyId: b, evidenceId: proof }),
      () => lead.move({ whyId: aside, parentId: a, first: "on" }),
      () => lead.undo(),
      () => lead.redo(),
      () => lead.asks("for a moment", aside),
      () => lead.undo(),
    ];
    for (const deed of deeds) {
      await deed();
      await remember();
    }

    const replay = await replayOf(db, world.lead, treeId);

    const unsettled = replay.steps.findIndex(({ verb }) => verb === "tree.unsettled");
    expect(replay.steps.length).toBe(stood.length + 1);
    for (const [n] of replay.steps.entries()) {
      if (n === unsettled) continue; // together with the deed that did it
      const nth = n < unsettled ? n : n - 1;
      expect({ n, ...shownAt(replay, n + 1) }).toEqual({ n, ...(stood[nth] as object) });
    }
    expect(shownAt(replay, 0).whys).toEqual([]);
  });

  test("names who did each deed and the side they stood on then", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller, facilitator } = await aTreeIn(db, world, "P");
    const a = await lead.asks("Nobody looks");
    const b = await seller.asks("The list is long", a);
    await facilitator.shows(b, "contradicts");
    const typing = v7();
    await lead.reword({ whyId: a, before: "Nobody looks", text: "Nobody loo", typing });
    await lead.reword({ whyId: a, before: "Nobody loo", text: "Nobody looked", typing });

    const { steps } = await replayOf(db, world.lead, treeId);

    expect(steps.map(({ by, sideId, says, quote }) => [by, sideId, says, quote])).toEqual([
      ["Ines Okafor", world.marketing, "opened the tree:", "P"],
      ["Ines Okafor", world.marketing, "asked why under the problem", undefined],
      ["Jonas Lindqvist", world.sales, "asked why under", "Nobody looks"],
      ["Lena Braun", null, "brought evidence against", "The list is long"],
      ["Ines Okafor", world.marketing, "reworded", "Nobody looked"],
    ]);
  });

  test("of a tree that came with a case file begins with all that it brought, and tells what a newer file did", async () => {
    const world = await aWorkspace(db);
    const file = publicCase("web-leads-2011");
    const { trees } = await importCase(db, world.owner, file);
    const id = trees[0]?.id ?? "";
    const before = await shownNow(db, world.lead, id);
    const first = await expectReplayed(db, world.lead, id);
    await importCase(
      db,
      world.owner,
      changed(file, (json) => {
        const why = json.trees[0]?.whys[0];
        if (why) Object.assign(why, { text: "Said better", whys: [...why.whys, aCaseWhy(`${why.key}.99`)] });
      }),
    );

    const replay = await expectReplayed(db, world.lead, id);

    expect(first.steps.map(({ says }) => says)).toEqual([
      expect.stringMatching(/^brought the tree in with a case file, with \d+ whys/),
    ]);
    expect(replay.steps.map(({ verb, says }) => [verb, says])).toEqual([
      ["tree.opened", first.steps[0]?.says],
      ["tree.imported", "brought a newer case file in, with one why and one piece of evidence:"],
    ]);
    expect(shownAt(replay, 1)).toEqual(before);
  });

  test("keeps a side that somebody has left since, and is of this workspace alone", async () => {
    const world = await aWorkspace(db);
    const { treeId, at: deedsAt } = await aTreeIn(db, world);
    const mover = await aMember(db, world, { name: "Mo", role: "member", teamId: world.sales });
    const elsewhere = await aWorkspace(db);
    await deedsAt(mover).asks("From the seat of Sales");
    const seen = { seenRole: "member", seenTeamId: world.sales } as const;
    await changeMember(db, world.owner, { memberId: mover.id, role: "member", teamId: world.marketing, ...seen });
    await deedsAt({ ...mover, teamId: world.marketing }).asks("From the seat of Marketing");

    const { steps } = await replayOf(db, world.lead, treeId);
    expect(steps.slice(1).map(({ sideId }) => sideId)).toEqual([world.sales, world.marketing]);
    expect(await loadReplay(db, elsewhere.owner, treeId, () => "")).toBeUndefined();
    expect(await loadReplay(db, mover, "no-id", () => "")).toBeUndefined();
  });
});
