import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { cycles, members } from "@/db/schema";
import { agreeObjective } from "@/lib/cycles/objectives";
import { findDueWork } from "@/lib/notices/find-due-work";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays } from "@/lib/text/days";
import { testDatabase } from "../../support/database";
import { told } from "../../support/told";
import { aMember, aWorkspace } from "../../support/worlds";
import { aCycleIn, objectivesOf, standing } from "../cycles/a-cycle";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

test("in catchball each side's owner is told of what they have not answered, until they have", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "catchball");
  const [first] = await objectivesOf(db, cycleId);
  if (!first) throw new Error("no objective");

  await findDueWork(db);
  expect(await told(db, mill.lead)).toHaveLength(3);
  expect(await told(db, mill.seller)).toMatchObject([
    { kind: "catchball_waits", path: `/cycles/${cycleId}` },
    { kind: "catchball_waits" },
    { kind: "catchball_waits" },
  ]);
  await agreeObjective(db, mill.seller, { objectiveId: first.id, version: first.version, words: null });
  await findDueWork(db);

  expect(await told(db, mill.seller)).toHaveLength(2);
  expect(await told(db, mill.lead)).toHaveLength(3);
});

test("for an owner who has left, who looks after the side is told", async () => {
  const mill = await aWorkspace(db);
  const chief = await aMember(db, mill, { name: "Kim Adler", role: "lead", teamId: mill.sales });
  await aCycleIn(db, mill, "catchball");
  await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, mill.seller.id));

  await findDueWork(db);

  expect(await told(db, mill.seller)).toEqual([]);
  expect(await told(db, chief, "catchball_waits")).toHaveLength(3);
});

test("before catchball and after the commitment nobody is asked to answer", async () => {
  const [plan, running] = [await aWorkspace(db), await aWorkspace(db)];
  await aCycleIn(db, plan, "plan");
  await aCycleIn(db, running, "running");

  await findDueWork(db);

  for (const { seller } of [plan, running]) expect(await told(db, seller, "catchball_waits")).toEqual([]);
});

test("a running cycle is told for review after a quarter to leads and owners, once, and anew for its last day", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "running");
  const { startsOn, endsOn } = await standing(db, cycleId);

  await findDueWork(db);
  await findDueWork(db);
  const quarterly = { kind: "cycle_review_due", about: "This year", dueOn: addDays(startsOn, 91) };
  for (const member of [mill.lead, mill.seller])
    expect(await told(db, member)).toEqual([{ ...quarterly, path: `/cycles/${cycleId}/review` }]);
  for (const nobody of [mill.executive, mill.owner]) expect(await told(db, nobody)).toEqual([]);
  setDaysAhead(300);
  await findDueWork(db);

  expect(await told(db, mill.lead)).toEqual([{ ...quarterly, path: `/cycles/${cycleId}`, dueOn: endsOn }]);
});

test("of a cycle that was reviewed, closed or has not begun nobody is reminded", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "running");
  await findDueWork(db);
  expect(await told(db, mill.lead)).toHaveLength(1);

  await db.update(cycles).set({ phase: "review" }).where(eq(cycles.id, cycleId));
  await findDueWork(db);

  expect(await told(db, mill.lead)).toEqual([]);
});
