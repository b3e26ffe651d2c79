import { describe, expect, test } from "vitest";
import { placedFindings, textMark } from "@/lib/causes/finding";
import { gates } from "@/lib/causes/gates";
import { newsOf } from "@/lib/causes/news";
import { treeContext } from "@/lib/causes/tree-context";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { asRootCause, aTreeIn, aTreeReadyToSettle, historyOf, investigationOn, standing } from "./at-a-tree";

const db = await testDatabase();
const hint = "Leads are badly described";
const person = "An engineer deleted the list";
const reason = "The form itself says so";

async function begun(problem?: string) {
  const world = await aWorkspace(db, "The mill");
  const tree = await aTreeIn(db, world, problem);
  const findings = async () => {
    const { index } = await standing(db, world.lead, tree.treeId);
    return placedFindings(index).map(({ whyId, code, level, settled }) => ({ whyId, code, level, settled }));
  };
  const endGate = async () => {
    const loaded = await standing(db, world.lead, tree.treeId);
    return gates(loaded.index, treeContext(loaded)).find(({ code }) => code === "wording_error")?.open;
  };
  return { world, ...tree, findings, endGate };
}

describe("a hint", () => {
  test("is dismissed by one person, with a reason, and stays in the history", async () => {
    const { lead, treeId, findings } = await begun();
    const whyId = await lead.asks(hint);

    await lead.dismiss({ whyId, code: "vague_judgement", reason });

    expect(await findings()).toEqual([{ whyId, code: "vague_judgement", level: "warn", settled: true }]);
    expect(await historyOf(db, treeId)).toContain("finding.dismissed");
  });

  test("is not dismissed without a reason", async () => {
    const { lead } = await begun();
    const whyId = await lead.asks(hint);

    await expect(lead.dismiss({ whyId, code: "vague_judgement", reason: " " })).rejects.toThrow(/Say why/);
  });

  test("may be dismissed by neutral people too, and taken back", async () => {
    const { lead, facilitator, findings } = await begun();
    const whyId = await lead.asks(hint);
    await facilitator.dismiss({ whyId, code: "vague_judgement", reason });

    await facilitator.reopen({ whyId, code: "vague_judgement" });

    expect(await findings()).toMatchObject([{ settled: false }]);
  });

  test("comes back with other words, not with other signs", async () => {
    const { lead, findings } = await begun();
    const whyId = await lead.asks(hint);
    await lead.dismiss({ whyId, code: "vague_judgement", reason });

    await lead.reword({ whyId, before: hint, text: "Leads are BADLY described!" });
    expect(await findings()).toMatchObject([{ settled: true }]);

    await lead.reword({ whyId, before: "Leads are BADLY described!", text: "Leads are badly described in May" });
    expect(await findings()).toMatchObject([{ settled: false }]);
  });

  test("on the problem is dismissed in the same way", async () => {
    const { lead, findings } = await begun("Poor leads");

    await lead.dismiss({ code: "vague_judgement", reason });

    expect(await findings()).toEqual([{ whyId: null, code: "vague_judgement", level: "warn", settled: true }]);
  });

  test("dismissed twice in the same words is one deed", async () => {
    const { lead, treeId } = await begun();
    const whyId = await lead.asks(hint);
    await lead.dismiss({ whyId, code: "vague_judgement", reason });

    await lead.dismiss({ whyId, code: "vague_judgement", reason });

    expect((await historyOf(db, treeId)).filter((verb) => verb === "finding.dismissed")).toHaveLength(1);
  });

  test("that is not there is not settled, nor one on words that have changed since they were read", async () => {
    const { lead } = await begun();
    const whyId = await lead.asks(hint);

    await expect(lead.dismiss({ whyId, code: "absolute", reason })).rejects.toMatchObject({ kind: "conflict" });
    const settled = lead.dismiss({ whyId, code: "vague_judgement", reason, mark: textMark("Other words") });
    await expect(settled).rejects.toMatchObject({ kind: "conflict" });
  });

  test("is settled by nobody who may not edit the tree, and by nobody from elsewhere", async () => {
    const { lead, at, world } = await begun();
    const whyId = await lead.asks(hint);
    const settles = { whyId, code: "vague_judgement", reason };
    const depot = await aWorkspace(db, "The depot");

    await expect(at(world.executive).dismiss(settles)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(at(depot.lead).dismiss(settles)).rejects.toMatchObject({ kind: "not_found" });
  });

  test("is no step of undo", async () => {
    const { lead, world, treeId } = await begun();
    const whyId = await lead.asks(hint);

    const done = await lead.dismiss({ whyId, code: "vague_judgement", reason });

    const news = await newsOf(db, world.lead, done);
    expect(news.steps).toEqual({ undo: 1, redo: 0 });
    expect(news.whys[0]?.findings[0]?.settlements).toMatchObject([{ kind: "dismissed", by: world.lead.name, reason }]);
    expect(treeId).toBe(done.treeId);
  });
});

describe("an error at the end of a branch", () => {
  test("is not dismissed by one person", async () => {
    const { lead } = await begun();
    const whyId = await lead.asks(person);

    await expect(lead.dismiss({ whyId, code: "person_named", reason })).rejects.toThrow(/one of each side/);
  });

  test("is overruled by one member of each side, and only then ends a branch", async () => {
    const { lead, seller, findings, endGate } = await begun();
    const whyId = await lead.asks(person);
    await lead.verifies(whyId);

    await lead.overrule({ whyId, code: "person_named", reason });
    expect(await endGate()).toBe(false);
    await expect(lead.end({ whyId, ...asRootCause })).rejects.toThrow(/names a person/);

    await seller.overrule({ whyId, code: "person_named", reason: "It was the night shift’s task" });
    expect(await endGate()).toBe(true);
    expect(await findings()).toEqual([{ whyId, code: "person_named", level: "error", settled: true }]);
    await lead.end({ whyId, ...asRootCause });
  });

  test("overruled twice by one side is still one side", async () => {
    const { lead, endGate } = await begun();
    const whyId = await lead.asks(person);

    await lead.overrule({ whyId, code: "person_named", reason });
    await lead.overrule({ whyId, code: "person_named", reason: "Still" });

    expect(await endGate()).toBe(false);
  });

  test("is not overruled by neutral people", async () => {
    const { lead, facilitator } = await begun();
    const whyId = await lead.asks(person);

    const overruled = facilitator.overrule({ whyId, code: "person_named", reason });
    await expect(overruled).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("is not settled by what people said while it was a hint", async () => {
    const { lead, seller, endGate, findings } = await begun();
    const whyId = await lead.asks(person);
    const below = await lead.asks("The list had no second copy", whyId);
    await lead.dismiss({ whyId, code: "person_named", reason });
    await seller.dismiss({ whyId, code: "person_named", reason });
    expect(await findings()).toMatchObject([{ level: "warn", settled: true }]);

    await lead.remove({ whyId: below });

    expect(await findings()).toMatchObject([{ level: "error", settled: false }]);
    expect(await endGate()).toBe(false);
  });

  test("comes back with other words", async () => {
    const { lead, seller, endGate } = await begun();
    const whyId = await lead.asks(person);
    for (const side of [lead, seller]) await side.overrule({ whyId, code: "person_named", reason });
    expect(await endGate()).toBe(true);

    await lead.reword({ whyId, before: person, text: "An engineer deleted both lists" });

    expect(await endGate()).toBe(false);
  });

  test("opens a settled tree again when a side takes its word back", async () => {
    const { world, treeId, lead, seller } = await aTreeReadyToSettle(db, await aWorkspace(db));
    const whyId = await lead.asks("Agent did not call");
    for (const side of [lead, seller]) await side.overrule({ whyId, code: "person_named", reason });
    await lead.end({ whyId, ending: "open_question" });
    await investigationOn(db, world, whyId);
    await lead.settle();

    const done = await seller.reopen({ whyId, code: "person_named" });

    expect(done).toMatchObject({ whyIds: [whyId], unsettled: true });
    expect((await historyOf(db, treeId)).slice(-2)).toEqual(["tree.unsettled", "finding.reopened"]);
  });
});

describe("a member’s full name", () => {
  test("is let stand by nobody", async () => {
    const { lead, seller, world, findings } = await begun();
    const whyId = await lead.asks(`${world.seller.name} sent the list late`);

    for (const side of [lead, seller])
      await expect(side.overrule({ whyId, code: "person_named", reason })).rejects.toThrow(/member’s name/);
    await lead.asks("The list goes out at night", whyId);
    await expect(lead.dismiss({ whyId, code: "person_named", reason })).rejects.toThrow(/member’s name/);
    expect(await findings()).toMatchObject([{ code: "person_named", level: "warn", settled: false }]);
  });
});
