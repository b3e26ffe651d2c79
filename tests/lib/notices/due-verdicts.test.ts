import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterEach, describe, expect, test } from "vitest";
import { improvements, members, predictions, standards, sustainChecks } from "@/db/schema";
import { findDueWork } from "@/lib/notices/find-due-work";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, dayIn } from "@/lib/text/days";
import { checkRow, improvementRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { told } from "../../support/told";
import { aMember, aWorkspace, type World } from "../../support/worlds";
import { leave, predict, title } from "./due-rows";

const db = await testDatabase();
const today = dayIn("UTC");
afterEach(() => setDaysAhead(0));

describe("a verdict that may be given", () => {
  const implemented = async (mill: World, days: number, given: Partial<typeof predictions.$inferInsert> = {}) => {
    const id = await improvementRow(db, mill, null, { phase: "check", implementedOn: addDays(today, -days) });
    await predict(db, mill, id, given);
    return id;
  };

  test("is told to the named checker when the window is over, and not before", async () => {
    const mill = await aWorkspace(db);
    const id = await implemented(mill, 29, { checkerId: mill.seller.id });

    await findDueWork(db);
    expect(await told(db, mill.seller)).toEqual([]);
    setDaysAhead(1);
    await findDueWork(db);

    expect(await told(db, mill.seller)).toEqual([
      { kind: "verdict_due", about: title, path: `/improvements/${id}`, dueOn: addDays(today, 1) },
    ]);
    expect(await told(db, mill.lead)).toEqual([]);
  });

  test("is told to who looks after the other side where nobody was named, or who was named has left", async () => {
    const mill = await aWorkspace(db);
    const chief = await aMember(db, mill, { name: "Kim Adler", role: "lead", teamId: mill.sales });
    const former = await aMember(db, mill, { name: "Paul Roth", role: "member", teamId: mill.sales });
    await implemented(mill, 40);
    await implemented(mill, 40, { checkerId: former.id });
    await leave(db, former);

    await findDueWork(db);

    const about = (await told(db, chief, "verdict_due")).map((one) => one.about).sort();
    expect(about).toEqual([title, `${title} (Paul Roth, who was to judge it, has left)`]);
    expect(await told(db, mill.seller)).toEqual([]); // a lead looks after them
    expect(await told(db, mill.lead)).toEqual([]); // the owner's side never judges
  });

  test("a window that was extended is told for its new last day", async () => {
    const mill = await aWorkspace(db);
    const id = await implemented(mill, 40, { checkerId: mill.seller.id });

    await findDueWork(db);
    await db.update(predictions).set({ extensions: 1 }).where(eq(predictions.improvementId, id));
    await findDueWork(db);
    expect(await told(db, mill.seller)).toEqual([]);
    setDaysAhead(20);
    await findDueWork(db);

    expect(await told(db, mill.seller)).toMatchObject([{ dueOn: addDays(today, 20) }]);
  });

  test("nobody is asked for the verdict of a containment or an investigation", async () => {
    const mill = await aWorkspace(db);
    const id = await implemented(mill, 40, { checkerId: mill.seller.id });
    await db.update(improvements).set({ kind: "containment" }).where(eq(improvements.id, id));

    await findDueWork(db);

    expect(await told(db, mill.seller)).toEqual([]);
  });
});

describe("what was found effective", () => {
  const effective = async (mill: World, given: Partial<typeof predictions.$inferInsert> = {}) => {
    const id = await improvementRow(db, mill, null, { phase: "act", implementedOn: addDays(today, -70) });
    await predict(db, mill, id, given);
    await checkRow(db, mill, id, { verdict: "effective", givenAt: new Date(Date.now() - 40 * 86_400_000) });
    return id;
  };
  const ask = (mill: World, improvementId: string, afterDays: number, dueOn: string) =>
    db.insert(sustainChecks).values({
      id: v7(),
      workspaceId: mill.workspace.id,
      improvementId,
      iteration: 1,
      afterDays,
      dueOn,
    });

  test("is asked about on the day of its check, of whoever judged it; a later question takes the place of an earlier", async () => {
    const mill = await aWorkspace(db);
    const id = await effective(mill, { checkerId: mill.seller.id });
    await ask(mill, id, 30, today);
    await ask(mill, id, 90, addDays(today, 60));

    await findDueWork(db);
    expect(await told(db, mill.seller)).toMatchObject([{ kind: "sustain_check_due", dueOn: today }]);
    setDaysAhead(60);
    await findDueWork(db);

    expect(await told(db, mill.seller)).toMatchObject([{ dueOn: addDays(today, 60) }]);
    expect(await told(db, mill.lead)).toEqual([]);
  });

  test("is asked about of the other side's lead once the checker has left or has gone over to the owner's side", async () => {
    const mill = await aWorkspace(db);
    const chief = await aMember(db, mill, { name: "Kim Adler", role: "lead", teamId: mill.sales });
    await ask(mill, await effective(mill, { checkerId: mill.seller.id }), 30, today);
    await db.update(members).set({ teamId: mill.marketing }).where(eq(members.id, mill.seller.id));

    await findDueWork(db);

    expect(await told(db, chief)).toMatchObject([{ kind: "sustain_check_due", about: title }]);
    expect(await told(db, mill.seller)).toEqual([]);
  });

  test("is settled once it is answered, or not asked any more", async () => {
    const mill = await aWorkspace(db);
    const [one, other] = [await effective(mill), await effective(mill)];
    await ask(mill, one, 30, today);
    await ask(mill, other, 30, today);
    await findDueWork(db);
    expect(await told(db, mill.seller)).toHaveLength(2);

    const answered = { answer: "held" as const, givenAt: new Date(), givenById: mill.seller.id };
    await db.update(sustainChecks).set(answered).where(eq(sustainChecks.improvementId, one));
    await db.update(sustainChecks).set({ droppedAt: new Date() }).where(eq(sustainChecks.improvementId, other));
    await findDueWork(db);

    expect(await told(db, mill.seller)).toEqual([]);
  });

  test("its standard is told to whoever keeps it on the day of review, and to their team's leads when they have left", async () => {
    const mill = await aWorkspace(db);
    const keeper = await aMember(db, mill, { name: "Paul Roth", role: "member", teamId: mill.marketing });
    const id = await effective(mill);
    await db.insert(standards).values({
      id: v7(),
      workspaceId: mill.workspace.id,
      improvementId: id,
      text: "Call within two hours",
      ownerId: keeper.id,
      trainedRoles: "Inside sales",
      slipMeasure: "Leads older than a day",
      reviewOn: addDays(today, 1),
      writtenById: mill.lead.id,
    });

    await findDueWork(db);
    expect(await told(db, keeper)).toEqual([]);
    setDaysAhead(1);
    await findDueWork(db);
    expect(await told(db, keeper)).toMatchObject([{ kind: "standard_review_due", dueOn: addDays(today, 1) }]);
    await leave(db, keeper);
    await findDueWork(db);

    expect(await told(db, keeper)).toEqual([]);
    expect(await told(db, mill.lead)).toMatchObject([
      { about: `${title} (Paul Roth, who kept its standard, has left)` },
    ]);
  });
});
