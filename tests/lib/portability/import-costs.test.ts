import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { incidents } from "@/db/schema";
import { listCosts, removeCost } from "@/lib/incidents/costs";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { type CaseCost, type CaseFile, readCaseFile } from "@/lib/portability/case-file";
import { importCase } from "@/lib/portability/import-case";
import { verbsOn } from "../../support/activities";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aCase, aCaseWhy, changed, checksums } from "./cases";

const db = await testDatabase();

const hours: CaseCost = {
  unit: "hours",
  currency: null,
  low: 40,
  expected: 82.5,
  high: 120,
  basis: "Time sheets of May",
  side: "Sales",
};
const money: CaseCost = { ...hours, unit: "money", currency: "EUR", low: null, expected: 4300, high: null, side: null };

const aCostlyCase = (costs: CaseCost[]) =>
  changed(aCase("costly", [aCaseWhy("1")]), ({ incidents: [incident] }) => {
    if (incident) incident.costs = costs;
  });

async function incidentOf(world: World) {
  const [found] = await db.select().from(incidents).where(eq(incidents.workspaceId, world.workspace.id));
  if (!found) throw new Error("Nothing was taken in.");
  return found.id;
}

const faultsOf = (cost: Record<string, unknown>) => {
  const file = structuredClone(aCase("costly", [aCaseWhy("1")])) as CaseFile;
  Object.assign(file.incidents[0] ?? {}, { costs: [{ ...hours, ...cost }] });
  return readCaseFile(file).faults?.map(({ path }) => path);
};

describe("what an incident cost", () => {
  test("is taken in with its case, added to the sums, and told in the history", async () => {
    const world = await aWorkspace(db);

    const report = await importCase(db, world.lead, aCostlyCase([hours, money]));

    const id = await incidentOf(world);
    const { side: _, ...ofHours } = hours;
    const { side: __, ...ofMoney } = money;
    const costs = await listCosts(db, world.lead, id);
    expect(costs).toHaveLength(2);
    expect(costs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...ofHours, sideId: world.sales }),
        expect.objectContaining({ ...ofMoney, sideId: null }),
      ]),
    );
    expect(await verbsOn(db, id)).toEqual(["incident.logged", "cost.added", "cost.added"]);
    const recounted = await recountFriction(db, { repair: false });
    expect(recounted.find(({ workspace }) => workspace === world.workspace.slug)).toMatchObject({ shares: 0 });
    expect(report.created).toBe((await importCase(db, world.owner, aCostlyCase([hours, money]))).unchanged);
  });

  test("that the file says again is no news, also after somebody took it away; what it says anew is added", async () => {
    const world = await aWorkspace(db);
    await importCase(db, world.lead, aCostlyCase([hours]));
    const id = await incidentOf(world);
    const [taken] = await listCosts(db, world.lead, id);
    await removeCost(db, world.lead, { costId: taken?.id ?? "" });
    const before = await checksums(db, world.workspace.id);

    expect(await importCase(db, world.lead, aCostlyCase([hours]))).toMatchObject({ created: 0, changed: 0 });
    expect(await checksums(db, world.workspace.id)).toEqual(before);
    expect(await importCase(db, world.lead, aCostlyCase([hours, money, money]))).toMatchObject({ created: 2 });

    const standing = (await listCosts(db, world.lead, id)).filter(({ removedAt }) => removedAt === null);
    expect(standing.map(({ unit }) => unit)).toEqual(["money", "money"]);
  });

  test("is refused at the place of its fault", () => {
    expect(faultsOf({})).toBeUndefined();
    expect(faultsOf({ low: 83 })).toEqual(["incidents.0.costs.0.low"]);
    expect(faultsOf({ high: 82 })).toEqual(["incidents.0.costs.0.high"]);
    expect(faultsOf({ currency: "EUR" })).toEqual(["incidents.0.costs.0.currency"]);
    expect(faultsOf({ unit: "money" })).toEqual(["incidents.0.costs.0.currency"]);
    expect(faultsOf({ unit: "money", currency: "Taler" })).toEqual(["incidents.0.costs.0.currency"]);
    expect(faultsOf({ expected: 82.555 })).toEqual(["incidents.0.costs.0.expected"]);
    expect(faultsOf({ low: null, expected: -1 })).toEqual(["incidents.0.costs.0.expected"]);
    expect(faultsOf({ side: "Purchase" })).toEqual(["incidents.0.costs.0.side"]);
    expect(faultsOf({ basis: " " })).toEqual(["incidents.0.costs.0.basis"]);
    expect(faultsOf({ price: 3 })).toEqual(["incidents.0.costs.0.price"]);
  });
});
