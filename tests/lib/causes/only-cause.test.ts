import { expect, test } from "vitest";
import type { Member } from "@/lib/access/member";
import { onlyCauseInput } from "@/lib/causes/input";
import { explainOnlyCause } from "@/lib/causes/only-cause";
import { loadScoreFacts } from "@/lib/causes/score-facts";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn, historyOf } from "./at-a-tree";

const db = await testDatabase();
const say = async (member: Member, treeId: string, reason: string, before = "") =>
  explainOnlyCause(db, member, onlyCauseInput.parse({ treeId, reason, before }));
const reasonOf = async (member: Member, treeId: string) => (await loadScoreFacts(db, member, treeId)).onlyCauseReason;

test("the reason for an only cause is kept, recorded, changed and taken back", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead } = await aTreeIn(db, world);
  await lead.asks("The one door was locked");

  await say(world.lead, treeId, "There is one door only");
  await say(world.lead, treeId, "There is one door only");
  expect(await reasonOf(world.lead, treeId)).toBe("There is one door only");

  await say(world.seller, treeId, "", "There is one door only");
  expect(await reasonOf(world.lead, treeId)).toBeNull();
  expect(await historyOf(db, treeId)).toEqual([
    "tree.opened",
    "why.asked",
    "tree.only_cause_explained",
    "tree.only_cause_reopened",
  ]);
});

test("the second of two people who write it is shown what stands", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead } = await aTreeIn(db, world);
  await lead.asks("The one door was locked");
  await say(world.lead, treeId, "There is one door only");

  await expect(say(world.seller, treeId, "Nobody found another")).rejects.toMatchObject({
    kind: "conflict",
    standing: { text: "There is one door only" },
  });
});

test("it is asked for only while exactly one cause stands below the problem", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead } = await aTreeIn(db, world);

  await expect(say(world.lead, treeId, "None at all")).rejects.toMatchObject({ kind: "invalid" });
  const first = await lead.asks("The door was locked");
  await lead.asks("The key was lost", first);
  await say(world.lead, treeId, "One door");
  await lead.asks("The window was shut");
  await expect(say(world.lead, treeId, "One door after all", "One door")).rejects.toMatchObject({ kind: "invalid" });
});

test("an executive only reads, and another workspace finds no such tree", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const { treeId, lead } = await aTreeIn(db, mill);
  await lead.asks("The one door was locked");

  await expect(say(mill.executive, treeId, "One door")).rejects.toMatchObject({ kind: "forbidden" });
  await expect(say(depot.lead, treeId, "One door")).rejects.toMatchObject({ kind: "not_found" });
});
