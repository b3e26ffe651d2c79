import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { evidence } from "@/db/schema";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn, historyOf, outline } from "./at-a-tree";

const db = await testDatabase();

describe("removing", () => {
  test("takes all below out as well, in one deed; evidence and words are kept for undo", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const a = await lead.asks("a");
    const below = await lead.asks("a1", a);
    await lead.shows(below);

    const done = await lead.remove({ whyId: a });

    expect(await outline(db, world.lead, treeId)).toEqual([]);
    expect(done.whyIds.toSorted()).toEqual([a, below].toSorted());
    expect((await historyOf(db, treeId)).filter((verb) => verb === "why.removed")).toHaveLength(1);
    expect(await db.$count(evidence, eq(evidence.whyId, below))).toBe(1);
  });

  test("a refuted why, the other side's words, proof or answers stay in the tree: they are refuted instead", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller, facilitator } = await aTreeIn(db, world);
    const branch = async (below: (whyId: string) => Promise<unknown>) => {
      const whyId = await lead.asks("ours");
      await below(await lead.asks("ours, further down", whyId));
      return whyId;
    };
    const kept = [
      await branch((whyId) => lead.judge({ whyId, status: "refuted", reason: "The log shows none" })),
      await branch((whyId) => seller.asks("theirs", whyId)),
      await branch((whyId) => seller.shows(whyId)),
      await branch((whyId) => facilitator.shows(whyId, "contradicts")),
      await branch((whyId) => seller.readBack({ whyId, answer: "disputes", reason: "It leaps" })),
    ];
    const before = await outline(db, world.lead, treeId);

    for (const whyId of kept) await expect(lead.remove({ whyId })).rejects.toMatchObject({ name: "Refusal" });

    expect(await outline(db, world.lead, treeId)).toEqual(before);
  });

  test("evidence against a why is taken back by whoever brought it, a neutral member's too", async () => {
    const world = await aWorkspace(db);
    const { lead, facilitator } = await aTreeIn(db, world);
    const whyId = await lead.asks("a");
    const evidenceId = await facilitator.shows(whyId, "contradicts");

    await expect(lead.removeEvidence({ whyId, evidenceId })).rejects.toMatchObject({ kind: "forbidden" });
    await facilitator.removeEvidence({ whyId, evidenceId });

    expect(await db.$count(evidence, and(eq(evidence.id, evidenceId), isNull(evidence.removedAt)))).toBe(0);
  });

  test("what was removed takes no deed any more", async () => {
    const world = await aWorkspace(db);
    const { lead, seller } = await aTreeIn(db, world);
    const [whyId, other] = [await lead.asks("a"), await lead.asks("b")];
    await lead.remove({ whyId });

    const late = [
      seller.reword({ whyId, before: "a", text: "A" }),
      seller.move({ whyId: other, parentId: whyId }),
      seller.asks("below", whyId),
      seller.judge({ whyId, status: "refuted", reason: "It ran" }),
      seller.readBack({ whyId, answer: "agrees" }),
      seller.remove({ whyId }),
    ];

    for (const deed of await Promise.allSettled(late))
      expect(deed).toMatchObject({ status: "rejected", reason: { kind: "not_found" } });
  });
});
