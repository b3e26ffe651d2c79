import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { relationships, teams } from "@/db/schema";
import { writePrediction } from "@/lib/improvements/predicting";
import { startImprovement } from "@/lib/improvements/working";
import { lockBaseline } from "@/lib/measures/baselines";
import { chartMeasure } from "@/lib/measures/charted";
import { changeMeasure, createMeasure, removeMeasure } from "@/lib/measures/defining";
import { enterReadings } from "@/lib/measures/entering";
import { changeMeasureInput, createMeasureInput, lockBaselineInput } from "@/lib/measures/input";
import { findMeasure } from "@/lib/measures/queries";
import { findMeasured, listTries, trySentence } from "@/lib/measures/tries";
import { addDays, todayOf } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aPlan, aPrediction, implement, iterationsOf, putInPlaceOn, seen } from "../improvements/an-improvement";

const db = await testDatabase();
const name = "Hours to accept a lead";
/** Twelve weeks around 22 h, the last of them at it: no run can have begun before what follows. */
const usual = [22, 24, 21, 20, 23, 25, 22, 19, 21, 24, 21, 22];

const aMeasure = (relationshipId: string, given: Record<string, unknown> = {}) =>
  createMeasureInput.parse({
    id: v7(),
    relationshipId,
    name,
    definition: "From hand-over to acceptance.",
    unit: "h",
    period: "week",
    nature: "time",
    wanted: "down",
    ...given,
  });

async function aFollowed(given: Record<string, unknown> = {}) {
  const world = await aWorkspace(db);
  const input = aMeasure(world.relationship.id, given);
  await createMeasure(db, world.lead, input);
  return { world, measureId: input.id };
}

/** Another relationship of the same workspace. */
async function aRelationship({ workspace, marketing }: World): Promise<{ id: string }> {
  const [id, secondTeamId] = [v7(), v7()];
  await db.insert(teams).values({ id: secondTeamId, workspaceId: workspace.id, name: `Service ${secondTeamId}` });
  await db.insert(relationships).values({ id, workspaceId: workspace.id, firstTeamId: marketing, secondTeamId });
  return { id };
}

/** The Monday so many whole weeks ago: the running week is 0. */
const weekAgo = ({ lead }: World, weeks: number) => addDays(mondayOf(todayOf(lead)), -7 * weeks);

const enter = (world: World, measureId: string, values: number[], firstAgo: number) =>
  enterReadings(db, world.seller, {
    measureId,
    readings: values.map((value, nth) => ({ periodOn: weekAgo(world, firstAgo - nth), value, note: null })),
  });

/** Predicted, started, and in place since the Monday so many weeks ago. */
async function inPlaceSince(world: World, measureId: string, weeks: number) {
  const improvementId = await aPlan(db, world);
  await writePrediction(db, world.lead, aPrediction(world, improvementId, { measureId }));
  await startImprovement(db, world.lead, await seen(db, improvementId));
  await implement(db, world, improvementId);
  const implementedOn = await putInPlaceOn(db, improvementId, weekAgo(world, weeks));
  return { improvementId, iteration: 1, implementedOn };
}

async function measuredAs(world: World, measureId: string) {
  const measured = (await findMeasured(db, world.executive, [measureId])).get(measureId);
  if (!measured) throw new Error("The measure is not found.");
  return measured;
}

describe("a prediction", () => {
  test("is about a measure that is followed, and carries its name from then", async () => {
    const { world, measureId } = await aFollowed();
    const improvementId = await aPlan(db, world);

    await writePrediction(db, world.lead, aPrediction(world, improvementId, { measureId, measure: "something else" }));

    expect(await iterationsOf(db, improvementId)).toMatchObject([{ measureId, measure: name }]);
    expect(await listTries(db, world.executive, measureId)).toMatchObject([
      { improvementId, iteration: 1, phase: "plan", implementedOn: null },
    ]);
  });

  test("is about no measure of another relationship or workspace, and of none that was taken away", async () => {
    const { world, measureId } = await aFollowed();
    const [abroad, elsewhere] = [await aFollowed(), await aRelationship(world)];
    const there = aMeasure(elsewhere.id);
    await createMeasure(db, world.lead, there);
    await removeMeasure(db, world.lead, { measureId });
    const improvementId = await aPlan(db, world);

    for (const wrong of [measureId, abroad.measureId, there.id])
      await expect(
        writePrediction(db, world.lead, aPrediction(world, improvementId, { measureId: wrong })),
      ).rejects.toMatchObject({ kind: "invalid", fields: { measureId: [expect.stringContaining("follows")] } });
  });

  test("stays about its measure when that is renamed or taken away", async () => {
    const { world, measureId } = await aFollowed();
    await enter(world, measureId, usual, 14);
    const done = await inPlaceSince(world, measureId, 2);
    const measure = await findMeasure(db, world.lead, measureId);
    if (!measure) throw new Error("no such measure");

    await changeMeasure(
      db,
      world.lead,
      changeMeasureInput.parse({ ...measure, measureId, version: measure.version, name: "Hours until accepted" }),
    );
    await removeMeasure(db, world.lead, { measureId });

    expect((await measuredAs(world, measureId)).chart.changes).toMatchObject([
      { kind: "improvement", improvementId: done.improvementId, on: done.implementedOn },
    ]);
    expect(await iterationsOf(db, done.improvementId)).toMatchObject([{ measure: name }]);
  });

  test("that named a figure in words is about it once their relationship follows it under that name", async () => {
    const world = await aWorkspace(db);
    const improvementId = await aPlan(db, world);
    await writePrediction(db, world.lead, aPrediction(world, improvementId, { measure: " hours to accept a LEAD " }));
    const elsewhere = aMeasure((await aRelationship(world)).id);
    const here = aMeasure(world.relationship.id);

    await createMeasure(db, world.lead, elsewhere);
    expect(await iterationsOf(db, improvementId)).toMatchObject([{ measureId: null }]);
    await createMeasure(db, world.lead, here);

    expect(await iterationsOf(db, improvementId)).toMatchObject([{ measureId: here.id }]);
  });
});

describe("what the chart says of a try", () => {
  test("is “improved” with the value that completes the signal, and not before", async () => {
    const { world, measureId } = await aFollowed();
    await enter(world, measureId, usual, 20);
    await lockBaseline(
      db,
      world.lead,
      lockBaselineInput.parse({ id: v7(), measureId, fromOn: weekAgo(world, 20), throughOn: weekAgo(world, 9) }),
    );
    const done = await inPlaceSince(world, measureId, 8);
    const said = async () => trySentence(await measuredAs(world, measureId), done, "en-GB");

    expect(await said()).toMatch(/^Too early to say: 0 of 8 weeks since /);
    for (const [nth, value] of [20, 19, 20, 18, 19, 20, 19].entries()) {
      await enter(world, measureId, [value], 8 - nth);
      expect(await said()).toMatch(new RegExp(`^Too early to say: ${nth + 1} of 8 weeks since .*, and no signal$`));
    }
    await enter(world, measureId, [19], 1);

    expect(await said()).toMatch(/^Improved since .*: 19\sh on average, 22\sh before$/);
  });

  test("is “no signal” after eight values of the usual noise", async () => {
    const { world, measureId } = await aFollowed();
    await enter(world, measureId, [...usual, 22, 24, 21, 20, 23, 25, 20, 23], 20);
    const done = await inPlaceSince(world, measureId, 8);

    expect(trySentence(await measuredAs(world, measureId), done, "en-GB")).toMatch(
      /^No signal: 8 weeks since .* as before$/,
    );
  });

  test("is no verdict without values from before, and without a wanted direction", async () => {
    const { world, measureId } = await aFollowed();
    await enter(world, measureId, [22, 24, 21, 8, 9, 8], 6);
    const early = await inPlaceSince(world, measureId, 7);
    const short = await inPlaceSince(world, measureId, 3);
    const measured = await measuredAs(world, measureId);

    expect(trySentence(measured, early, "en-GB")).toMatch(/^Cannot be judged: nothing was measured before /);
    expect(trySentence(measured, short, "en-GB")).toMatch(/^Cannot be judged: fewer than 6 values from before /);
    const undirected = { ...measured, measure: { ...measured.measure, wanted: null } };
    expect(trySentence(undirected, short, "en-GB")).toBe(
      "No verdict from the chart: nobody has said which way is better",
    );
  });

  test("is told by the measure over the API with the improvement and the try it belongs to", async () => {
    const { world, measureId } = await aFollowed();
    await enter(world, measureId, usual, 13);
    const { improvementId } = await inPlaceSince(world, measureId, 3);
    const measure = await findMeasure(db, world.lead, measureId);
    if (!measure) throw new Error("no such measure");

    const { chart } = await chartMeasure(db, world.lead, measure);

    expect(chart.outcomes).toMatchObject([{ change: { improvementId, iteration: 1 }, code: "too_early", later: 2 }]);
  });
});
