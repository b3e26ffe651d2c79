import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { whys } from "@/db/schema";
import { treeLimits } from "@/lib/causes/input";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn, standing } from "./at-a-tree";

const db = await testDatabase();

describe("how large", () => {
  const chain = (world: Awaited<ReturnType<typeof aWorkspace>>, treeId: string, length: number) => {
    const ids = Array.from({ length }, () => v7());
    return ids.map((id, at) => ({
      id,
      treeId,
      workspaceId: world.workspace.id,
      parentId: ids[at - 1] ?? null,
      position: "a0",
      text: `Depth ${at + 1}`,
      authorId: world.lead.id,
    }));
  };

  test(`a tree is at most ${treeLimits.depth} deep, be it by asking or by moving a branch`, async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const rows = chain(world, treeId, treeLimits.depth - 1);
    await db.insert(whys).values(rows);
    const last = rows.at(-1)?.id ?? "";
    const branch = await lead.asks("branch");
    await lead.asks("its twig", branch);
    const message = "A tree is at most 50 whys deep.";

    await expect(lead.move({ whyId: branch, parentId: last })).rejects.toMatchObject({ kind: "invalid", message });
    const deepest = await lead.asks("The fiftieth", last);
    await expect(lead.asks("One more", deepest)).rejects.toMatchObject({ kind: "invalid", message });
  });

  test("a tree holds at most 5,000 whys, and asking the last one again still answers", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const row = { treeId, workspaceId: world.workspace.id, position: "a0", text: "Many", authorId: world.lead.id };
    const most = Array.from({ length: treeLimits.whys - 1 }, () => ({ ...row, id: v7() }));
    for (let at = 0; at < most.length; at += 1000) await db.insert(whys).values(most.slice(at, at + 1000));
    const last = { id: v7(), text: "The last one" };

    const first = await lead.ask(last);

    await expect(lead.asks("One more")).rejects.toMatchObject({ message: "A tree holds at most 5,000 whys." });
    expect(await lead.ask(last)).toEqual(first);
  });

  test("a branch of 2,000 whys leaves and comes back in one deed each", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const top = await lead.asks("Top");
    const row = { treeId, workspaceId: world.workspace.id, position: "a0", text: "Many", authorId: world.lead.id };
    const many = Array.from({ length: 2000 }, () => ({ ...row, id: v7(), parentId: top }));
    await db.insert(whys).values(many);

    await lead.remove({ whyId: top });
    const empty = (await standing(db, world.lead, treeId)).tree.whys.length;
    await lead.undo();

    expect(empty).toBe(0);
    expect((await standing(db, world.lead, treeId)).tree.whys).toHaveLength(2001);
  });
});
