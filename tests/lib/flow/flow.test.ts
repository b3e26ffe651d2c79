import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { incidents, workspaces } from "@/db/schema";
import type { IncidentStage } from "@/db/terms";
import { findFlow, findLeadTimes, listFlowWeeks, listOpenAges } from "@/lib/flow/queries";
import { recountFlow } from "@/lib/flow/recount-flow";
import { logIncident } from "@/lib/incidents/commands";
import { reopenIncident, withdrawIncident } from "@/lib/incidents/ending";
import { logInput } from "@/lib/incidents/input";
import { addDays, todayOf } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

type Past = { createdAt?: string; stage?: IncidentStage; closedAt?: string; title?: string };

async function anIncident({ workspace, relationship, lead }: World, { createdAt, closedAt, ...past }: Past = {}) {
  const id = v7();
  await db.insert(incidents).values({
    id,
    workspaceId: workspace.id,
    relationshipId: relationship.id,
    loggedById: lead.id,
    title: "Web leads first called after the weekend",
    occurredOn: "2026-01-01",
    ...past,
    ...(createdAt ? { createdAt: new Date(createdAt) } : {}),
    ...(closedAt ? { closedAt: new Date(closedAt) } : {}),
  });
  return id;
}

const inSpan = (world: World, fromOn: string, throughOn: string) =>
  findFlow(db, world.lead, { relationshipId: world.relationship.id, fromOn, throughOn });

test("an incident is opened on the day on which it is logged, and leaves on the day on which it ends", async () => {
  const mill = await aWorkspace(db);
  const today = todayOf(mill.lead);
  const id = v7();
  await logIncident(db, mill.lead, logInput.parse({ id, title: "Leads are late", occurredOn: "2026-01-05" }));
  await logIncident(db, mill.lead, logInput.parse({ id: v7(), title: "Leads are lost", occurredOn: "2026-01-05" }));
  await withdrawIncident(db, mill.lead, { incidentId: id, reason: "It was none" });

  const [week] = await listFlowWeeks(db, mill.lead, { fromOn: today, throughOn: today });

  const open = { reported: 1, analysing: 0, improving: 0, checking: 0 };
  expect(week).toEqual({ week: mondayOf(today), opened: 2, closed: 1, open });
  await reopenIncident(db, mill.lead, { incidentId: id, reason: "It was one" });
  const [again] = await listFlowWeeks(db, mill.lead, { fromOn: today, throughOn: today });
  expect(again).toEqual({ week: mondayOf(today), opened: 3, closed: 1, open: { ...open, reported: 2 } });
});

test("each day shows what stood in each stage at its end, also before the span that is read", async () => {
  const mill = await aWorkspace(db);
  await anIncident(mill, { createdAt: "2026-03-01T12:00:00Z" });
  await anIncident(mill, { createdAt: "2026-03-03T12:00:00Z", stage: "analysing" });
  await anIncident(mill, { createdAt: "2026-03-02T12:00:00Z", stage: "closed", closedAt: "2026-03-04T12:00:00Z" });

  const { days, weeks, months, finished } = await inSpan(mill, "2026-03-02", "2026-03-04");

  expect(days.map(({ on, counts: { reported, analysing } }) => [on, reported, analysing])).toEqual([
    ["2026-03-02", 2, 0],
    ["2026-03-03", 2, 1],
    ["2026-03-04", 1, 1],
  ]);
  expect(finished).toBe(1);
  expect(weeks).toEqual([
    { week: "2026-03-02", opened: 2, closed: 1, open: { reported: 1, analysing: 1, improving: 0, checking: 0 } },
  ]);
  expect(months).toEqual([{ month: "2026-03-01", opened: 2, closed: 1 }]);
});

test("days are those of the workspace's calendar", async () => {
  const mill = await aWorkspace(db);
  await db.update(workspaces).set({ timeZone: "Pacific/Auckland" }).where(eq(workspaces.id, mill.workspace.id));
  await anIncident(mill, { createdAt: "2026-03-01T13:00:00Z" });

  const { days } = await inSpan(mill, "2026-03-01", "2026-03-02");

  expect(days.map(({ counts }) => counts.reported)).toEqual([0, 1]);
});

test("how long it took is told of what is closed still, in whole days", async () => {
  const mill = await aWorkspace(db);
  const past = { createdAt: "2026-03-02T08:00:00Z", stage: "closed" } as const;
  const reopened = await anIncident(mill, { ...past, closedAt: "2026-03-05T08:00:00Z" });
  await anIncident(mill, { ...past, closedAt: "2026-03-05T20:00:00Z" });
  await anIncident(mill, { ...past, closedAt: "2026-03-12T08:00:00Z" });
  await anIncident(mill, { ...past, stage: "withdrawn", closedAt: "2026-03-05T08:00:00Z" });
  const read = (fromOn: string, throughOn: string) =>
    findLeadTimes(db, mill.lead, { relationshipId: mill.relationship.id, fromOn, throughOn });

  expect(await read("2026-03-02", "2026-03-31")).toEqual([
    { days: 3, count: 2 },
    { days: 10, count: 1 },
  ]);
  expect(await read("2026-03-09", "2026-03-31")).toEqual([{ days: 10, count: 1 }]);

  await reopenIncident(db, mill.lead, { incidentId: reopened, reason: "It came back" });

  expect(await read("2026-03-02", "2026-03-08")).toEqual([{ days: 3, count: 1 }]);
});

test("open work has the age it got when it was logged, and the oldest comes first", async () => {
  const mill = await aWorkspace(db);
  const today = todayOf(mill.lead);
  const [old, older] = [addDays(today, -40), addDays(today, -100)];
  await anIncident(mill, { createdAt: `${old}T12:00:00Z`, stage: "improving" });
  await anIncident(mill, { createdAt: `${older}T12:00:00Z`, title: "Nobody calls back" });
  await anIncident(mill, { createdAt: `${older}T12:00:00Z`, stage: "closed", closedAt: `${old}T12:00:00Z` });
  for (let n = 0; n < 10; n++) await anIncident(mill);

  const { createdOn, oldest } = await listOpenAges(db, mill.lead, mill.relationship.id);

  expect(createdOn).toEqual([
    { on: older, count: 1 },
    { on: old, count: 1 },
    { on: today, count: 10 },
  ]);
  expect(oldest).toHaveLength(10);
  expect(oldest[0]).toMatchObject({ title: "Nobody calls back", stage: "reported", openedOn: older, days: 100 });
  expect(oldest[1]).toMatchObject({ stage: "improving", days: 40 });
  expect(await listOpenAges(db, mill.lead)).toEqual({ createdOn, oldest });
});

test("another workspace counts for itself", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  await anIncident(mill, { createdAt: "2026-03-02T08:00:00Z" });

  const { days } = await findFlow(db, depot.lead, { fromOn: "2026-03-02", throughOn: "2026-03-02" });

  expect(days[0]?.counts.reported).toBe(0);
  expect(await listOpenAges(db, depot.lead, mill.relationship.id)).toEqual({ createdOn: [], oldest: [] });
});

test("a recount names the counts that are off and the incidents whose moves are lost, and puts them right", async () => {
  const mill = await aWorkspace(db);
  const past = { createdAt: "2026-03-02T08:00:00Z", stage: "closed", closedAt: "2026-03-04T08:00:00Z" } as const;
  const lost = await anIncident(mill, past);
  await anIncident(mill, past);
  await db.execute(sql`delete from incident_moves where incident_id = ${lost}`);
  await db.execute(sql`
    update flow_counts set count = 5 where workspace_id = ${mill.workspace.id} and what = 'lasted'`);
  const told = async (repair: boolean) =>
    (await recountFlow(db, { repair })).find(({ workspace }) => workspace === mill.workspace.slug);

  expect(await told(false)).toEqual({
    workspace: mill.workspace.slug,
    incidents: 2,
    moves: 1,
    counts: [{ what: "lasted", on: "2026-03-02", about: "2 days", kept: 5, counted: 1 }],
  });
  await told(true);

  expect(await told(false)).toMatchObject({ moves: 0, counts: [] });
  const lasted = await findLeadTimes(db, mill.lead, { fromOn: "2026-03-02", throughOn: "2026-03-08" });
  expect(lasted).toEqual([{ days: 2, count: 2 }]);
});
