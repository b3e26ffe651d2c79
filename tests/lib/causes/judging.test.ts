import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { judgeWhyInput } from "@/lib/causes/input";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import { aTreeIn, historyOf, rowsOf, standing, whyNow } from "./at-a-tree";

const db = await testDatabase();

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
