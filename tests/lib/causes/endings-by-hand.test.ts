import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { improvementWhys } from "@/db/schema";
import { endBranchInput } from "@/lib/causes/input";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn, investigationOn, rowsOf, whyNow } from "./at-a-tree";

const db = await testDatabase();

const ruleBroken = (field: string, words: string) => ({
  kind: "invalid",
  fields: { [field]: [expect.stringContaining(words)] },
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

test("improvements that hang on a why stay when its ending is taken away", async () => {
  const world = await aWorkspace(db);
  const { lead } = await aTreeIn(db, world);
  const whyId = await lead.asks("The feed was down");
  await lead.end({ whyId, ending: "open_question" });
  await investigationOn(db, world, whyId);

  await lead.asks("The night job stopped", whyId);

  expect(await db.$count(improvementWhys, eq(improvementWhys.whyId, whyId))).toBe(1);
});
