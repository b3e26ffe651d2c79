import { and, eq, ne } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { frictionWeeks, incidentCosts } from "@/db/schema";
import { logIncident } from "@/lib/incidents/commands";
import { type Cost, costGroups } from "@/lib/incidents/cost-sums";
import { addCost, changeCost, listCosts, removeCost, restoreCost } from "@/lib/incidents/costs";
import { addCostForm, changeCostForm, readFigures } from "@/lib/incidents/costs-input";
import { activitiesOf, verbsOn } from "../../support/activities";
import { testDatabase } from "../../support/database";
import { anIncident } from "../../support/typed-incidents";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

async function aLogged() {
  const world = await aWorkspace(db);
  const { id } = await logIncident(db, world.lead, anIncident());
  return { world, id };
}

const said = {
  unit: "money",
  currency: "eur",
  sideId: "",
  basis: "38 h at 52 an hour",
  low: "",
  expected: "",
  high: "",
};
const aCost = (incidentId: string, given: Record<string, string> = {}, locale = "en-GB") =>
  readFigures(addCostForm.parse({ ...said, id: v7(), incidentId, expected: "14,100", ...given }), locale);
const aChange = (costId: string, version: number, given: Record<string, string>) =>
  readFigures(changeCostForm.parse({ ...said, costId, version, expected: "14,100", ...given }), "en-GB");
const standing = async ({ lead }: World, id: string) =>
  (await listCosts(db, lead, id)).filter(({ removedAt }) => removedAt === null);

describe("a cost", () => {
  test("is written in the figures of its writer, with its basis; what nobody knows stays unknown", async () => {
    const { world, id } = await aLogged();

    await addCost(db, world.lead, aCost(id, { low: "9.100,50", expected: "14.100", sideId: world.sales }, "de"));

    expect(await standing(world, id)).toMatchObject([
      { unit: "money", currency: "EUR", low: 9100.5, expected: 14100, high: null, sideId: world.sales, version: 1 },
    ]);
    expect(await verbsOn(db, id)).toEqual(["incident.logged", "cost.added"]);
  });

  test("of hours has no currency, whatever stood in the field", async () => {
    const { world, id } = await aLogged();

    await addCost(db, world.lead, aCost(id, { unit: "hours", expected: "82" }));

    expect(await standing(world, id)).toMatchObject([{ unit: "hours", currency: null, expected: 82 }]);
  });

  test.each([
    [{ expected: "" }, "expected", "Say what you expect it was. What nobody can say is no figure yet."],
    [{ expected: "much" }, "expected", "Write it as 1,234.50."],
    [{ low: "20,000" }, "low", "The low figure lies above the expected one."],
    [{ high: "3" }, "high", "The high figure lies below the expected one."],
    [{ currency: "" }, "currency", "Say in which currency."],
  ])("that does not hold is refused at its field: %o", async (given, field, words) => {
    const { world, id } = await aLogged();

    const added = Promise.resolve().then(() => addCost(db, world.lead, aCost(id, given)));

    await expect(added).rejects.toMatchObject({ kind: "invalid", fields: { [field]: [words] } });
    expect(await standing(world, id)).toEqual([]);
  });

  test("sent twice is written once", async () => {
    const { world, id } = await aLogged();
    const input = aCost(id);

    await Promise.all([addCost(db, world.lead, input), addCost(db, world.lead, input)]);

    expect(await standing(world, id)).toHaveLength(1);
    expect(await verbsOn(db, id)).toEqual(["incident.logged", "cost.added"]);
  });

  test("changed by two is changed by the first; the second sees both", async () => {
    const { world, id } = await aLogged();
    const cost = aCost(id);
    await addCost(db, world.lead, cost);
    await changeCost(db, world.seller, aChange(cost.id, 1, { expected: "1,234.50" }));

    const second = changeCost(db, { ...world.lead, locale: "de" }, aChange(cost.id, 1, { expected: "15,000" }));

    await expect(second).rejects.toMatchObject({ kind: "conflict", standing: { version: 2, expected: "1.234,50" } });
    expect(await standing(world, id)).toMatchObject([{ expected: 1234.5, version: 2 }]);
    expect(await activitiesOf(db, world.workspace.id, "cost.changed")).toMatchObject([
      { subjectId: id, details: { before: { expected: 14100 }, after: { expected: 1234.5 } } },
    ]);
  });

  test("taken away can be put back, and each is recorded once", async () => {
    const { world, id } = await aLogged();
    const cost = aCost(id);
    await addCost(db, world.lead, cost);

    await removeCost(db, world.seller, { costId: cost.id });
    await removeCost(db, world.seller, { costId: cost.id });
    const gone = await standing(world, id);
    await restoreCost(db, world.lead, { costId: cost.id });

    expect(gone).toEqual([]);
    expect(await standing(world, id)).toHaveLength(1);
    expect(await verbsOn(db, id)).toEqual(["incident.logged", "cost.added", "cost.removed", "cost.restored"]);
  });

  test("moves the sums that charts read, and moves them back", async () => {
    const { world, id } = await aLogged();
    const cost = aCost(id, { low: "9,000" });
    const sums = () =>
      db
        .select({ measure: frictionWeeks.measure, low: frictionWeeks.low, expected: frictionWeeks.expected })
        .from(frictionWeeks)
        .where(
          and(
            eq(frictionWeeks.workspaceId, world.workspace.id),
            eq(frictionWeeks.measure, "money:EUR"),
            ne(frictionWeeks.expected, 0),
          ),
        );

    await addCost(db, world.lead, cost);
    const added = await sums();
    await changeCost(db, world.lead, aChange(cost.id, 1, { low: "9,000", expected: "10,000" }));
    const changed = await sums();
    await removeCost(db, world.lead, { costId: cost.id });

    expect(added).toEqual([{ measure: "money:EUR", low: 9000, expected: 14100 }]);
    expect(changed).toEqual([{ measure: "money:EUR", low: 9000, expected: 10000 }]);
    expect(await sums()).toEqual([]);
  });

  test("belongs to its workspace, and to a side of its relationship", async () => {
    const { world, id } = await aLogged();
    const depot = await aWorkspace(db);
    const cost = aCost(id);
    await addCost(db, world.lead, cost);

    const abroad = await Promise.allSettled([
      addCost(db, depot.lead, aCost(id)),
      changeCost(db, depot.lead, aChange(cost.id, 1, { expected: "1" })),
      removeCost(db, depot.lead, { costId: cost.id }),
    ]);
    const foreign = addCost(db, world.lead, aCost(id, { sideId: depot.sales }));

    expect(abroad).toMatchObject(abroad.map(() => ({ reason: { kind: "not_found" } })));
    await expect(foreign).rejects.toMatchObject({ fields: { sideId: expect.anything() } });
    expect(await listCosts(db, depot.lead, id)).toEqual([]);
    expect(await standing(world, id)).toMatchObject([{ expected: 14100, version: 1 }]);
  });

  test("is not for those who only read", async () => {
    const { world, id } = await aLogged();

    await expect(addCost(db, world.executive, aCost(id))).rejects.toMatchObject({ kind: "forbidden" });
    expect(await db.$count(incidentCosts)).toBeGreaterThan(0);
    expect(await standing(world, id)).toEqual([]);
  });
});

describe("sums", () => {
  const cost = (given: Partial<Cost>): Cost => ({
    id: v7(),
    sideId: null,
    unit: "money",
    currency: "EUR",
    low: null,
    expected: 0,
    high: null,
    basis: "",
    version: 1,
    ...given,
  });

  test("are made per unit and currency; currencies are not added up", () => {
    const groups = costGroups([
      cost({ unit: "hours", currency: null, low: 30, expected: 38, high: 50 }),
      cost({ low: 9100, expected: 14100, high: 20600 }),
      cost({ currency: "USD", low: 1, expected: 2, high: 3 }),
      cost({ low: 3400, expected: 4300, high: 5100 }),
    ]);

    expect(groups).toMatchObject([
      { unit: "money", currency: "EUR", low: 12500, expected: 18400, high: 25700 },
      { unit: "money", currency: "USD", low: 1, expected: 2, high: 3 },
      { unit: "hours", currency: null, low: 30, expected: 38, high: 50 },
    ]);
  });

  test("have no bound where a part has none, and cents add up exactly", () => {
    const [group] = costGroups([cost({ low: 0.1, expected: 0.1, high: 0.1 }), cost({ low: 0.2, expected: 0.2 })]);

    expect(group).toMatchObject({ low: 0.3, expected: 0.3, high: null });
  });
});
