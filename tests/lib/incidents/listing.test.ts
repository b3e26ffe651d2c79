import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import { incidentRootCauses } from "@/db/schema";
import { filtersOf, type IncidentFilter, type IncidentKey, keyOf } from "@/lib/incidents/input";
import { listHandOffs, listIncidents } from "@/lib/incidents/queries";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { listSeenBefore } from "@/lib/incidents/seen-before";
import { addDays } from "@/lib/text/days";
import { incidentRow, rootCauseRow, treeRow, whyRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const titles = async (world: World, filter: IncidentFilter) =>
  (await listIncidents(db, world.lead, filter)).incidents.map(({ title }) => title).sort();

/** All rows in the order in which the pages show them, and how many pages there were. */
async function walk(world: World, filter: IncidentFilter, limit: number, way: "older" | "newer", from?: IncidentKey) {
  const seen: string[][] = [];
  let key = from;
  do {
    const bound = key ? (way === "older" ? { after: key } : { before: key }) : {};
    const page = await listIncidents(db, world.lead, { ...filter, ...bound }, limit);
    seen.push(page.incidents.map(({ id }) => id));
    key = page[way];
  } while (key && seen.length < 100);
  return seen;
}

describe("the list of incidents", () => {
  test("its pages show every incident once, newest day first, forward and back, whatever the days and the size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 1, max: 6 }),
        async (offsets, limit) => {
          const world = await aWorkspace(db);
          const rows: { id: string; day: string }[] = [];
          for (const offset of offsets) {
            const day = addDays("2026-02-26", offset);
            rows.push({ id: await incidentRow(db, world, { occurredOn: day }), day });
          }
          const inOrder = rows.sort((a, b) => (`${a.day}${a.id}` < `${b.day}${b.id}` ? 1 : -1)).map(({ id }) => id);

          const down = await walk(world, {}, limit, "older");
          const last = rows.at(-1);
          const up = last ? await walk(world, {}, limit, "newer", { occurredOn: last.day, id: last.id }) : [];

          expect(down.flat()).toEqual(inOrder);
          expect(down.every((page) => page.length > 0 && page.length <= limit)).toBe(true);
          expect(up.reverse().flat()).toEqual(inOrder.slice(0, -1));
        },
      ),
      { numRuns: 12 },
    );
  });

  test("filters narrow it one by one and together", async () => {
    const world = await aWorkspace(db);
    await incidentRow(db, world, { title: "open", severity: 3, handOff: "MQL to SAL", occurredOn: "2026-03-01" });
    await incidentRow(db, world, { title: "closed", stage: "closed", category: "role", occurredOn: "2026-04-01" });
    await incidentRow(db, world, { title: "sales", sideId: world.sales, stage: "checking", occurredOn: "2026-05-01" });
    await incidentRow(db, world, { title: "neutral", sideId: null, stage: "withdrawn", occurredOn: "2026-06-01" });

    expect(await titles(world, {})).toEqual(["closed", "neutral", "open", "sales"]);
    expect(await titles(world, { stage: "open" })).toEqual(["open", "sales"]);
    expect(await titles(world, { stage: "closed" })).toEqual(["closed"]);
    expect(await titles(world, { side: world.sales })).toEqual(["sales"]);
    expect(await titles(world, { side: "neutral" })).toEqual(["neutral"]);
    expect(await titles(world, { severity: 3 })).toEqual(["open"]);
    expect(await titles(world, { handOff: "MQL to SAL" })).toEqual(["open"]);
    expect(await titles(world, { category: "role" })).toEqual(["closed"]);
    expect(await titles(world, { since: "2026-04-01", until: "2026-05-01" })).toEqual(["closed", "sales"]);
    expect(await titles(world, { relationship: world.relationship.id, stage: "open", since: "2026-04-01" })).toEqual([
      "sales",
    ]);
  });

  test("words are found in title, observation, expectation and hand-off, whatever their case", async () => {
    const world = await aWorkspace(db);
    await incidentRow(db, world, { title: "Fair contacts from Nuremberg" });
    await incidentRow(db, world, { title: "Late answer", observed: "412 leads, most from NUREMBERG" });
    await incidentRow(db, world, { title: "Price undercut", handOff: "SQL to offer", expected: "One price" });

    expect(await titles(world, { text: "nuremberg" })).toEqual(["Fair contacts from Nuremberg", "Late answer"]);
    expect(await titles(world, { text: "nuremberg -leads" })).toEqual(["Fair contacts from Nuremberg"]);
    expect(await titles(world, { text: "offer price" })).toEqual(["Price undercut"]);
    expect(await titles(world, { text: "'; drop table incidents; --" })).toEqual([]);
  });

  test("what is in another workspace is not in it", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    await incidentRow(db, mill, { title: "Of the mill", handOff: "Mill to depot" });

    expect(await titles(depot, {})).toEqual([]);
    expect(await titles(depot, { text: "mill" })).toEqual([]);
    expect(await titles(depot, { relationship: mill.relationship.id })).toEqual([]);
    expect(await listHandOffs(db, depot.lead)).toEqual([]);
  });

  test("a page is one query, and one more with a text, however many incidents there are", async () => {
    const world = await aWorkspace(db);
    for (let n = 0; n < 60; n++) await incidentRow(db, world, { title: `Incident ${n}` });

    const plain = await countQueries(() => listIncidents(db, world.lead));
    const searched = await countQueries(() => listIncidents(db, world.lead, { text: "incident" }));

    expect([plain.queries, searched.queries]).toEqual([1, 2]);
    expect([plain.result.incidents.length, searched.result.incidents.length]).toEqual([50, 50]);
  });
});

describe("the address of a list", () => {
  test("says the filters, and leaves out what does not fit", () => {
    const id = "0199d9b2-6f0a-7cc0-8000-000000000000";

    expect(
      filtersOf({
        stage: "open",
        severity: "3",
        side: "neutral",
        text: " late   leads ",
        since: "2026-02-30",
        category: "weather",
        relationship: "Marketing",
        handOff: "",
        after: `2026-02-28_${id}`,
        before: "yesterday",
        page: "7",
      }),
    ).toEqual({
      stage: "open",
      severity: 3,
      side: "neutral",
      text: "late leads",
      after: { occurredOn: "2026-02-28", id },
    });
  });

  test("a place in the list is read as it was written", () => {
    const key = { occurredOn: "2026-02-28", id: "0199d9b2-6f0a-7cc0-8000-000000000000" };

    expect(filtersOf({ after: keyOf(key) })).toEqual({ after: key });
  });

  test("NUL and half a surrogate pair in it are no search", () => {
    expect(filtersOf({ text: "a\0b", handOff: "\ud83d" })).toEqual({});
  });
});

describe("hand-offs that were named before", () => {
  test("each is offered once, by name, without the empty one", async () => {
    const world = await aWorkspace(db);
    for (const handOff of ["SQL to offer", "MQL to SAL", null, "MQL to SAL"]) await incidentRow(db, world, { handOff });

    expect(await listHandOffs(db, world.lead)).toEqual(["MQL to SAL", "SQL to offer"]);
    expect(await listHandOffs(db, world.lead, 1)).toEqual(["MQL to SAL"]);
  });
});

describe("seen before", () => {
  test("counts earlier incidents that share a root cause, through trees and links, each once", async () => {
    const world = await aWorkspace(db);
    const rootCauseId = await rootCauseRow(db, world);
    const through = await incidentRow(db, world, { occurredOn: "2026-01-10" });
    const linked = await incidentRow(db, world, { occurredOn: "2026-02-10" });
    const now = await incidentRow(db, world, { occurredOn: "2026-03-10" });
    const later = await incidentRow(db, world, { occurredOn: "2026-04-10" });
    const other = await incidentRow(db, world, { occurredOn: "2026-04-11" });
    const tree = await treeRow(db, world, [through, now]);
    await whyRow(db, world, tree, { ending: "root_cause", rootCauseId });
    for (const incidentId of [linked, now, later]) {
      await db
        .insert(incidentRootCauses)
        .values({ workspaceId: world.workspace.id, incidentId, rootCauseId, linkedById: world.lead.id });
    }

    await recountFriction(db, { repair: true });

    const { result, queries } = await countQueries(() =>
      listSeenBefore(db, world.lead, [through, linked, now, later, other]),
    );

    expect(queries).toBe(1);
    expect(result).toEqual(
      new Map([
        [linked, { times: 1, lastOn: "2026-01-10" }],
        [now, { times: 2, lastOn: "2026-02-10" }],
        [later, { times: 3, lastOn: "2026-03-10" }],
      ]),
    );
  });

  test("within one week, earlier days count, and of two causes an incident that shares both counts once", async () => {
    const world = await aWorkspace(db);
    const [one, other] = [await rootCauseRow(db, world), await rootCauseRow(db, world, "Two forms ask for the same")];
    const friday = await incidentRow(db, world, { occurredOn: "2026-03-06" });
    const tuesday = await incidentRow(db, world, { occurredOn: "2026-03-10" });
    const wednesday = await incidentRow(db, world, { occurredOn: "2026-03-11" });
    const thursday = await incidentRow(db, world, { occurredOn: "2026-03-12" });
    const hanging = [
      [friday, one],
      [tuesday, one],
      [tuesday, other],
      [wednesday, one],
      [wednesday, other],
      [thursday, other],
    ] as const;
    for (const [incidentId, rootCauseId] of hanging) {
      await db
        .insert(incidentRootCauses)
        .values({ workspaceId: world.workspace.id, incidentId, rootCauseId, linkedById: world.lead.id });
    }
    await recountFriction(db, { repair: true });

    expect(await listSeenBefore(db, world.lead, [friday, tuesday, wednesday, thursday])).toEqual(
      new Map([
        [tuesday, { times: 1, lastOn: "2026-03-06" }],
        [wednesday, { times: 2, lastOn: "2026-03-10" }],
        [thursday, { times: 2, lastOn: "2026-03-11" }],
      ]),
    );
  });

  test("what was withdrawn was never seen, and another workspace's incidents are not asked", async () => {
    const [world, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const rootCauseId = await rootCauseRow(db, world);
    const gone = await incidentRow(db, world, { occurredOn: "2026-01-10", stage: "withdrawn" });
    const now = await incidentRow(db, world, { occurredOn: "2026-03-10" });
    for (const incidentId of [gone, now]) {
      await db
        .insert(incidentRootCauses)
        .values({ workspaceId: world.workspace.id, incidentId, rootCauseId, linkedById: world.lead.id });
    }

    await recountFriction(db, { repair: true });

    expect(await listSeenBefore(db, world.lead, [now])).toEqual(new Map());
    expect(await listSeenBefore(db, depot.lead, [now, gone])).toEqual(new Map());
  });
});
