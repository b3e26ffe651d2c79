import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { huddles, sustainChecks, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { holdHuddle } from "@/lib/cycles/looking-back";
import { giveVerdict } from "@/lib/improvements/judging";
import { writePrediction } from "@/lib/improvements/predicting";
import { startImprovement } from "@/lib/improvements/working";
import { setDaysAhead } from "@/lib/text/clock";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aCycleIn } from "../cycles/a-cycle";
import { aPlan, aPrediction, aVerdict, implement, putInPlaceOn, seen } from "./an-improvement";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

/** Puts the one clock to that instant. */
const itIs = (instant: string) => setDaysAhead(() => (Date.parse(instant) - Date.now()) / 86_400_000);

/** A workspace in Berlin, where clocks go on an hour on 28 March 2027 and back on 31 October. */
let mill: World;
beforeEach(async () => {
  const made = await aWorkspace(db);
  const timeZone = "Europe/Berlin";
  await db.update(workspaces).set({ timeZone }).where(eq(workspaces.id, made.workspace.id));
  const there = (member: Member): Member => ({ ...member, workspace: { ...member.workspace, timeZone } });
  mill = { ...made, lead: there(made.lead), seller: there(made.seller) };
});

describe("days are the workspace's own, also where clocks change", () => {
  test("a window over the change ends with its last day there, not an hour off", async () => {
    const improvementId = await aPlan(db, mill);
    await writePrediction(db, mill.lead, aPrediction(mill, improvementId, { windowDays: 30 }));
    await startImprovement(db, mill.lead, await seen(db, improvementId));
    await implement(db, mill, improvementId);
    await putInPlaceOn(db, improvementId, "2027-03-01");
    const effective = async () => giveVerdict(db, mill.seller, await aVerdict(db, improvementId, "effective"));

    itIs("2027-03-30T21:59:00Z"); // a minute before midnight, in summer time
    await expect(effective()).rejects.toMatchObject({
      fields: { verdict: [expect.stringContaining("The window runs until 2027-03-31.")] },
    });
    itIs("2027-03-30T22:01:00Z"); // the 31st has begun, while it is the 30th in UTC
    await effective();

    const asked = await db.select().from(sustainChecks).where(eq(sustainChecks.improvementId, improvementId));
    expect(asked.map(({ dueOn }) => dueOn).sort()).toEqual(["2027-04-30", "2027-06-29", "2027-09-27", "2028-03-30"]);
  });

  test("the hour that comes twice in autumn belongs to one day, and has one huddle", async () => {
    const cycleId = await aCycleIn(db, mill, "running");
    const said = { cycleId, stuck: null, help: null };

    itIs("2027-10-31T00:30:00Z"); // half past two, in summer time
    await holdHuddle(db, mill.lead, { ...said, moved: "The rule is on.", version: null });
    itIs("2027-10-31T01:30:00Z"); // half past two once more
    await holdHuddle(db, mill.seller, { ...said, moved: "The rule is on, everywhere.", version: 1 });
    itIs("2027-10-31T23:30:00Z"); // past midnight there
    await holdHuddle(db, mill.seller, { ...said, moved: "Nothing.", version: null });

    const held = await db.select().from(huddles).where(eq(huddles.cycleId, cycleId)).orderBy(huddles.heldOn);
    expect(held.map(({ heldOn, version }) => [heldOn, version])).toEqual([
      ["2027-10-31", 2],
      ["2027-11-01", 1],
    ]);
  });
});
