import { v7 } from "uuid";
import { expect, test } from "vitest";
import { measureSignals } from "@/db/schema";
import { createMeasure } from "@/lib/measures/defining";
import { createMeasureInput } from "@/lib/measures/input";
import { findTrendsState } from "@/lib/overview/trends-state";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();

test("the state of the trends is another one after a deed and after a signal, and that of others stays", async () => {
  const [world, other] = [await aWorkspace(db), await aWorkspace(db)];
  const state = () => findTrendsState(db, world.executive);
  const [before, beside] = [await state(), await findTrendsState(db, other.executive)];
  expect(await state()).toBe(before);

  const input = createMeasureInput.parse({
    id: v7(),
    relationshipId: world.relationship.id,
    name: "Hours to accept a lead",
    definition: "From hand-over to acceptance.",
    period: "week",
    nature: "time",
    wanted: "down",
  });
  await createMeasure(db, world.lead, input);
  const afterDeed = await state();
  expect(afterDeed).not.toBe(before);

  const signal = { id: v7(), workspaceId: world.workspace.id, measureId: input.id, periodOn: "2026-01-05" };
  await db.insert(measureSignals).values({ ...signal, rule: "beyond_limits", value: 12, foundAt: new Date() });
  const afterSignal = await state();
  expect(afterSignal).not.toBe(afterDeed);

  await db.delete(measureSignals);
  expect(await state()).not.toBe(afterSignal);
  expect(await findTrendsState(db, other.executive)).toBe(beside);
});
