import { v7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { POST as onImprovement } from "@/app/api/v1/improvements/[improvement]/[deed]/route";
import { GET as readImprovement } from "@/app/api/v1/improvements/[improvement]/route";
import { POST as onMeasure } from "@/app/api/v1/measures/[measure]/[deed]/route";
import { POST as sendReadings } from "@/app/api/v1/measures/[measure]/readings/route";
import { GET as readMeasure } from "@/app/api/v1/measures/[measure]/route";
import { POST as createMeasure, GET as listMeasures } from "@/app/api/v1/measures/route";
import { startImprovement } from "@/lib/improvements/working";
import { addDays, todayOf } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import { aPlan, aPrediction, implement, putInPlaceOn, seen } from "../../lib/improvements/an-improvement";
import { ask as askAs, aToken } from "../../support/api";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

let mill: World;
let lead: string;
let seller: string;
beforeEach(async () => {
  mill = await aWorkspace(db);
  [lead, seller] = await Promise.all([aToken(db, mill.lead), aToken(db, mill.seller)]);
});

const ask = (handler: unknown, asked: Partial<Parameters<typeof askAs>[1]>) =>
  askAs(handler, { token: lead, ...asked });

async function aShare() {
  const body = {
    relationshipId: mill.relationship.id,
    name: "MQLs rejected",
    definition: "Of all MQLs of the week, those that Sales sent back.",
    period: "week",
    nature: "share",
    wanted: "down",
  };
  const { said } = await ask(createMeasure, { body });
  return said.id as string;
}

const values = [22, 24, 21, 20, 23, 25, 22, 19, 21, 24, 22, 21];
const table = (given: number[]) =>
  given.map((value, nth) => ({ periodOn: addDays(mondayOf(todayOf(mill.lead)), -7 * (given.length - nth)), value }));

test("readings are sent as a list, all or none, and the answer tells what came of them", async () => {
  const measure = await aShare();
  const send = (body: unknown) => ask(sendReadings, { params: { measure }, body, token: seller });

  expect(await send(table(values))).toEqual({ status: 200, said: { created: 12, changed: 0, unchanged: 0 } });
  expect((await send({ readings: table([...values.slice(0, 11), 30]) })).said).toEqual({
    created: 0,
    changed: 1,
    unchanged: 11,
  });
  const refused = await send([...table([22]), { periodOn: "2026-03-02", value: "many" }]);
  expect(refused.status).toBe(422);
  expect(refused.said.errors).toMatchObject([{ path: "readings.1.value" }]);
  expect((await send(table([140]))).status).toBe(422);
});

test("a measure is read with its values, and with what its chart says in the unit of the measure", async () => {
  const measure = await aShare();
  await ask(sendReadings, { params: { measure }, body: table(values) });
  const span = { fromOn: table(values)[0]?.periodOn, throughOn: table(values)[11]?.periodOn };
  await ask(onMeasure, { params: { measure, deed: "lock-baseline" }, body: { id: v7(), ...span } });

  const { said } = await ask(readMeasure, { params: { measure }, token: seller });

  expect(said.values).toHaveLength(12);
  expect(said.chart).toMatchObject({ sentence: expect.stringMatching(/^No change: 12 weeks within/), signals: [] });
  const [limits] = said.chart.limits;
  expect(limits).toMatchObject({ locked: span, label: "usable", values: 12 });
  expect(limits.centre).toBeCloseTo(22, 6);
  expect(limits.upper).toBeCloseTo(22 + (2.66 * 25) / 11, 6);
  expect(said.baselines).toMatchObject([{ ...span, replacedAt: null }]);
  expect((await ask(listMeasures, { query: `relationshipId=${mill.relationship.id}` })).said.measures).toMatchObject([
    { id: measure, name: "MQLs rejected" },
  ]);
});

test("a week twice, a week to come and text for a number are refused whole, each with its place", async () => {
  const measure = await aShare();
  const send = (body: unknown) => ask(sendReadings, { params: { measure }, body, token: seller });
  const periodOn = table([22])[0]?.periodOn ?? "";

  for (const wrong of [
    [
      { periodOn, value: 20 },
      { periodOn: addDays(periodOn, 2), value: 21 },
    ],
    [{ periodOn: addDays(periodOn, 14), value: 20 }],
    [{ periodOn, value: "many" }],
    [{ periodOn: "2026-02-30", value: 20 }],
    [{ periodOn: "9999-01-01", value: 20 }],
  ]) {
    const { status, said } = await send(wrong);
    expect(status, JSON.stringify(wrong)).toBe(422);
    expect(JSON.stringify(said), JSON.stringify(wrong)).not.toMatch(/NaN|Infinity|undefined/);
  }
  expect((await ask(readMeasure, { params: { measure }, token: seller })).said).toMatchObject({
    values: [],
    chart: { sentence: "No values yet" },
  });
});

test("a prediction names a measure of its relationship, and the measure tells what came of it", async () => {
  const measure = await aShare();
  await ask(sendReadings, { params: { measure }, body: table(values) });
  const improvement = await aPlan(db, mill);
  const { improvementId: _, ...words } = aPrediction(mill, improvement, { measureId: measure });
  const write = (body: unknown) => ask(onImprovement, { params: { improvement, deed: "write-prediction" }, body });
  const abroad = await write({ ...words, measureId: v7() });
  expect(abroad.status).toBe(422);
  expect(abroad.said.errors).toMatchObject([{ path: "measureId" }]);

  expect((await write(words)).status).toBeLessThan(300);

  const { said } = await ask(readImprovement, { params: { improvement } });
  expect(said.iterations).toMatchObject([{ prediction: { measureId: measure, measure: "MQLs rejected" } }]);
  await startImprovement(db, mill.lead, await seen(db, improvement));
  await implement(db, mill, improvement);
  await putInPlaceOn(db, improvement, addDays(mondayOf(todayOf(mill.lead)), -21));
  const told = await ask(readMeasure, { params: { measure } });
  expect(told.said.chart.outcomes).toMatchObject([
    { improvementId: improvement, iteration: 1, code: "too_early", later: 3, isJudged: true },
  ]);
});

test("a program settles a signal, once", async () => {
  const measure = await aShare();
  await ask(sendReadings, { params: { measure }, body: table([...values, 61]) });
  const [signal] = (await ask(readMeasure, { params: { measure } })).said.signals;
  const settle = (why: string) =>
    ask(onMeasure, {
      params: { measure, deed: "set-signal-aside" },
      body: { signalId: signal.id, why },
      token: seller,
    });

  expect((await settle("The fair was in that week.")).status).toBe(204);
  expect((await settle("Another reason.")).status).toBe(409);
  expect((await ask(readMeasure, { params: { measure } })).said.signals).toMatchObject([
    { value: 61, setAsideWhy: "The fair was in that week.", settledBy: "Jonas Lindqvist" },
  ]);
});
