import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { improvements, notices, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { findDueWork } from "@/lib/notices/find-due-work";
import { mostWithoutLead } from "@/lib/notices/looking-after";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, dayIn } from "@/lib/text/days";
import { improvementRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { told } from "../../support/told";
import { aMember, aWorkspace } from "../../support/worlds";
import { leave, title } from "./due-rows";

const db = await testDatabase();
const today = dayIn("UTC");
afterEach(() => setDaysAhead(0));

describe("what is to be done soon", () => {
  test("its owner is told from seven days before its day on, and nobody else", async () => {
    const mill = await aWorkspace(db);
    const id = await improvementRow(db, mill, null, { dueOn: addDays(today, 8) });

    await findDueWork(db);
    expect(await told(db, mill.lead)).toEqual([]);
    setDaysAhead(1);
    await findDueWork(db);

    const dueOn = addDays(today, 8);
    expect(await told(db, mill.lead)).toEqual([
      { kind: "improvement_due", about: title, path: `/improvements/${id}`, dueOn },
    ]);
    for (const nobody of [mill.owner, mill.seller, mill.facilitator, mill.executive])
      expect(await told(db, nobody)).toEqual([]);
  });

  test("past its day it is overdue, and the reminder of before is settled", async () => {
    const mill = await aWorkspace(db);
    await improvementRow(db, mill, null, { dueOn: addDays(today, 2), phase: "do" });

    await findDueWork(db);
    setDaysAhead(3);
    await findDueWork(db);

    expect(await told(db, mill.lead)).toMatchObject([{ kind: "improvement_overdue" }]);
  });

  test("told once however often it is looked for", async () => {
    const mill = await aWorkspace(db);
    await improvementRow(db, mill, null, { dueOn: today });

    const first = await findDueWork(db);
    const again = [await findDueWork(db), await findDueWork(db)];

    expect(first.told).toBeGreaterThan(0);
    expect(again).toEqual([
      { told: 0, settled: 0 },
      { told: 0, settled: 0 },
    ]);
    expect(await told(db, mill.lead)).toHaveLength(1);
  });

  test("given a new day, it is told anew for that day alone", async () => {
    const mill = await aWorkspace(db);
    const id = await improvementRow(db, mill, null, { dueOn: addDays(today, -1) });

    await findDueWork(db);
    await db
      .update(improvements)
      .set({ dueOn: addDays(today, 3) })
      .where(eq(improvements.id, id));
    await findDueWork(db);

    expect(await told(db, mill.lead)).toMatchObject([{ kind: "improvement_due", dueOn: addDays(today, 3) }]);
  });

  test.each(["check", "closed", "abandoned", "cancelled"] as const)("settled once it is in %s", async (phase) => {
    const mill = await aWorkspace(db);
    const id = await improvementRow(db, mill, null, { dueOn: today });

    await findDueWork(db);
    await db.update(improvements).set({ phase }).where(eq(improvements.id, id));
    await findDueWork(db);

    expect(await told(db, mill.lead)).toEqual([]);
  });

  test("taken over, the new owner is told and the old one no longer", async () => {
    const mill = await aWorkspace(db);
    const id = await improvementRow(db, mill, null, { dueOn: today });

    await findDueWork(db);
    await db.update(improvements).set({ ownerId: mill.facilitator.id }).where(eq(improvements.id, id));
    await findDueWork(db);

    expect(await told(db, mill.lead)).toEqual([]);
    expect(await told(db, mill.facilitator)).toHaveLength(1);
  });

  test("of an owner who has left, the leads of their team are told, in words that say so", async () => {
    const mill = await aWorkspace(db);
    const former = await aMember(db, mill, { name: "Paul Roth", role: "member", teamId: mill.marketing });
    await improvementRow(db, mill, null, { dueOn: today, ownerId: former.id });

    await findDueWork(db);
    await leave(db, former);
    await findDueWork(db);

    expect(await told(db, former)).toEqual([]);
    expect(await told(db, mill.lead)).toMatchObject([{ about: `${title} (Paul Roth, who owned it, has left)` }]);
    expect(await told(db, mill.owner)).toEqual([]);
  });

  test("of an owner who has left a team without leads, its members are told, and of a neutral one the owners", async () => {
    const mill = await aWorkspace(db);
    const of = (name: string, teamId: string | null) => aMember(db, mill, { name, role: "member", teamId });
    const [sold, neutral] = [await of("Paul Roth", mill.sales), await of("Olga Novak", null)];
    await improvementRow(db, mill, null, { dueOn: today, ownerId: sold.id, title: "Of Sales" });
    await improvementRow(db, mill, null, { dueOn: today, ownerId: neutral.id, title: "Of nobody" });
    await leave(db, sold);
    await leave(db, neutral);

    await findDueWork(db);

    expect(await told(db, mill.seller)).toMatchObject([{ about: "Of Sales (Paul Roth, who owned it, has left)" }]);
    expect(await told(db, mill.owner)).toMatchObject([{ about: "Of nobody (Olga Novak, who owned it, has left)" }]);
  });

  test("of a large team without leads, those few are told who have worked in it longest", async () => {
    const mill = await aWorkspace(db);
    const of = (name: string) => aMember(db, mill, { name, role: "member", teamId: mill.sales });
    const sold = await of("Paul Roth");
    const later: Member[] = [];
    for (let number = 1; number <= mostWithoutLead; number++) later.push(await of(`Newcomer ${number}`));
    await improvementRow(db, mill, null, { dueOn: today, ownerId: sold.id });
    await leave(db, sold);

    await findDueWork(db);

    expect(await told(db, mill.seller)).toHaveLength(1);
    const numbers = await Promise.all(later.map(async (person) => (await told(db, person)).length));
    expect(numbers).toEqual(later.map((_, at) => (at < mostWithoutLead - 1 ? 1 : 0)));
  });

  test("what nobody owns is told to whoever planned it", async () => {
    const mill = await aWorkspace(db);
    await improvementRow(db, mill, null, { dueOn: today, ownerId: null, plannedById: mill.seller.id });

    await findDueWork(db);

    expect(await told(db, mill.seller)).toHaveLength(1);
  });

  test.each([
    ["Pacific/Kiritimati", "2026-03-09T10:00:00Z", true], // +14:00: there it is the 10th
    ["Pacific/Kiritimati", "2026-03-09T09:59:00Z", false],
    ["Pacific/Pago_Pago", "2026-03-10T10:59:00Z", false], // −11:00: there it is the 9th
    ["Pacific/Pago_Pago", "2026-03-10T11:00:00Z", true],
    ["Asia/Kolkata", "2026-03-09T18:30:00Z", true], // +05:30
    ["Asia/Kolkata", "2026-03-09T18:29:00Z", false],
    ["Europe/Berlin", "2026-03-09T22:59:00Z", false],
    ["Europe/Berlin", "2026-03-09T23:00:00Z", true], // winter: +01:00
  ])("in %s at %s, what was due on the 9th is overdue: %s", async (timeZone, at, isOverdue) => {
    setDaysAhead((Date.parse(at) - Date.now()) / 86_400_000);
    const mill = await aWorkspace(db);
    await db.update(workspaces).set({ timeZone }).where(eq(workspaces.id, mill.workspace.id));
    await improvementRow(db, mill, null, { dueOn: "2026-03-09" });

    await findDueWork(db);

    expect(await told(db, mill.lead)).toMatchObject([{ kind: isOverdue ? "improvement_overdue" : "improvement_due" }]);
  });

  test.each([
    ["2026-03-28T22:59:00Z", 0], // the 28th in Berlin, an hour before the day on which clocks go forward
    ["2026-03-28T23:01:00Z", 1],
    ["2026-03-29T21:59:00Z", 1], // that day has 23 hours
    ["2026-03-29T22:01:00Z", 2],
    ["2026-10-25T22:59:00Z", 1], // and the day on which they go back has 25
    ["2026-10-25T23:01:00Z", 2],
  ])("on the day the clocks change, at %s, each day is one day", async (at, days) => {
    setDaysAhead((Date.parse(at) - Date.now()) / 86_400_000);
    const mill = await aWorkspace(db);
    await db.update(workspaces).set({ timeZone: "Europe/Berlin" }).where(eq(workspaces.id, mill.workspace.id));
    const before = at.startsWith("2026-03") ? "2026-03-28" : "2026-10-24";
    await improvementRow(db, mill, null, { dueOn: addDays(before, 0), title: "0" });
    await improvementRow(db, mill, null, { dueOn: addDays(before, 1), title: "1" });

    await findDueWork(db);

    const overdue = (await told(db, mill.lead, "improvement_overdue")).length;
    expect(overdue).toBe(days);
  });
});

test("what is due in one workspace is told in no other", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  await improvementRow(db, mill, null, { dueOn: today });

  await findDueWork(db);

  const found = await db.select({ id: notices.id }).from(notices).where(eq(notices.workspaceId, depot.workspace.id));
  expect(found).toEqual([]);
});
