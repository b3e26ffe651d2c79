import { describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn, historyOf, standing, whyNow } from "./at-a-tree";

const db = await testDatabase();

describe("rewording", () => {
  test("of two people at one why the second is shown what stands, and nothing is written over it", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are late");
    const before = "Leads are late";

    await lead.reword({ whyId, before, text: "Leads are fetched once a day" });
    const second = seller.reword({ whyId, before, text: "Nobody looks at the inbox" });

    await expect(second).rejects.toMatchObject({
      kind: "conflict",
      standing: { text: "Leads are fetched once a day" },
    });
    expect((await whyNow(db, whyId)).text).toBe("Leads are fetched once a day");
    expect(await historyOf(db, treeId)).toEqual(["tree.opened", "why.asked", "why.reworded"]);
  });

  test("of two at the same moment one is written and the other told", async () => {
    const world = await aWorkspace(db);
    const { lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are late");
    const before = "Leads are late";
    const texts = ["Leads are fetched once a day", "Nobody looks at the inbox"];

    const both = await Promise.allSettled([
      lead.reword({ whyId, before, text: texts[0] }),
      seller.reword({ whyId, before, text: texts[1] }),
    ]);

    const { text } = await whyNow(db, whyId);
    expect(texts).toContain(text);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = both.find((each) => each.status === "rejected");
    expect(refused?.reason).toMatchObject({ kind: "conflict", standing: { text } });
  });

  test("the same words sent again, or come to by both, change nothing", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are late");
    const reword = { whyId, before: "Leads are late", text: "Leads are fetched once a day" };

    await lead.reword(reword);
    await lead.reword(reword);
    await seller.reword(reword);

    expect(await historyOf(db, treeId)).toEqual(["tree.opened", "why.asked", "why.reworded"]);
  });

  test("the problem follows the same rule", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller } = await aTreeIn(db, world, "Leads wait");

    await lead.rewordProblem({ before: "Leads wait", problem: "37% of leads wait more than a day" });
    const second = seller.rewordProblem({ before: "Leads wait", problem: "Leads are cold" });

    await expect(second).rejects.toMatchObject({
      kind: "conflict",
      standing: { text: "37% of leads wait more than a day" },
    });
    expect((await standing(db, world.lead, treeId)).tree.problem).toBe("37% of leads wait more than a day");
  });

  test("what ends a branch cannot be reworded into a person's deed", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const text = "The account has rights on every folder";
    const whyId = await lead.asks(text);
    await lead.end({ whyId, ending: "escalated", endingBy: "IT", endingOn: "2026-11-30" });

    const named = lead.reword({ whyId, before: text, text: "Engineer deleted the folder" });

    await expect(named).rejects.toMatchObject({
      kind: "invalid",
      fields: { text: [expect.stringContaining("“Engineer” names a person")] },
    });
    expect((await whyNow(db, whyId)).text).toBe(text);
  });
});

test("answers on a why that somebody changed meanwhile are a conflict, and theirs stand", async () => {
  const world = await aWorkspace(db);
  const { lead, seller } = await aTreeIn(db, world);
  const whyId = await lead.asks("The feed was down");
  const { version } = await whyNow(db, whyId);
  await seller.describe({ whyId, necessary: "yes", version: String(version) });

  const blind = lead.describe({ whyId, kind: "event", version: String(version) });

  await expect(blind).rejects.toMatchObject({ kind: "conflict" });
  expect(await whyNow(db, whyId)).toMatchObject({ kind: null, necessary: "yes" });
});
