import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { frictionCosts, incidents, relationships } from "@/db/schema";
import type { FrictionCode } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { type FieldFaults, refuse } from "@/lib/refusal";
import { todayOf } from "@/lib/text/days";
import { unconfirmed, voiceOf } from "./confirmation";
import { amountOf, faultsIn, fieldsOf, type Inputs } from "./formulas";
import type { AddFriction, ChangeFriction, ConfirmFriction } from "./input";
import { lostLeads, withoutLost } from "./month-sums";
import { fieldName } from "./typed-figures";

type Row = typeof frictionCosts.$inferSelect;

/** More lines than these in one month are a book-keeping of their own. */
const mostLines = 100;

/** Writes a line into the ledger of a month. Sending the same id again changes nothing. */
export async function addFriction(db: Database, member: Member, input: AddFriction): Promise<void> {
  permit(member, "ledger:write");
  const { id, relationshipId, code, month } = input;
  requireSound(code, input.inputs);
  requireNotAhead(member, month);
  await db.transaction(async (tx) => {
    await lockLedger(tx, member, relationshipId);
    await requireIncident(tx, member, relationshipId, input.incidentId);
    const standing = and(ofMonth(member, relationshipId, month), isNull(frictionCosts.removedAt));
    if ((await tx.$count(frictionCosts, standing)) >= mostLines)
      refuse("conflict", `A month holds at most ${mostLines} lines. Put some together.`);
    const [added] = await tx
      .insert(frictionCosts)
      .values({
        ...input,
        inputs: only(code, input.inputs),
        ...amountOf(code, input.inputs),
        workspaceId: member.workspaceId,
        enteredById: member.id,
      })
      .onConflictDoNothing({ target: frictionCosts.id })
      .returning({ id: frictionCosts.id });
    if (!added) return requireSame(tx, member, input);
    await settleLateLeads(tx, member, { relationshipId, month, currency: input.currency });
    await recordActivity(tx, member, "ledger.line_added", relationshipId, {
      lineId: id,
      code,
      month,
      basis: input.basis,
    });
  });
}

/** Changes a line; who confirmed other figures has confirmed these no more. */
export async function changeFriction(db: Database, member: Member, input: ChangeFriction): Promise<void> {
  const { lineId, version, ...wanted } = input;
  await onLine(db, member, lineId, async (tx, line) => {
    if (line.removedAt) refuse("conflict", "Somebody took this line away meanwhile. Put it back to change it.");
    if (line.version !== version)
      refuse("conflict", "Somebody changed this line meanwhile. Look at it as it stands now.", undefined, line);
    requireSound(line.code, wanted.inputs);
    requireNotAhead(member, wanted.month);
    await requireIncident(tx, member, line.relationshipId, wanted.incidentId);
    const set = { ...wanted, inputs: only(line.code, wanted.inputs), ...amountOf(line.code, wanted.inputs) };
    const { expected, month, basis } = line;
    await tx
      .update(frictionCosts)
      .set({ ...set, ...unconfirmed, version: sql`${frictionCosts.version} + 1` })
      .where(inPlace(member, lineId));
    await settleLateLeads(tx, member, line);
    await settleLateLeads(tx, member, { ...line, month: wanted.month, currency: wanted.currency });
    return { verb: "ledger.line_changed", details: { basis: wanted.basis, before: { expected, month, basis } } };
  });
}

/** Takes a line out of the sums; it can be put back. Done already, it does nothing. */
export const removeFriction = (db: Database, member: Member, input: { lineId: string }) =>
  keep(db, member, input, false);
export const restoreFriction = (db: Database, member: Member, input: { lineId: string }) =>
  keep(db, member, input, true);

async function keep(db: Database, member: Member, { lineId }: { lineId: string }, stands: boolean): Promise<void> {
  await onLine(db, member, lineId, async (tx, line) => {
    if ((line.removedAt === null) === stands) return undefined;
    await tx
      .update(frictionCosts)
      .set({ removedAt: stands ? null : sql`now()`, version: sql`${frictionCosts.version} + 1` })
      .where(inPlace(member, lineId));
    await settleLateLeads(tx, member, line);
    return { verb: stands ? "ledger.line_restored" : "ledger.line_removed", details: { basis: line.basis } };
  });
}

/** Confirms the figures as they were seen, for one's side, or as a neutral member (finance). */
export async function confirmFriction(db: Database, member: Member, input: ConfirmFriction): Promise<void> {
  await onLine(db, member, input.lineId, async (tx, line, pair) => {
    if (line.removedAt) refuse("conflict", "Somebody took this line away meanwhile.");
    if (line.version !== input.version)
      refuse("conflict", "These figures were changed meanwhile. Look at them as they stand now.", undefined, line);
    if (line.expected === null) refuse("conflict", "There is no amount yet that could be confirmed.");
    const voice = voiceOf(member.teamId, pair);
    if (line[voice] !== null) return undefined;
    await tx
      .update(frictionCosts)
      .set({ [voice]: member.id })
      .where(inPlace(member, input.lineId));
    return { verb: "ledger.line_confirmed", details: { basis: line.basis, sideId: member.teamId } };
  });
}

type Told = { verb: string; details: Record<string, unknown> };
type Pair = { firstTeamId: string; secondTeamId: string };

async function onLine(
  db: Database,
  member: Member,
  lineId: string,
  work: (tx: Database, line: Row, pair: Pair) => Promise<Told | undefined>,
): Promise<void> {
  permit(member, "ledger:write");
  await db.transaction(async (tx) => {
    const [found] = await tx.select().from(frictionCosts).where(inPlace(member, lineId));
    if (!found) refuse("not_found", "This line does not exist.");
    const pair = await lockLedger(tx, member, found.relationshipId);
    // Read again, for until the lock was given somebody else may have changed it.
    const [line = found] = await tx.select().from(frictionCosts).where(inPlace(member, lineId));
    const told = await work(tx, line, pair);
    if (told) {
      const { code, month } = line;
      await recordActivity(tx, member, told.verb, line.relationshipId, { lineId, code, month, ...told.details });
    }
  });
}

/** The sums of a relationship's months follow from all of its lines: deeds on them follow one another. */
async function lockLedger(tx: Database, member: Member, relationshipId: string): Promise<Pair> {
  const [pair] = await tx
    .select({ firstTeamId: relationships.firstTeamId, secondTeamId: relationships.secondTeamId })
    .from(relationships)
    .where(and(eq(relationships.workspaceId, member.workspaceId), eq(relationships.id, relationshipId)))
    .for("no key update");
  return pair ?? refuse("not_found", "This relationship does not exist.");
}

/** Leads that stand as lost deals of a month count there no more as late; what that changes nobody has confirmed. */
async function settleLateLeads(
  tx: Database,
  member: Member,
  { relationshipId, month, currency }: Pick<Row, "relationshipId" | "month" | "currency">,
) {
  const lines = await tx
    .select()
    .from(frictionCosts)
    .where(
      and(
        ofMonth(member, relationshipId, month),
        eq(frictionCosts.currency, currency),
        isNull(frictionCosts.removedAt),
      ),
    )
    .orderBy(asc(frictionCosts.createdAt), asc(frictionCosts.id));
  const inputsOf = (code: FrictionCode) => lines.filter((line) => line.code === code).map(({ inputs }) => inputs);
  const late = lines.filter(({ code }) => code === "late_response");
  const settled = withoutLost(lostLeads(inputsOf("lost_deals")), inputsOf("late_response"));
  for (const [place, line] of late.entries()) {
    const amount = amountOf(line.code, settled[place] ?? line.inputs);
    if (amount.low === line.low && amount.expected === line.expected && amount.high === line.high) continue;
    await tx
      .update(frictionCosts)
      .set({ ...amount, inputs: settled[place], ...unconfirmed, version: sql`${frictionCosts.version} + 1` })
      .where(inPlace(member, line.id));
  }
}

function requireSound(code: FrictionCode, inputs: Inputs) {
  const faults = faultsIn(code, inputs);
  if (faults.length === 0) return;
  const fields: FieldFaults = {};
  for (const { name, bound, message } of faults) {
    const field = fieldName(name, bound);
    fields[field] = [...(fields[field] ?? []), message];
  }
  refuse("invalid", faults[0]?.message ?? "Look at the figures once more.", fields);
}

/** What the formula asks for, and nothing else that was sent. */
const only = (code: FrictionCode, inputs: Inputs): Inputs =>
  Object.fromEntries(fieldsOf(code).flatMap(({ name }) => (inputs[name] ? [[name, inputs[name]]] : [])));

function requireNotAhead(member: Member, month: string) {
  if (month > todayOf(member)) refuse("invalid", "This month has not come yet.", { month: ["It has not come yet."] });
}

async function requireIncident(tx: Database, member: Member, relationshipId: string, incidentId: string | null) {
  if (incidentId === null) return;
  const here = and(
    eq(incidents.workspaceId, member.workspaceId),
    eq(incidents.relationshipId, relationshipId),
    eq(incidents.id, incidentId),
  );
  if ((await tx.$count(incidents, here)) === 0)
    refuse("invalid", "This incident does not exist here.", {
      incidentId: ["Choose an incident of this relationship."],
    });
}

async function requireSame(tx: Database, member: Member, { id, relationshipId }: AddFriction) {
  const same = and(inPlace(member, id), eq(frictionCosts.relationshipId, relationshipId));
  if ((await tx.$count(frictionCosts, and(same, eq(frictionCosts.enteredById, member.id)))) === 0)
    refuse("conflict", "This form was used already. Please load the page again.");
}

const inPlace = (member: Member, lineId: string) =>
  and(eq(frictionCosts.workspaceId, member.workspaceId), eq(frictionCosts.id, lineId));
const ofMonth = (member: Member, relationshipId: string, month: string) =>
  and(
    eq(frictionCosts.workspaceId, member.workspaceId),
    eq(frictionCosts.relationshipId, relationshipId),
    eq(frictionCosts.month, month),
  );
