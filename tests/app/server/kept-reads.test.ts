import { expect, test } from "vitest";
import { keptReads } from "@/app/_server/kept-reads";
import { findKindsSince } from "@/lib/activity/kinds-since";
import { recordActivities, recordActivity } from "@/lib/activity/record";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const deed = (world: World, verb: string) => recordActivity(db, world.lead, verb, world.relationship.id);

/** Its history has begun, as that of every workspace has. */
async function aBegunWorkspace() {
  const world = await aWorkspace(db);
  await deed(world, "workspace.set_up");
  return world;
}

/** How often something was read of improvements, as a page reads it again and again. */
function reading(world: World, scope = "a day") {
  const seen = { times: 0 };
  const look = async () => {
    const recall = await keptReads(db, world.workspace.id, scope);
    return recall("stuck", ["improvement"], async () => ++seen.times);
  };
  return { look, seen };
}

test("what was read is read again after a deed of its kind, and only then", async () => {
  const world = await aBegunWorkspace();
  const { look } = reading(world);
  expect([await look(), await look()]).toEqual([1, 1]);

  await deed(world, "incident.logged");
  await deed(world, "comment.written");
  expect(await look()).toBe(1);

  await deed(world, "improvement.planned");
  expect([await look(), await look()]).toEqual([2, 2]);
  await deed(world, "incident.logged");
  expect(await look()).toBe(2);
});

test("an import, or a member who changes sides, may change everything", async () => {
  const world = await aBegunWorkspace();
  const { look } = reading(world);
  await look();
  await deed(world, "case.imported");
  expect(await look()).toBe(2);
  await deed(world, "member.changed");
  expect(await look()).toBe(3);
});

test("another workspace and another day read for themselves", async () => {
  const [world, other] = [await aBegunWorkspace(), await aBegunWorkspace()];
  const mine = reading(world);
  await mine.look();
  expect(await reading(other).look()).toBe(1);
  expect(await reading(world, "the next day").look()).toBe(1);
  await deed(other, "improvement.planned");
  expect(await mine.look()).toBe(1);
});

test("after very many deeds, and in a history that was put back, nothing counts as known", async () => {
  const world = await aBegunWorkspace();
  const { look } = reading(world);
  await look();
  const many = Array.from({ length: 1_100 }, () => ({ verb: "incident.logged", subjectId: world.relationship.id }));
  await recordActivities(db, world.lead, many);
  expect(await look()).toBe(2);

  const { upTo } = await findKindsSince(db, world.workspace.id, undefined);
  const put = await findKindsSince(db, world.workspace.id, { ...upTo, at: "2020-01-01 00:00:00+00" });
  expect(put.follows).toBe(false);
  expect((await findKindsSince(db, world.workspace.id, upTo)).follows).toBe(true);
});

test("what could not be read is asked for again", async () => {
  const world = await aBegunWorkspace();
  const recall = await keptReads(db, world.workspace.id, "a day");
  await expect(recall("torn", ["improvement"], () => Promise.reject(new Error("no answer")))).rejects.toThrow();
  expect(await recall("torn", ["improvement"], async () => "read")).toBe("read");
});
