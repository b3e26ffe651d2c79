import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { improvements } from "@/db/schema";
import { blockImprovement } from "@/lib/improvements/blocking";
import { findLaneLimits, limitLane } from "@/lib/improvements/lane-limits";
import { moveImprovement } from "@/lib/improvements/moving";
import { writePrediction } from "@/lib/improvements/predicting";
import { countLanes, listBoard } from "@/lib/improvements/queries";
import { addDays, todayOf } from "@/lib/text/days";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import {
  anImprovementToCheck,
  aPlan,
  aPrediction,
  aRootCause,
  judged,
  seen,
  standing,
  verbsOf,
} from "./an-improvement";

const db = await testDatabase();

test("a card whose plan is written whole moves to Do as work starts, once", async () => {
  const mill = await aWorkspace(db);
  const id = await aPlan(db, mill);
  await writePrediction(db, mill.lead, aPrediction(mill, id));
  const move = { ...(await seen(db, id)), to: "do" as const };

  expect(await moveImprovement(db, mill.lead, move)).toBe("moved");

  expect(await standing(db, id)).toMatchObject({ phase: "do" });
  expect((await verbsOf(db, mill, id)).at(-1)).toBe("improvement.started");
  expect(await moveImprovement(db, mill.lead, move)).toBe("asks");
  expect((await verbsOf(db, mill, id)).filter((verb) => verb === "improvement.started")).toHaveLength(1);
});

test("a move that needs words changes nothing and asks for its page", async () => {
  const mill = await aWorkspace(db);
  const unwritten = await aPlan(db, mill);
  const toCheck = await anImprovementToCheck(db, mill);

  expect(await moveImprovement(db, mill.lead, { ...(await seen(db, unwritten)), to: "do" })).toBe("asks");
  expect(await moveImprovement(db, mill.seller, { ...(await seen(db, toCheck)), to: "act" })).toBe("asks");

  expect(await standing(db, unwritten)).toMatchObject({ phase: "plan" });
  expect(await standing(db, toCheck)).toMatchObject({ phase: "check" });
});

test("a card that somebody changed meanwhile is not moved; another workspace's does not exist; who reads moves none", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const id = await aPlan(db, mill);
  const before = await seen(db, id);
  await writePrediction(db, mill.lead, aPrediction(mill, id));
  await blockImprovement(db, mill.lead, { ...(await seen(db, id)), reason: "The tool" });
  const move = { ...before, to: "do" as const };

  await expect(moveImprovement(db, mill.lead, move)).rejects.toMatchObject({ kind: "conflict" });
  await expect(moveImprovement(db, depot.lead, move)).rejects.toMatchObject({ kind: "not_found" });
  await expect(moveImprovement(db, mill.executive, move)).rejects.toMatchObject({ kind: "forbidden" });
});

test("a lane shows its oldest cards first and says how many fit the filters", async () => {
  const mill = await aWorkspace(db);
  const ids = [];
  for (const days of [10, 40, 200]) ids.push(await plannedBefore(mill, days));
  const [, , oldest] = ids;

  const [plan] = await listBoard(db, mill.lead, {}, 2);

  expect(plan).toMatchObject({ phase: "plan", of: 3, cards: [{ id: oldest }, { id: ids[1] }] });
  expect(await countLanes(db, mill.lead, { age: "31-60" })).toEqual({ plan: 1, do: 0, check: 0, act: 0 });
});

test("the bands of age meet without a gap, by the workspace's calendar", async () => {
  const mill = await aWorkspace(db);
  for (const days of [0, 30, 31, 60, 61, 90, 91, 180, 181]) await plannedBefore(mill, days);

  const inBand = async (age: "0-30" | "31-60" | "61-90" | "91-180" | "181-") =>
    (await countLanes(db, mill.lead, { age })).plan;

  expect(
    await Promise.all([inBand("0-30"), inBand("31-60"), inBand("61-90"), inBand("91-180"), inBand("181-")]),
  ).toEqual([2, 2, 2, 2, 1]);
});

test("filters narrow to a cause, a kind, what is blocked, and what is late; all of them by the same count", async () => {
  const mill = await aWorkspace(db);
  const [cause, other] = [await aRootCause(db, mill.lead), await aRootCause(db, mill.lead)];
  const late = await aPlan(db, mill, { rootCauseId: cause, dueOn: addDays(todayOf(mill.lead), -1) });
  const alarm = await aPlan(db, mill, { rootCauseId: other, kind: "detection", dueOn: todayOf(mill.lead) });
  await blockImprovement(db, mill.lead, { ...(await seen(db, alarm)), reason: "The vendor" });
  const found = async (filter: Parameters<typeof listBoard>[2]) => {
    const lanes = await listBoard(db, mill.lead, filter);
    expect(lanes.map(({ of }) => of)).toEqual(lanes.map(({ cards }) => cards.length));
    return lanes.flatMap(({ cards }) => cards.map(({ id }) => id));
  };

  expect(await found({ causeId: cause })).toEqual([late]);
  expect(await found({ kind: "detection" })).toEqual([alarm]);
  expect(await found({ blocked: true })).toEqual([alarm]);
  expect(await found({ overdue: true })).toEqual([late]);
  expect(await found({ sideId: mill.sales })).toEqual([]);
});

test("a check is late once its window is over, and a judged one without a standard is not", async () => {
  const mill = await aWorkspace(db);
  const toCheck = await anImprovementToCheck(db, mill);
  await judged(db, mill, "effective");

  expect(await countLanes(db, mill.lead, { overdue: true })).toMatchObject({ check: 0, act: 0 });
  await db.execute(sql`
    update improvements set implemented_on = implemented_on - 1
    where workspace_id = ${mill.workspace.id} and id = ${toCheck}`);

  expect(await countLanes(db, mill.lead, { overdue: true })).toMatchObject({ check: 1, act: 0 });
});

test("a limit of a lane belongs to its relationship, is told, and stops no move", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const limit = { relationshipId: mill.relationship.id, phase: "do" as const };
  const ids = [await aPlan(db, mill), await aPlan(db, mill)];

  await limitLane(db, mill.lead, { ...limit, most: 1 });
  await limitLane(db, mill.lead, { ...limit, most: 1 });

  expect(await findLaneLimits(db, mill.seller, mill.relationship.id)).toEqual({ do: 1 });
  for (const id of ids) {
    await writePrediction(db, mill.lead, aPrediction(mill, id));
    expect(await moveImprovement(db, mill.lead, { ...(await seen(db, id)), to: "do" })).toBe("moved");
  }
  expect(await countLanes(db, mill.lead)).toMatchObject({ do: 2 });
  await limitLane(db, mill.owner, { ...limit, most: null });
  expect(await findLaneLimits(db, mill.seller, mill.relationship.id)).toEqual({});
  expect(await verbsOf(db, mill, mill.relationship.id)).toEqual(["lane.limited", "lane.limited"]);
  await expect(limitLane(db, mill.seller, { ...limit, most: 3 })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(limitLane(db, depot.lead, { ...limit, most: 3 })).rejects.toMatchObject({ kind: "not_found" });
});

/** Planned that many days ago, at noon. */
async function plannedBefore(mill: World, days: number): Promise<string> {
  const id = await aPlan(db, mill);
  const day = addDays(todayOf(mill.lead), -days);
  await db
    .update(improvements)
    .set({ createdAt: new Date(`${day}T12:00:00Z`) })
    .where(sql`id = ${id}`);
  return id;
}
