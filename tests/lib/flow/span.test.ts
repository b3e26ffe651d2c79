import { expect, test } from "vitest";
import { findFirstMove } from "@/lib/flow/first-move";
import { daysOf } from "@/lib/flow/span";
import { todayOf } from "@/lib/text/days";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();

test("a span is whole weeks up to today; all of it begins with a week in which nothing had been logged", () => {
  expect(daysOf("quarter", "2026-11-22", "2024-03-06")).toEqual({ fromOn: "2026-08-24", throughOn: "2026-11-22" });
  expect(daysOf("year", "2026-11-22", null)).toEqual({ fromOn: "2025-11-24", throughOn: "2026-11-22" });
  expect(daysOf("all", "2026-11-22", "2024-03-06")).toEqual({ fromOn: "2024-02-26", throughOn: "2026-11-22" });
  expect(daysOf("all", "2026-11-22", null)).toEqual({ fromOn: "2026-11-09", throughOn: "2026-11-22" });
});

test("the first incident is the one that was logged first, in the relationship that is asked for", async () => {
  const [world, stranger] = [await aWorkspace(db), await aWorkspace(db)];
  expect(await findFirstMove(db, world.executive)).toBeNull();

  await incidentRow(db, world, { occurredOn: "2026-02-01" });

  const today = todayOf(world.lead);
  expect(await findFirstMove(db, world.executive, world.relationship.id)).toBe(today);
  expect(await findFirstMove(db, world.executive)).toBe(today);
  expect(await findFirstMove(db, world.executive, stranger.relationship.id)).toBeNull();
  expect(await findFirstMove(db, stranger.executive)).toBeNull();
});
