import { v7 } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { POST as onCycle } from "@/app/api/v1/cycles/[cycle]/[deed]/route";
import { GET as readCycle } from "@/app/api/v1/cycles/[cycle]/route";
import { GET as listCycles, POST as openCycle } from "@/app/api/v1/cycles/route";
import { POST as onObjective } from "@/app/api/v1/objectives/[objective]/[deed]/route";
import { addDays } from "@/lib/text/days";
import { aCycleIn, aSpan, writeReview } from "../../lib/cycles/a-cycle";
import { ask as askAs, aToken } from "../../support/api";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

let mill: World;
let marketing: string; // a token of each side
let sales: string;
beforeEach(async () => {
  mill = await aWorkspace(db);
  [marketing, sales] = await Promise.all([aToken(db, mill.lead), aToken(db, mill.seller)]);
});

const ask = (handler: unknown, asked: Partial<Parameters<typeof askAs>[1]>) =>
  askAs(handler, { token: marketing, ...asked });

test("a program opens a cycle, and both sides' programs plan it until it is committed", async () => {
  const { said: opened } = await ask(openCycle, { body: aSpan(mill) });
  const on = (deed: string, body: object, token = marketing) =>
    ask(onCycle, { params: { cycle: opened.id, deed }, body, token });
  const state = async () => (await ask(readCycle, { params: { cycle: opened.id } })).said;
  const pressure = { id: v7(), kind: "economy", title: "Budgets are cut", direction: "rising", strength: 4 };

  expect((await on("note-pressure", pressure)).status).toBe(204);
  expect((await on("move-on", { to: "plan", version: 1 }, sales)).status).toBe(204);
  for (const title of ["Answer within a day", "One definition of a lead", "Fewer sent back"]) {
    const measures = { leading: "Accepted", lagging: "Won", balancing: "Sent back" };
    const pair = { firstOwnerId: mill.lead.id, secondOwnerId: mill.seller.id };
    const aim = { title, indicator: "Hours", baseline: "26", target: "8", ...measures, ...pair };
    expect((await on("propose-objective", { id: v7(), ...aim })).status).toBe(204);
  }
  expect((await on("move-on", { to: "catchball", version: 2 })).status).toBe(204);
  for (const { id, version } of (await state()).objectives)
    for (const token of [marketing, sales])
      await ask(onObjective, { params: { objective: id, deed: "agree-objective" }, body: { version }, token });
  expect((await on("commit-cycle", { version: 3 })).status).toBe(204);

  expect(await state()).toMatchObject({ phase: "committed", pressures: [{ title: "Budgets are cut", strength: 4 }] });
});

test("what a step still lacks is answered in the words that the page has", async () => {
  const cycle = await aCycleIn(db, mill, "catchball");

  const answer = await ask(onCycle, { params: { cycle, deed: "commit-cycle" }, body: { version: 3 } });

  expect(answer.status).toBe(422);
  expect(JSON.stringify(answer.said)).toContain("Marketing and Sales have not agreed.");
});

test("the list goes on where its page ended, those that began last first, and is narrowed by phase", async () => {
  const span = aSpan(mill);
  const older = await aCycleIn(db, mill, "review", { span });
  await writeReview(db, mill, older);
  const startsOn = addDays(span.endsOn, 1);
  const later = await aCycleIn(db, mill, "scan", { span: { startsOn, endsOn: addDays(startsOn, 89) } });

  const { said: all } = await ask(listCycles, {});
  const { said: rest } = await ask(listCycles, { query: `after=${later}` });
  const { said: reviewed } = await ask(listCycles, { query: "phase=review" });

  expect(all.cycles.map(({ id }: { id: string }) => id)).toEqual([later, older]);
  expect(rest).toMatchObject({ cycles: [{ id: older, phase: "review" }], next: null });
  expect(reviewed.cycles.map(({ id }: { id: string }) => id)).toEqual([older]);
  expect((await ask(listCycles, { query: "fase=review" })).status).toBe(422);
});

test("a cycle of another workspace does not exist", async () => {
  const cycle = await aCycleIn(db, await aWorkspace(db), "scan");

  expect((await ask(readCycle, { params: { cycle } })).status).toBe(404);
  expect((await ask(listCycles, {})).said).toEqual({ cycles: [], next: null });
});
