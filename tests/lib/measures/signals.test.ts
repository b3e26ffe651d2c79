import { and, asc, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterEach, describe, expect, test } from "vitest";
import { incidents, measureSignals, notices } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { lockBaseline } from "@/lib/measures/baselines";
import { createMeasure, removeMeasure } from "@/lib/measures/defining";
import { enterReadings, leaveOut } from "@/lib/measures/entering";
import { createMeasureInput, lockBaselineInput, signalToIncidentInput } from "@/lib/measures/input";
import { makeSignalIncident, setSignalAside } from "@/lib/measures/settling";
import { findAllSignals, listSignals } from "@/lib/measures/signals";
import { listSignalWaits } from "@/lib/measures/waiting";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, todayOf } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import { verbsOn } from "../../support/activities";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

/** Twelve weeks around 22 h, with limits of 14.7 to 29.3 h. */
const usual = [22, 24, 21, 20, 23, 25, 22, 19, 21, 24, 22, 21];

/** The Monday so many whole weeks ago: the running week is 0. */
const weekAgo = (member: Member, weeks: number) => addDays(mondayOf(todayOf(member)), -7 * weeks);

/** A measure owned by both sides, whose last week is so many weeks ago: 1 is the week that has just ended. */
async function aFollowed(values: number[], { ended = 1, ...given }: Record<string, unknown> & { ended?: number } = {}) {
  const world = await aWorkspace(db);
  const input = createMeasureInput.parse({
    id: v7(),
    relationshipId: world.relationship.id,
    name: "Hours to accept a lead",
    definition: "From hand-over to acceptance.",
    unit: "h",
    period: "week",
    nature: "time",
    wanted: "down",
    firstOwnerId: world.lead.id,
    secondOwnerId: world.seller.id,
    ...given,
  });
  await createMeasure(db, world.lead, input);
  const enter = (entered: number[], until = ended) =>
    enterReadings(db, world.seller, {
      measureId: input.id,
      readings: entered.map((value, nth) => ({
        periodOn: weekAgo(world.lead, until + entered.length - 1 - nth),
        value,
        note: null,
      })),
    });
  if (values.length > 0) await enter(values);
  return { ...world, world, measureId: input.id, enter };
}

const told = async (member: Member, measureId: string) =>
  db
    .select({ key: notices.key, about: notices.about, path: notices.path, settledAt: notices.settledAt })
    .from(notices)
    .where(and(eq(notices.workspaceId, member.workspaceId), eq(notices.memberId, member.id)))
    .orderBy(asc(notices.key))
    .then((all) => all.filter(({ path }) => path.endsWith(measureId)));
const waiting = async (member: Member, measureId: string) =>
  (await told(member, measureId)).filter(({ settledAt }) => settledAt === null);

describe("a signal", () => {
  test("against what is wanted is told once to both owners, however often it is looked for", async () => {
    const { lead, seller, executive, measureId, enter } = await aFollowed([...usual, 41]);

    await enter([...usual, 41]);
    await findAllSignals(db);
    await findAllSignals(db);

    for (const owner of [lead, seller])
      expect(await told(owner, measureId)).toMatchObject([
        { about: "Hours to accept a lead", path: `/trends/measures/${measureId}` },
      ]);
    expect(await told(executive, measureId)).toEqual([]);
    expect(await listSignals(db, executive, measureId)).toMatchObject([
      { rule: "beyond_limits", value: 41, periodOn: weekAgo(lead, 1), isWanted: false, settledAt: null },
    ]);
  });

  test("waits on Today for its owners alone, until one has answered", async () => {
    const { lead, seller, facilitator, measureId } = await aFollowed([...usual, 41]);
    const waits = async (member: Member) =>
      (await listSignalWaits(db, member)).map(({ name, signals }) => [name, signals]);
    expect(await waits(lead)).toEqual([["Hours to accept a lead", 1]]);
    expect(await waits(facilitator)).toEqual([]);

    const [signal] = await listSignals(db, lead, measureId);
    await setSignalAside(db, seller, { signalId: signal?.id ?? "", why: "The fair was in that week." });

    expect(await waits(lead)).toEqual([]);
  });

  test("in the wanted direction is written down and proposes nothing", async () => {
    const { lead, measureId } = await aFollowed([...usual, 3]);

    expect(await listSignals(db, lead, measureId)).toMatchObject([{ value: 3, isWanted: true }]);
    expect(await told(lead, measureId)).toEqual([]);
  });

  test("of long ago is history when it is imported, and no news", async () => {
    const { lead, measureId } = await aFollowed([...usual, 41, 22, 23]);

    expect(await listSignals(db, lead, measureId)).toEqual([]);
  });

  test("is not told a second time when the next value is a usual one again", async () => {
    const { lead, measureId, enter } = await aFollowed([...usual, 41], { ended: 2 });

    await enter([22], 1);

    expect(await listSignals(db, lead, measureId)).toMatchObject([{ value: 41 }]);
    expect(await told(lead, measureId)).toHaveLength(1);
  });

  test("of the week that runs is told when the week is over", async () => {
    const { lead, measureId } = await aFollowed([...usual, 41], { ended: 0 });
    expect(await told(lead, measureId)).toEqual([]);

    setDaysAhead(7);
    await findAllSignals(db);

    expect(await told(lead, measureId)).toHaveLength(1);
  });

  test("of a share keeps its value in per cent", async () => {
    const { lead, measureId } = await aFollowed([...usual, 41], { nature: "share" });

    expect(await listSignals(db, lead, measureId)).toMatchObject([{ value: 41 }]);
  });

  test("of what incidents say is found by the daily look, with nobody entering anything", async () => {
    const handOff = "MQL to SAL";
    const { world, lead, seller, measureId } = await aFollowed([], { source: "incidents", handOff });
    const weeks = [3, 2, 3, 4, 3, 2, 3, 3, 14];
    for (const [nth, many] of weeks.entries())
      for (let one = 0; one < many; one++)
        await incidentRow(db, world, { occurredOn: weekAgo(lead, weeks.length - nth), handOff });

    await findAllSignals(db);

    expect(await told(seller, measureId)).toHaveLength(1);
  });

  test("that was mistyped is withdrawn with what was told of it", async () => {
    const { lead, measureId, enter } = await aFollowed([...usual, 210]);

    await enter([21]);

    expect(await listSignals(db, lead, measureId)).toEqual([]);
    expect(await waiting(lead, measureId)).toEqual([]);
  });

  test("is withdrawn when its period is left out for a reason, or its measure taken away", async () => {
    const fair = await aFollowed([...usual, 41]);
    const gone = await aFollowed([...usual, 41]);

    await leaveOut(db, fair.lead, { measureId: fair.measureId, periodOn: weekAgo(fair.lead, 1), why: "Trade fair" });
    await removeMeasure(db, gone.lead, { measureId: gone.measureId });

    expect(await waiting(fair.lead, fair.measureId)).toEqual([]);
    expect(await waiting(gone.seller, gone.measureId)).toEqual([]);
  });

  test("goes to whoever looks after a side that names no owner", async () => {
    const { lead, seller, measureId } = await aFollowed([...usual, 41], { firstOwnerId: null });

    expect(await told(lead, measureId)).toHaveLength(1);
    expect(await told(seller, measureId)).toHaveLength(1);
  });
});

describe("a signal is settled once:", () => {
  const anOpen = async () => {
    const followed = await aFollowed([...usual, 41]);
    const [signal] = await listSignals(db, followed.lead, followed.measureId);
    if (!signal) throw new Error("no signal");
    return { ...followed, signalId: signal.id };
  };

  test("it becomes an incident that says what the chart says, and waits for neither owner any more", async () => {
    const { lead, seller, measureId, signalId } = await anOpen();
    const form = signalToIncidentInput.parse({ signalId, id: v7(), title: "Leads waited 41 h" });

    await makeSignalIncident(db, seller, form);
    await makeSignalIncident(db, seller, form);

    const [incident, ...rest] = await db.select().from(incidents).where(eq(incidents.workspaceId, lead.workspaceId));
    expect(rest).toEqual([]);
    expect(incident).toMatchObject({
      title: "Leads waited 41 h",
      occurredOn: weekAgo(lead, 1),
      occurredUntil: addDays(weekAgo(lead, 0), -1),
      observed: expect.stringMatching(/^41.h in the week from .*, above the upper limit of [\d.]+.h\. Hours to accept/),
      expected: expect.stringContaining("mean"),
    });
    expect(await listSignals(db, lead, measureId)).toMatchObject([
      { incidentId: form.id, incident: "Leads waited 41 h", settledBy: "Jonas Lindqvist" },
    ]);
    expect([...(await waiting(lead, measureId)), ...(await waiting(seller, measureId))]).toEqual([]);
    expect(await verbsOn(db, measureId)).toContain("measure.signal_logged");
  });

  test("whoever comes second is told who was first", async () => {
    const { lead, seller, measureId, signalId } = await anOpen();
    await setSignalAside(db, seller, { signalId, why: "The fair was in that week." });

    const second = makeSignalIncident(db, lead, { signalId, id: v7(), title: "Leads waited" });

    await expect(second).rejects.toMatchObject({
      kind: "conflict",
      message: expect.stringContaining("Jonas Lindqvist"),
    });
    expect(await db.$count(incidents, eq(incidents.workspaceId, lead.workspaceId))).toBe(0);
    expect(await listSignals(db, lead, measureId)).toMatchObject([
      { setAsideWhy: "The fair was in that week.", settledBy: "Jonas Lindqvist" },
    ]);
  });

  test("what was settled stays, also when limits that are locked later no longer show it", async () => {
    const { lead, seller, measureId, signalId } = await anOpen();
    await setSignalAside(db, seller, { signalId, why: "The fair was in that week." });

    const span = { fromOn: weekAgo(lead, 13), throughOn: weekAgo(lead, 1) };
    await lockBaseline(db, lead, lockBaselineInput.parse({ id: v7(), measureId, ...span }));

    expect(await listSignals(db, lead, measureId)).toMatchObject([{ id: signalId, settledBy: "Jonas Lindqvist" }]);
  });

  test("an executive settles none, and in another workspace it does not exist", async () => {
    const { executive, signalId } = await anOpen();
    const elsewhere = await aWorkspace(db);

    const deed = { signalId, why: "Because" };

    await expect(setSignalAside(db, executive, deed)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(setSignalAside(db, elsewhere.lead, deed)).rejects.toMatchObject({ kind: "not_found" });
    expect(await db.$count(measureSignals, eq(measureSignals.workspaceId, elsewhere.workspace.id))).toBe(0);
  });
});
