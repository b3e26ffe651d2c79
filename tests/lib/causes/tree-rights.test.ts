import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { causeTrees } from "@/db/schema";
import { openTree } from "@/lib/causes/commands";
import { askWhyInput, moveWhyInput, rewordWhyInput } from "@/lib/causes/input";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { asRootCause, aTreeIn, deedsOf, rowsOf, whyNow } from "./at-a-tree";

const db = await testDatabase();

describe("who may", () => {
  test("an executive changes nothing at all", async () => {
    const world = await aWorkspace(db);
    const { treeId, incidentId, lead, at } = await aTreeIn(db, world);
    const [whyId, other] = [await lead.asks("a"), await lead.asks("b")];
    const evidenceId = await lead.shows(whyId);
    const executive = at(world.executive);
    const before = await rowsOf(db, world);

    const tried = await Promise.allSettled([
      openTree(db, world.executive, { id: v7(), incidentId, problem: "Another" }),
      executive.asks("c"),
      executive.reword({ whyId, before: "a", text: "A" }),
      executive.rewordProblem({ before: "37% of web leads wait more than a day", problem: "Other" }),
      executive.move({ whyId, parentId: other }),
      executive.join({ whyId, withId: other }),
      executive.remove({ whyId }),
      executive.describe({ whyId, kind: "rule" }),
      executive.judge({ whyId, status: "verified" }),
      executive.end({ whyId, ending: "open_question" }),
      executive.shows(whyId),
      executive.removeEvidence({ whyId, evidenceId }),
      executive.readBack({ whyId, answer: "agrees" }),
      executive.settle(),
      executive.undo(),
      executive.redo(),
    ]);

    for (const deed of tried) expect(deed).toMatchObject({ status: "rejected", reason: { kind: "forbidden" } });
    expect(await rowsOf(db, world)).toEqual(before);
    expect(await db.$count(causeTrees, eq(causeTrees.id, treeId))).toBe(1);
  });

  test("a tree of another workspace is not there for any deed, and nothing in it changes", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const { treeId, incidentId, lead } = await aTreeIn(db, mill);
    const [whyId, other] = [await lead.asks("a"), await lead.asks("b")];
    const evidenceId = await lead.shows(whyId);
    const before = await rowsOf(db, mill);
    const stranger = deedsOf(db, depot.owner, treeId);

    const tried = await Promise.allSettled([
      openTree(db, depot.owner, { id: v7(), incidentId, problem: "Another" }),
      stranger.asks("c"),
      stranger.asks("c", whyId),
      stranger.reword({ whyId, before: "a", text: "A" }),
      stranger.rewordProblem({ before: "37% of web leads wait more than a day", problem: "Other" }),
      stranger.move({ whyId, parentId: other }),
      stranger.join({ whyId, withId: other }),
      stranger.remove({ whyId }),
      stranger.describe({ whyId, kind: "rule" }),
      stranger.judge({ whyId, status: "verified" }),
      stranger.end({ whyId, ending: "open_question" }),
      stranger.shows(whyId),
      stranger.removeEvidence({ whyId, evidenceId }),
      stranger.readBack({ whyId, answer: "agrees" }),
      stranger.settle(),
      stranger.undo(),
      stranger.redo(),
    ]);

    for (const deed of tried) expect(deed).toMatchObject({ status: "rejected", reason: { kind: "not_found" } });
    expect(await rowsOf(db, mill)).toEqual(before);
  });

  test("ids of another workspace or another tree, given to a tree of one's own, are not there either", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const [abroad, next, here] = [await aTreeIn(db, mill), await aTreeIn(db, depot), await aTreeIn(db, depot)];
    const mine = await here.lead.asks("Mine");
    await here.lead.verifies(mine);
    const root = await abroad.lead.asks("A root cause over there");
    await abroad.lead.verifies(root);
    await abroad.lead.end({ whyId: root, ...asRootCause });
    const { rootCauseId } = await whyNow(db, root);
    const foreign = [root, await next.lead.asks("In the next tree"), v7()];
    const before = [await rowsOf(db, mill), await rowsOf(db, depot)];

    for (const whyId of foreign) {
      const tried = await Promise.allSettled([
        here.lead.asks("c", whyId),
        here.lead.reword({ whyId, before: "a", text: "A" }),
        here.lead.move({ whyId, parentId: mine }),
        here.lead.move({ whyId: mine, parentId: whyId }),
        here.lead.join({ whyId, withId: mine }),
        here.lead.join({ whyId: mine, withId: whyId }),
        here.lead.remove({ whyId }),
        here.lead.describe({ whyId, kind: "rule" }),
        here.lead.judge({ whyId, status: "verified" }),
        here.lead.end({ whyId, ending: "open_question" }),
        here.lead.shows(whyId),
        here.lead.removeEvidence({ whyId: mine, evidenceId: whyId }),
        here.lead.readBack({ whyId, answer: "agrees" }),
      ]);
      for (const deed of tried) expect(deed).toMatchObject({ status: "rejected", reason: { kind: "not_found" } });
    }
    const linked = here.lead.end({ whyId: mine, ending: "same_as", sameAsId: root });
    await expect(linked).rejects.toMatchObject({ kind: "not_found", fields: { sameAsId: expect.anything() } });
    const entered = here.lead.end({ whyId: mine, ...asRootCause, rootCauseId });
    await expect(entered).rejects.toMatchObject({ kind: "not_found", fields: { rootCauseId: expect.anything() } });

    expect([await rowsOf(db, mill), await rowsOf(db, depot)]).toEqual(before);
  });

  test("malformed ids are refused as such, before anything is looked up", () => {
    const fields = { treeId: "thumb", whyId: "1", parentId: "2", text: "a", before: "b" };

    expect(moveWhyInput.safeParse(fields).error?.issues.map(({ path }) => path[0])).toEqual([
      "treeId",
      "whyId",
      "parentId",
    ]);
    expect(rewordWhyInput.safeParse(fields).success).toBe(false);
    expect(askWhyInput.safeParse({ ...fields, id: "0", parentId: "" }).success).toBe(false);
  });
});
