import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { pressureReadings, pressures } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { todayOf } from "@/lib/text/days";
import { type OpenedCycle, onCycle } from "./cycle-deed";
import type { EndPressureInput, NotePressureInput, ReadPressureInput } from "./input";

/** More than these at once is weather, not a list to plan by. */
export const mostPressures = 30;

/** Notes an outside condition and how it stands now. Sending the same id again changes nothing. */
export function notePressure(db: Database, member: Member, input: NotePressureInput): Promise<void> {
  return onCycle(db, member, "cycle:write", input, async (tx, cycle) => {
    const { id, kind, title, category, direction, strength } = input;
    const [{ count } = { count: 0 }] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(pressures)
      .where(
        and(
          eq(pressures.workspaceId, member.workspaceId),
          eq(pressures.relationshipId, cycle.relationshipId),
          isNull(pressures.endedAt),
        ),
      );
    if (count >= mostPressures) refuse("conflict", `At most ${mostPressures} pressures stand at once. End one first.`);
    const [noted] = await tx
      .insert(pressures)
      .values({
        id,
        workspaceId: member.workspaceId,
        relationshipId: cycle.relationshipId,
        kind,
        title,
        categories: category ? [category] : [],
        notedById: member.id,
      })
      .onConflictDoNothing({ target: pressures.id })
      .returning({ id: pressures.id });
    if (!noted) {
      await requirePressure(tx, member, cycle, id);
      return undefined;
    }
    await keepReading(tx, member, { ...input, pressureId: id });
    return { verb: "cycle.pressure_noted", details: { title, kind, direction, strength } };
  });
}

/** How a pressure stands in this cycle; said again, it replaces what was said. */
export function readPressure(db: Database, member: Member, input: ReadPressureInput): Promise<void> {
  return onCycle(db, member, "cycle:write", input, async (tx, cycle) => {
    const { direction, strength } = input;
    const { title, endedAt } = await requirePressure(tx, member, cycle, input.pressureId);
    if (endedAt) refuse("conflict", "This pressure is over.");
    await keepReading(tx, member, input);
    return { verb: "cycle.pressure_read", details: { title, direction, strength } };
  });
}

/** It presses no more: later cycles do not ask about it, earlier ones keep their readings. */
export function endPressure(db: Database, member: Member, input: EndPressureInput): Promise<void> {
  return onCycle(db, member, "cycle:write", input, async (tx, cycle) => {
    const { title, endedAt } = await requirePressure(tx, member, cycle, input.pressureId);
    if (endedAt) return undefined;
    await tx
      .update(pressures)
      .set({ endedAt: sql`now()`, version: sql`${pressures.version} + 1` })
      .where(and(eq(pressures.workspaceId, member.workspaceId), eq(pressures.id, input.pressureId)));
    return { verb: "cycle.pressure_ended", details: { title } };
  });
}

async function requirePressure(tx: Database, member: Member, cycle: OpenedCycle, pressureId: string) {
  const [found] = await tx
    .select({ title: pressures.title, endedAt: pressures.endedAt })
    .from(pressures)
    .where(
      and(
        eq(pressures.workspaceId, member.workspaceId),
        eq(pressures.relationshipId, cycle.relationshipId),
        eq(pressures.id, pressureId),
      ),
    );
  return found ?? refuse("not_found", "This pressure does not exist.");
}

async function keepReading(tx: Database, member: Member, input: ReadPressureInput) {
  const { cycleId, pressureId, direction, strength, note } = input;
  const said = { direction, strength, note, readOn: todayOf(member), readById: member.id };
  await tx
    .insert(pressureReadings)
    .values({ id: v7(), workspaceId: member.workspaceId, pressureId, cycleId, ...said })
    .onConflictDoUpdate({
      target: [pressureReadings.workspaceId, pressureReadings.cycleId, pressureReadings.pressureId],
      set: { ...said, version: sql`${pressureReadings.version} + 1` },
    });
}
