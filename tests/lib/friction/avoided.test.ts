import { v7 } from "uuid";
import { expect, test } from "vitest";
import { listAvoided } from "@/lib/friction/avoided-by";
import { giveVerdict } from "@/lib/improvements/judging";
import { writePrediction } from "@/lib/improvements/predicting";
import { startImprovement } from "@/lib/improvements/working";
import { addCost } from "@/lib/incidents/costs";
import { refreshFriction } from "@/lib/incidents/kept-friction";
import { createMeasure } from "@/lib/measures/defining";
import { enterReadings } from "@/lib/measures/entering";
import { createMeasureInput } from "@/lib/measures/input";
import { addDays, todayOf } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import {
  anIncidentWithCause,
  aPlan,
  aPrediction,
  aRootCause,
  aVerdict,
  implement,
  putInPlaceOn,
  seen,
} from "../improvements/an-improvement";

const db = await testDatabase();

/** The Monday so many whole weeks ago. */
const weekAgo = ({ lead }: World, weeks: number) => addDays(mondayOf(todayOf(lead)), -7 * weeks);
const avoidedIn = (world: World) =>
  listAvoided(db, world.executive, { relationshipId: world.relationship.id, currency: "EUR" });

async function aMeasure(world: World, values: number[]): Promise<string> {
  const input = createMeasureInput.parse({
    id: v7(),
    relationshipId: world.relationship.id,
    name: "Hours to accept a lead",
    definition: "From hand-over to acceptance.",
    unit: "h",
    period: "week",
    nature: "time",
    wanted: "down",
  });
  await createMeasure(db, world.lead, input);
  const readings = values.map((value, nth) => ({ periodOn: weekAgo(world, values.length - nth), value, note: null }));
  await enterReadings(db, world.seller, { measureId: input.id, readings });
  return input.id;
}

/** In place since that many weeks, and found effective by the other side. */
async function anEffective(world: World, measureId: string | null, rootCauseId: string, weeks: number) {
  const improvementId = await aPlan(db, world, { rootCauseId });
  await writePrediction(db, world.lead, aPrediction(world, improvementId, { measureId }));
  await startImprovement(db, world.lead, await seen(db, improvementId));
  await implement(db, world, improvementId);
  await putInPlaceOn(db, improvementId, weekAgo(world, weeks));
  await giveVerdict(db, world.seller, await aVerdict(db, improvementId, "effective"));
  return improvementId;
}

async function anIncidentThatCost(world: World, rootCauseId: string, occurredOn: string, expected: number) {
  const { incidentId } = await anIncidentWithCause(db, world, rootCauseId, occurredOn);
  const cost = { low: expected / 2, expected, high: 2 * expected, unit: "money", currency: "EUR" } as const;
  await addCost(db, world.lead, { id: v7(), incidentId, ...cost, sideId: null, basis: "Invoices" });
  await refreshFriction(db, world.workspace.id, [incidentId]);
}

test("cost avoided is told of what was found effective and shows on its chart, with its range and its months", async () => {
  const world = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, world.lead);
  const improved = [22, 24, 21, 20, 23, 25, 22, 19, 21, 24, 21, 22, ...Array.from({ length: 16 }, () => 9)];
  const measureId = await aMeasure(world, improved);
  await anIncidentThatCost(world, rootCauseId, weekAgo(world, 24), 1000);
  const improvementId = await anEffective(world, measureId, rootCauseId, 16);

  const { counted, ...rest } = await avoidedIn(world);

  expect(rest).toEqual({ effective: 1, withoutSignal: 0, withoutCost: 0 });
  expect(counted).toMatchObject([{ improvementId, measure: { id: measureId }, unknown: 0, together: [] }]);
  const [
    { low, expected, high, monthsBefore, monthsAfter } = {
      low: 0,
      expected: 0,
      high: 0,
      monthsBefore: 0,
      monthsAfter: 0,
    },
  ] = counted;
  expect(monthsBefore * expected).toBeCloseTo(1000, 6);
  expect([low, high]).toEqual([expected / 2, 2 * expected]);
  expect(monthsAfter).toBeGreaterThan(1);
});

test("what no chart confirms, or nobody wrote a cost of, does not count, and is told apart", async () => {
  const world = await aWorkspace(db);
  const [costly, unknown] = [await aRootCause(db, world.lead), await aRootCause(db, world.lead)];
  const noise = await aMeasure(
    world,
    Array.from({ length: 28 }, (_, nth) => 20 + (nth % 3)),
  );
  await anIncidentThatCost(world, costly, weekAgo(world, 24), 1000);
  expect(await avoidedIn(world)).toEqual({ counted: [], effective: 0, withoutSignal: 0, withoutCost: 0 });

  await anEffective(world, noise, costly, 16);
  await anEffective(world, null, unknown, 16);

  expect(await avoidedIn(world)).toEqual({ counted: [], effective: 2, withoutSignal: 2, withoutCost: 0 });
  const stranger = await aWorkspace(db);
  expect(
    await listAvoided(db, stranger.executive, { relationshipId: world.relationship.id, currency: "EUR" }),
  ).toMatchObject({ effective: 0 });
});

test("two that act on one cause are told with each other's name, and not added up", async () => {
  const world = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, world.lead);
  const improved = [22, 24, 21, 20, 23, 25, 22, 19, 21, 24, 21, 22, ...Array.from({ length: 16 }, () => 9)];
  const measureId = await aMeasure(world, improved);
  await anIncidentThatCost(world, rootCauseId, weekAgo(world, 24), 1000);
  await anEffective(world, measureId, rootCauseId, 16);
  await anEffective(world, measureId, rootCauseId, 16);

  const { counted } = await avoidedIn(world);

  expect(counted.map(({ together }) => together)).toEqual([["Each MQL goes to the person of the day"]]);
});
