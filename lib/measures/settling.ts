import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { measureSignals, measures, members, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { logIncident } from "@/lib/incidents/commands";
import { logInput } from "@/lib/incidents/input";
import { refuse } from "@/lib/refusal";
import { now } from "@/lib/text/clock";
import { addDays } from "@/lib/text/days";
import { stepAfter } from "@/lib/trends/weeks";
import type { SetSignalAsideInput, SignalToIncidentInput } from "./input";
import type { MeasureRow } from "./measure-deed";
import { factsOf } from "./signal-facts";
import { settleNotices } from "./signals";

type Signal = typeof measureSignals.$inferSelect;

/**
 * Makes an incident of a signal, with what the chart says already written into it. Whoever comes second is told who was
 * first; the same form sent twice is one incident.
 */
export function makeSignalIncident(db: Database, member: Member, input: SignalToIncidentInput): Promise<void> {
  return onSignal(db, member, input.signalId, async (tx, signal, measure) => {
    if (signal.incidentId === input.id) return undefined;
    await requireOpen(tx, member, signal);
    const { observed, expected } = await factsOf(tx, member, measure, signal);
    const { handOff, category, relationshipId, source, period } = measure;
    const occurredOn = signal.periodOn;
    const occurredUntil = source === "days_between" ? null : addDays(stepAfter(occurredOn, period), -1);
    const said = { title: input.title, observed, expected, handOff, category };
    await logIncident(
      tx,
      member,
      logInput.parse({ id: input.id, relationshipId, ...said, occurredOn, occurredUntil, sideId: "" }),
    );
    return { verb: "measure.signal_logged", set: { incidentId: input.id }, details: { incidentId: input.id } };
  });
}

/** Nothing is to be done about a signal, for a reason. */
export function setSignalAside(db: Database, member: Member, { signalId, why }: SetSignalAsideInput): Promise<void> {
  return onSignal(db, member, signalId, async (tx, signal) => {
    if (signal.setAsideWhy === why && signal.settledById === member.id) return undefined;
    await requireOpen(tx, member, signal);
    return { verb: "measure.signal_set_aside", set: { setAsideWhy: why }, details: { why } };
  });
}

type Settled = { verb: string; set: Partial<Signal>; details: Record<string, unknown> };

async function onSignal(
  db: Database,
  member: Member,
  signalId: string,
  work: (tx: Database, signal: Signal, measure: MeasureRow) => Promise<Settled | undefined>,
): Promise<void> {
  permit(member, "measure:write");
  const mine = and(eq(measureSignals.workspaceId, member.workspaceId), eq(measureSignals.id, signalId));
  await db.transaction(async (tx) => {
    const [signal] = await tx.select().from(measureSignals).where(mine).for("update");
    if (!signal) refuse("not_found", "The chart does not show this signal any more.");
    const [measure] = await tx
      .select()
      .from(measures)
      .where(and(eq(measures.workspaceId, member.workspaceId), eq(measures.id, signal.measureId)));
    if (!measure) throw new Error("A signal without its measure.");
    const settled = await work(tx, signal, measure);
    if (!settled) return;
    await tx
      .update(measureSignals)
      .set({ ...settled.set, settledById: member.id, settledAt: now() })
      .where(mine);
    await settleNotices(tx, member, [signalId]);
    const details = { name: measure.name, periodOn: signal.periodOn, ...settled.details };
    await recordActivity(tx, member, settled.verb, measure.id, details);
  });
}

/** @throws Refusal that names who has settled it */
async function requireOpen(tx: Database, member: Member, { settledById, incidentId }: Signal) {
  if (!settledById) return;
  const [by] = await tx
    .select({ name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, member.workspaceId), eq(members.id, settledById)));
  const who = by?.name ?? "Somebody";
  refuse("conflict", incidentId ? `${who} has made it an incident already.` : `${who} has set it aside already.`);
}
