import { v7 } from "uuid";
import { afterEach, expect, test } from "vitest";
import { improvements, relationships, teams } from "@/db/schema";
import { createMeasure } from "@/lib/measures/defining";
import { enterReadings } from "@/lib/measures/entering";
import { createMeasureInput } from "@/lib/measures/input";
import { readOverview } from "@/lib/overview/overview";
import { compareRelationships } from "@/lib/overview/side-by-side";
import { findStuck } from "@/lib/overview/stuck";
import { visitTrends } from "@/lib/overview/visits";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, todayOf } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

const anImprovement = (world: World, daysAgo: number, given: Partial<typeof improvements.$inferInsert> = {}) =>
  db.insert(improvements).values({
    id: v7(),
    workspaceId: world.workspace.id,
    relationshipId: world.relationship.id,
    title: `Planned ${daysAgo} days ago`,
    kind: "countermeasure",
    plannedById: world.lead.id,
    createdAt: new Date(Date.now() - daysAgo * 86_400_000),
    ...given,
  });

test("what is new stays new for the whole day of a visit, and counts from the visit before on another day", async () => {
  const world = await aWorkspace(db);
  const visit = () => visitTrends(db, world.executive, world.relationship.id);

  expect(await visit()).toBeUndefined();
  expect(await visit()).toBeUndefined();
  setDaysAhead(3);
  const since = await visit();
  expect(since?.toISOString().slice(0, 10)).toBe(new Date().toISOString().slice(0, 10));
  expect(await visit()).toEqual(since);
  expect(await visitTrends(db, world.lead, world.relationship.id)).toBeUndefined();
});

test("a signal of a week before the visit is new when its value was entered after it", async () => {
  const world = await aWorkspace(db);
  const input = createMeasureInput.parse({
    id: v7(),
    relationshipId: world.relationship.id,
    name: "Hours to accept a lead",
    definition: "From hand-over to acceptance.",
    period: "week",
    nature: "time",
    wanted: "down",
  });
  await createMeasure(db, world.lead, input);
  const weekAgo = (weeks: number) => addDays(mondayOf(todayOf(world.lead)), -7 * weeks);
  const enter = (values: number[], firstAgo: number) =>
    enterReadings(db, world.seller, {
      measureId: input.id,
      readings: values.map((value, nth) => ({ periodOn: weekAgo(firstAgo - nth), value, note: null })),
    });
  await enter([22, 24, 21, 20, 23, 25, 22, 19, 21, 24, 21, 22], 14);
  const visit = new Date();
  setDaysAhead(1);
  await enter([41], 2);

  const isNew = async (since: Date) => {
    const { read } = await readOverview(db, world.executive, world.relationship.id, Promise.resolve(since));
    return read.map((measure) => measure.isNew);
  };

  expect(await isNew(visit)).toEqual([true]);
  setDaysAhead(2);
  expect(await isNew(new Date(visit.getTime() + 2 * 86_400_000))).toEqual([false]);
});

test("a relationship of another workspace is not visited", async () => {
  const [world, stranger] = [await aWorkspace(db), await aWorkspace(db)];

  expect(await visitTrends(db, stranger.owner, world.relationship.id)).toBeUndefined();
  setDaysAhead(2);
  expect(await visitTrends(db, stranger.owner, world.relationship.id)).toBeUndefined();
});

test("open improvements planned more than 90 days ago are stuck, the oldest first; ended ones are not", async () => {
  const world = await aWorkspace(db);
  await anImprovement(world, 30);
  await anImprovement(world, 120);
  await anImprovement(world, 200);
  await anImprovement(world, 400, { phase: "closed" });

  const { cards, stuck, open } = await findStuck(db, world.executive, world.relationship.id);

  expect({ stuck, open }).toEqual({ stuck: 2, open: 3 });
  expect(cards.map(({ title, days }) => [title, days])).toEqual([
    ["Planned 200 days ago", 200],
    ["Planned 120 days ago", 120],
  ]);
});

test("relationships stand side by side, each with its own figures, also where it has none", async () => {
  const world = await aWorkspace(db);
  await anImprovement(world, 120);
  const [teamId, otherId] = [v7(), v7()];
  const workspaceId = world.workspace.id;
  await db.insert(teams).values({ id: teamId, workspaceId, name: "Service" });
  await db.insert(relationships).values({ id: otherId, workspaceId, firstTeamId: world.sales, secondTeamId: teamId });

  const compared = await compareRelationships(db, world.executive);

  expect(compared.get(world.relationship.id)).toMatchObject({ open: 1, stuck: 1, incidents: 0, signals: 0 });
  expect(compared.get(otherId)).toMatchObject({ open: 0, stuck: 0, recurred: 0 });
});
