import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import type { FrictionCode } from "@/db/terms";
import type { Inputs } from "@/lib/friction/formulas";
import { addFrictionInput, changeFrictionInput } from "@/lib/friction/input";
import { addFriction, changeFriction, confirmFriction, removeFriction, restoreFriction } from "@/lib/friction/ledger";
import { findLedgerCurrency, loadLedger } from "@/lib/friction/queries";
import { addCost } from "@/lib/incidents/costs";
import { refreshFriction } from "@/lib/incidents/kept-friction";
import { verbsOn } from "../../support/activities";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const exactly = (value: number) => ({ low: null, expected: value, high: null });
const wasted = (leads: number) => ({ leads: exactly(leads), costPerLead: exactly(10) });
const aLine = (world: World, code: FrictionCode, inputs: Inputs, given: Record<string, unknown> = {}) =>
  addFrictionInput.parse({
    id: v7(),
    relationshipId: world.relationship.id,
    code,
    month: "2026-10-01",
    currency: "EUR",
    basis: "CRM export of October",
    inputs,
    ...given,
  });
const ledgerOf = (world: World, currency = "EUR") =>
  loadLedger(db, world.executive, { relationshipId: world.relationship.id, currency, since: "2026-01-01" });
const linesOf = async (world: World) => (await ledgerOf(world)).lines;
const monthsOf = async (world: World, currency?: string) => (await ledgerOf(world, currency)).months;

describe("a line of the ledger", () => {
  test("is written once, however often it is sent, and leaves one trace", async () => {
    const world = await aWorkspace(db);
    const line = aLine(world, "wasted_leads", wasted(40));

    await addFriction(db, world.lead, line);
    await addFriction(db, world.lead, line);

    expect((await linesOf(world)).map(({ expected }) => expected)).toEqual([400]);
    expect(await verbsOn(db, world.relationship.id)).toEqual(["ledger.line_added"]);
  });

  test("with something unknown is kept without an amount, and the month says so", async () => {
    const world = await aWorkspace(db);
    await addFriction(db, world.lead, aLine(world, "wasted_leads", { leads: exactly(40) }));
    await addFriction(db, world.lead, aLine(world, "wasted_leads", wasted(5)));

    expect(await monthsOf(world)).toMatchObject([{ month: "2026-10-01", expected: 50, lines: 2, unknown: 1 }]);
  });

  test("with figures that cannot be is refused at the field", async () => {
    const world = await aWorkspace(db);
    const wrong = aLine(world, "wasted_leads", { leads: exactly(1.5), costPerLead: exactly(10) });

    await expect(addFriction(db, world.lead, wrong)).rejects.toMatchObject({
      fields: { "leads.expected": ["A whole number."] },
    });
    await expect(
      addFriction(db, world.lead, aLine(world, "wasted_leads", wasted(1), { month: "2199-01-01" })),
    ).rejects.toMatchObject({
      fields: { month: ["It has not come yet."] },
    });
    expect(await linesOf(world)).toEqual([]);
  });

  test("stands once both sides have confirmed it, or finance has; changed figures nobody has confirmed", async () => {
    const world = await aWorkspace(db);
    const line = aLine(world, "wasted_leads", wasted(40));
    await addFriction(db, world.lead, line);
    const confirmed = async () => (await linesOf(world))[0]?.isConfirmed;

    await confirmFriction(db, world.lead, { lineId: line.id, version: 1 });
    expect(await confirmed()).toBe(false);
    await confirmFriction(db, world.seller, { lineId: line.id, version: 1 });
    expect(await confirmed()).toBe(true);

    const { id: _id, relationshipId: _in, code: _code, ...words } = line;
    await changeFriction(
      db,
      world.seller,
      changeFrictionInput.parse({ ...words, lineId: line.id, version: 1, inputs: wasted(41) }),
    );
    expect(await confirmed()).toBe(false);
    await expect(confirmFriction(db, world.facilitator, { lineId: line.id, version: 1 })).rejects.toMatchObject({
      kind: "conflict",
    });
    await confirmFriction(db, world.facilitator, { lineId: line.id, version: 2 });
    expect(await confirmed()).toBe(true);
  });

  test("that was taken away stands in no sum, and can be put back", async () => {
    const world = await aWorkspace(db);
    const line = aLine(world, "wasted_leads", wasted(40));
    await addFriction(db, world.lead, line);

    await removeFriction(db, world.lead, { lineId: line.id });
    expect(await monthsOf(world)).toEqual([]);
    await restoreFriction(db, world.seller, { lineId: line.id });
    expect(await monthsOf(world)).toMatchObject([{ expected: 400 }]);
  });

  test("of another workspace does not exist", async () => {
    const [world, stranger] = [await aWorkspace(db), await aWorkspace(db)];
    const line = aLine(world, "wasted_leads", wasted(40));
    await addFriction(db, world.lead, line);

    await expect(removeFriction(db, stranger.owner, { lineId: line.id })).rejects.toMatchObject({ kind: "not_found" });
    await expect(addFriction(db, stranger.owner, aLine(world, "wasted_leads", wasted(1)))).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});

describe("nothing counts twice", () => {
  const late = {
    lateLeads: exactly(10),
    onTimePercent: exactly(20),
    latePercent: exactly(10),
    laterPercent: exactly(10),
    dealSize: exactly(1000),
    marginPercent: exactly(100),
  };
  const lost = (fromLateLeads: number) => ({
    deals: exactly(4),
    dealSize: exactly(1000),
    marginPercent: exactly(100),
    fromLateLeads: exactly(fromLateLeads),
  });

  test("a late lead that became a lost deal is no late lead any more, until that line is taken away", async () => {
    const world = await aWorkspace(db);
    const ofLate = async () => (await linesOf(world)).find(({ code }) => code === "late_response")?.expected;
    await addFriction(db, world.lead, aLine(world, "late_response", late));
    expect(await ofLate()).toBeCloseTo(100, 9);
    const lostLine = aLine(world, "lost_deals", lost(4));

    await addFriction(db, world.seller, lostLine);
    expect(await ofLate()).toBeCloseTo(60, 9);
    await removeFriction(db, world.seller, { lineId: lostLine.id });
    expect(await ofLate()).toBeCloseTo(100, 9);
  });

  test("an incident that a line is about counts by that line alone", async () => {
    const world = await aWorkspace(db);
    const incidentId = await incidentRow(db, world, { occurredOn: "2026-10-07" });
    await refreshFriction(db, world.workspace.id, [incidentId]);
    await addCost(db, world.lead, {
      id: v7(),
      incidentId,
      unit: "money",
      currency: "EUR",
      sideId: null,
      basis: "Rework",
      low: 100,
      expected: 250,
      high: 300,
    });
    expect(await monthsOf(world)).toMatchObject([
      { month: "2026-10-01", expected: 250, ofIncidents: { low: 100, expected: 250, high: 300 } },
    ]);

    await addFriction(db, world.lead, aLine(world, "wasted_leads", wasted(40), { incidentId }));

    expect(await monthsOf(world)).toMatchObject([
      { expected: 400, ofIncidents: { expected: null }, ofLedger: { expected: 400 } },
    ]);
  });

  test("currencies are not added up, and the ledger goes on in the one it was last kept in", async () => {
    const world = await aWorkspace(db);
    await addFriction(db, world.lead, aLine(world, "wasted_leads", wasted(40)));
    await addFriction(
      db,
      world.lead,
      aLine(world, "wasted_leads", wasted(7), { currency: "CHF", month: "2026-11-01" }),
    );

    expect(await monthsOf(world)).toMatchObject([{ expected: 400 }]);
    expect(await monthsOf(world, "CHF")).toMatchObject([{ expected: 70 }]);
    expect(await findLedgerCurrency(db, world.executive, world.relationship.id)).toBe("CHF");
  });
});
