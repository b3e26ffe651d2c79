import { v7 } from "uuid";
import { expect, test } from "vitest";
import { database, engine } from "@/db/client";
import { forgottenMs, type Here, presence, requireTree, type ToldHere, tellHere } from "@/lib/live/here";
import { openHub } from "@/lib/live/hub";
import { testDatabase } from "../../support/database";
import { soon } from "../../support/soon";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn } from "../causes/at-a-tree";

const db = await testDatabase();

const told = (more: Partial<ToldHere> = {}) => ({
  w: "the mill",
  tree: "tree",
  tab: "tab",
  member: "ines",
  name: "Ines Okafor",
  side: null,
  why: null,
  isTyping: false,
  gone: false,
  n: 0,
  ...more,
});

test("whoever is not heard of any more is forgotten, and whoever says so is gone at once", () => {
  const here = presence();
  here.heard(told(), 0);
  here.heard(told({ tab: "other", member: "jonas" }), 1_000);
  expect(here.on("the mill", "tree").map(({ member }) => member)).toEqual(["ines", "jonas"]);

  expect(here.forget(forgottenMs - 1)).toEqual([]);
  expect(here.forget(forgottenMs)).toEqual([{ workspaceId: "the mill", trees: ["tree"] }]);
  expect(here.on("the mill", "tree").map(({ member }) => member)).toEqual(["jonas"]);
  expect(here.heard({ ...told({ tab: "other" }), gone: true }, 2_000)).toEqual(["tree"]);
  expect(here.on("the mill", "tree")).toEqual([]);
});

test("what a tab said before comes too late, also after it has said that it goes", () => {
  const here = presence();
  here.heard(told({ n: 1 }), 0);
  here.heard(told({ n: 3, gone: true }), 0);

  expect(here.heard(told({ n: 2, isTyping: true }), 0)).toEqual([]);
  expect(here.on("the mill", "tree")).toEqual([]);
  expect(here.forget(forgottenMs)).toEqual([]);
  expect(here.heard(told({ n: 4 }), forgottenMs)).toEqual(["tree"]);
  expect(here.on("the mill", "tree")).toHaveLength(1);
});

test("a tab that goes on to another tree leaves the first", () => {
  const here = presence();
  here.heard(told(), 0);

  expect(here.heard(told({ tree: "next" }), 1)).toEqual(["next", "tree"]);
  expect(here.on("the mill", "tree")).toEqual([]);
  expect(here.trees("the mill")).toEqual(["next"]);
});

test("whoever follows a workspace meets those who are on its trees, and nobody of another", async () => {
  const [ours, theirs] = [await aWorkspace(db), await aWorkspace(db)];
  const { treeId } = await aTreeIn(db, ours);
  const hub = openHub({ engine, db: database });
  const met = new Map<string, Here[]>();
  const follow = (seen: Map<string, Here[]>) =>
    hub.follow(
      ours.workspace.id,
      0,
      () => {},
      (tree, people) => seen.set(tree, people),
    );
  follow(met);
  const tab = v7();

  await soon(async () => {
    await tellHere(db, theirs.lead, v7(), { tab: v7(), why: null, isTyping: false, gone: false, n: 0 });
    await tellHere(db, ours.seller, treeId, { tab, why: null, isTyping: true, gone: false, n: 0 });
    expect([...met]).toEqual([[treeId, [expect.objectContaining({ name: "Jonas Lindqvist", isTyping: true, tab })]]]);
  });
  const later = new Map<string, Here[]>();
  follow(later);
  expect([...later.keys()]).toEqual([treeId]);
  const { here } = await hub.now(ours.workspace.id);
  expect(here).toEqual([{ tree: treeId, people: [expect.objectContaining({ tab })] }]);
  await hub.stop();
});

test("a tree of another workspace is nowhere to be", async () => {
  const [ours, theirs] = [await aWorkspace(db), await aWorkspace(db)];
  const { treeId } = await aTreeIn(db, theirs);

  await expect(requireTree(db, ours.lead, treeId)).rejects.toMatchObject({ kind: "not_found" });
  await expect(requireTree(db, ours.lead, "no-id")).rejects.toMatchObject({ kind: "not_found" });
  await requireTree(db, theirs.lead, treeId);
});
