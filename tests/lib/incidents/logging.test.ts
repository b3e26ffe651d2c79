import { eq } from "drizzle-orm";
import { v4, v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { incidents } from "@/db/schema";
import { logIncident } from "@/lib/incidents/commands";
import { findStatement } from "@/lib/incidents/incident-page";
import { logInput } from "@/lib/incidents/input";
import { listIncidents } from "@/lib/incidents/queries";
import { addDays, dayIn } from "@/lib/text/days";
import { activitiesOf, verbsOn } from "../../support/activities";
import { testDatabase } from "../../support/database";
import { anIncident } from "../../support/typed-incidents";
import { aMember, aWorkspace } from "../../support/worlds";

const db = await testDatabase();
const line = "Web leads from Friday were first called on Monday";
const typed = (given: Record<string, unknown> = {}) => ({ id: v7(), title: line, ...given });

/** Field → the sentence that a form shows at it. */
const faultsOf = (given: Record<string, unknown>) => {
  const read = logInput.safeParse(given);
  const fields = read.success ? {} : z.flattenError(read.error).fieldErrors;
  return Object.fromEntries(Object.entries(fields).map(([field, sentences]) => [field, sentences?.[0]]));
};

describe("logging an incident", () => {
  test("one line is enough: today in the reporter's zone, the reporter's side, the first relationship", async () => {
    const world = await aWorkspace(db);
    const early = await aMember(db, world, {
      name: "Mele Fonua",
      role: "lead",
      teamId: world.sales,
      timeZone: "Pacific/Kiritimati",
    });

    const { id } = await logIncident(db, early, anIncident());

    expect(await findStatement(db, early, id)).toMatchObject({
      title: line,
      occurredOn: dayIn("Pacific/Kiritimati"),
      sideId: world.sales,
      relationship: { id: world.relationship.id },
      stage: "reported",
      severity: null,
      handOff: null,
      version: 1,
      reporter: "Mele Fonua",
    });
  });

  test("a neutral member's incident comes from neither side, and a side can be chosen", async () => {
    const world = await aWorkspace(db);

    const own = await logIncident(db, world.facilitator, anIncident());
    const forSales = await logIncident(db, world.facilitator, anIncident({ sideId: world.sales }));
    const fromNobody = await logIncident(db, world.lead, anIncident({ sideId: "" }));

    const sideOf = async (id: string) => (await findStatement(db, world.lead, id))?.sideId;
    expect([await sideOf(own.id), await sideOf(forSales.id), await sideOf(fromNobody.id)]).toEqual([
      null,
      world.sales,
      null,
    ]);
  });

  test("every field of the method is kept as it was typed", async () => {
    const world = await aWorkspace(db);
    const fields = {
      observed: "412 of 1,114 leads",
      expected: "First answer within 24 hours",
      extent: "One lead in three",
      occurredOn: "2026-08-01",
      occurredUntil: "2026-10-31",
      occurredApproximately: "yes",
      handOff: "MQL to SAL",
      detectedBy: "Monthly funnel review",
      severity: "3",
      category: "process",
      anonymous: "yes",
      noAgreedStandard: "yes",
    };

    const { id } = await logIncident(db, world.lead, anIncident(fields));

    expect(await findStatement(db, world.lead, id)).toMatchObject({
      ...fields,
      severity: 3,
      occurredApproximately: true,
      anonymous: true,
      noAgreedStandard: true,
    });
  });

  test("a double click is one incident and one activity", async () => {
    const world = await aWorkspace(db);
    const input = anIncident();

    const [first, second] = await Promise.all([logIncident(db, world.lead, input), logIncident(db, world.lead, input)]);

    expect(second.id).toBe(first.id);
    expect([first.isNew, second.isNew].sort()).toEqual([false, true]);
    expect((await listIncidents(db, world.lead)).incidents).toHaveLength(1);
    expect(await verbsOn(db, input.id)).toEqual(["incident.logged"]);
  });

  test("another line sent with a used id is not taken for the first: it is refused with a fresh id", async () => {
    const world = await aWorkspace(db);
    const input = anIncident();
    await logIncident(db, world.lead, input);

    const again = logIncident(db, world.lead, { ...input, title: "Something else" });

    await expect(again).rejects.toMatchObject({ kind: "conflict", standing: { nextId: expect.any(String) } });
    expect((await listIncidents(db, world.lead)).incidents).toHaveLength(1);
  });

  test("an id that another member or another workspace used is refused without telling whose it is", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const input = anIncident();
    await logIncident(db, mill.lead, input);

    const inside = await logIncident(db, mill.seller, input).catch((error: unknown) => error);
    const outside = await logIncident(db, depot.lead, input).catch((error: unknown) => error);

    expect(inside).toMatchObject({ kind: "conflict" });
    expect((outside as Error).message).toBe((inside as Error).message);
    expect((await listIncidents(db, depot.lead)).incidents).toEqual([]);
    expect(await activitiesOf(db, depot.workspace.id)).toEqual([]);
  });

  test("an executive logs nothing", async () => {
    const world = await aWorkspace(db);

    await expect(logIncident(db, world.executive, anIncident())).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("a relationship or side of another workspace does not exist here", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];

    const [relationship, side] = await Promise.allSettled([
      logIncident(db, mill.lead, anIncident({ relationshipId: depot.relationship.id })),
      logIncident(db, mill.lead, anIncident({ sideId: depot.sales })),
    ]);

    expect(relationship).toMatchObject({
      reason: { kind: "not_found", fields: { relationshipId: expect.anything() } },
    });
    expect(side).toMatchObject({ reason: { kind: "invalid", fields: { sideId: ["Choose one of the two sides."] } } });
    expect(await activitiesOf(db, mill.workspace.id)).toEqual([]);
  });

  test("emoji, right-to-left text and combining letters come back as they were typed", async () => {
    const world = await aWorkspace(db);
    const title = "الشحنة تأخرت 👩🏽‍🔧 e\u0301t";

    const { id } = await logIncident(db, world.lead, anIncident({ title, observed: "שורה\nשנייה" }));

    expect(await findStatement(db, world.lead, id)).toMatchObject({ title, observed: "שורה\nשנייה" });
  });
});

describe("what cannot be logged is refused at its field", () => {
  test.each([
    ["an empty line", { title: "  \n " }, "title", "Say what got in the way."],
    ["a line of 161 letters", { title: "x".repeat(161) }, "title", "At most 160 characters."],
    ["1 MB of text", { title: "x".repeat(1_000_000) }, "title", "At most 160 characters."],
    ["a long observation", { observed: "x".repeat(20_001) }, "observed", "At most 20,000 characters."],
    ["NUL", { title: "Leads\0late" }, "title", expect.stringContaining("cannot be kept")],
    ["half a surrogate pair", { expected: "late \ud83d" }, "expected", expect.stringContaining("cannot be kept")],
    ["no day", { occurredOn: "31/12/2026" }, "occurredOn", "Choose a day."],
    ["a day that is none", { occurredOn: "2025-02-29" }, "occurredOn", "Choose a day."],
    ["a day to come", { occurredOn: "2150-01-01" }, "occurredOn", "This day has not come yet."],
    [
      "a period the wrong way round",
      { occurredOn: "2026-03-02", occurredUntil: "2026-03-01" },
      "occurredUntil",
      "The last day lies before the first.",
    ],
    ["severity 5", { severity: "5" }, "severity", "Choose 1 to 4."],
    ["severity that is no number", { severity: "high" }, "severity", "Choose 1 to 4."],
    ["a category of nobody", { category: "weather" }, "category", "Choose one from the list."],
    ["a side that is no id", { sideId: "Sales" }, "sideId", "Choose one from the list."],
  ])("%s", (_name, given, field, message) => {
    expect(faultsOf(typed(given))).toEqual({ [field]: message });
  });

  test("a title that is no text, and an id that no form made", () => {
    expect(Object.keys(faultsOf({ id: v4(), title: 7 })).sort()).toEqual(["id", "title"]);
  });

  test("29 February of a leap year is a day, and tomorrow is none", () => {
    const tomorrow = addDays(dayIn("Pacific/Kiritimati"), 1);

    expect(faultsOf(typed({ occurredOn: "2024-02-29" }))).toEqual({});
    expect(faultsOf(typed({ occurredOn: tomorrow }))).toEqual({ occurredOn: "This day has not come yet." });
  });
});

test("the search column is made from what was written", async () => {
  const world = await aWorkspace(db);
  const { id } = await logIncident(db, world.lead, anIncident({ observed: "Nuremberg contacts" }));

  const [row] = await db.select({ search: incidents.search }).from(incidents).where(eq(incidents.id, id));

  expect(row?.search).toContain("nuremberg");
});
