import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { incidentCosts, relationships } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { writeAmount } from "@/lib/text/amounts";
import { lockIncident } from "./commands";
import type { Cost } from "./cost-sums";
import { type AddCost, type ChangeCost, requireSound } from "./costs-input";
import { refreshFriction } from "./kept-friction";

const columns = {
  id: incidentCosts.id,
  sideId: incidentCosts.sideId,
  unit: incidentCosts.unit,
  currency: incidentCosts.currency,
  low: incidentCosts.low,
  expected: incidentCosts.expected,
  high: incidentCosts.high,
  basis: incidentCosts.basis,
  version: incidentCosts.version,
  removedAt: incidentCosts.removedAt,
};
/** A cost that was taken away is kept, so that it can be put back. */
export type KeptCost = Cost & { removedAt: Date | null };

/** So many lines an incident may have, with those that were taken away. */
const mostCosts = 200;

/** What an incident cost, in the order in which it was written down, with what was taken away. One query. */
export function listCosts(db: Database, member: Member, incidentId: string): Promise<KeptCost[]> {
  return db
    .select(columns)
    .from(incidentCosts)
    .where(and(eq(incidentCosts.workspaceId, member.workspaceId), eq(incidentCosts.incidentId, incidentId)))
    .orderBy(asc(incidentCosts.createdAt), asc(incidentCosts.id))
    .limit(mostCosts);
}

/** Writes down what an incident cost. Sending the same id again changes nothing. */
export async function addCost(db: Database, member: Member, input: AddCost): Promise<void> {
  permit(member, "incident:edit");
  const { id, incidentId, ...words } = requireSound(input);
  await db.transaction(async (tx) => {
    const incident = await lockIncident(tx, member, incidentId);
    await requireOwnSides(tx, member, incident.relationshipId, words.sideId);
    const mine = and(eq(incidentCosts.workspaceId, member.workspaceId), eq(incidentCosts.incidentId, incidentId));
    if ((await tx.$count(incidentCosts, mine)) >= mostCosts)
      refuse("invalid", `An incident holds at most ${mostCosts} costs. Put some together.`);
    const row = { id, incidentId, workspaceId: member.workspaceId, addedById: member.id, ...words };
    const [added] = await tx
      .insert(incidentCosts)
      .values(row)
      .onConflictDoNothing({ target: incidentCosts.id })
      .returning({ id: incidentCosts.id });
    if (!added) return requireSame(tx, member, input);
    await refreshFriction(tx, member.workspaceId, [incidentId]);
    await recordActivity(tx, member, "cost.added", incidentId, { costId: id, ...words });
  });
}

/**
 * Changes a cost. Whoever saw an older version is told, with the standing one, and nothing is written.
 * @returns the id of its incident
 */
export async function changeCost(db: Database, member: Member, input: ChangeCost): Promise<string> {
  permit(member, "incident:edit");
  const { costId, version, ...wanted } = requireSound(input);
  return db.transaction(async (tx) => {
    const { standing, incident } = await lockCost(tx, member, costId);
    if (standing.removedAt) refuse("conflict", "Somebody took this cost away meanwhile. Put it back to change it.");
    await requireOwnSides(tx, member, incident.relationshipId, wanted.sideId);
    const fields = Object.keys(wanted) as (keyof typeof wanted)[];
    const changed = fields.filter((field) => wanted[field] !== standing[field]);
    if (changed.length === 0) return incident.id;
    if (standing.version !== version)
      refuse("conflict", "Somebody changed this cost meanwhile.", undefined, asTyped(standing, member.locale));
    await tx
      .update(incidentCosts)
      .set({ ...wanted, version: sql`${incidentCosts.version} + 1` })
      .where(and(inPlace(member, costId), eq(incidentCosts.version, version)));
    await refreshFriction(tx, member.workspaceId, [incident.id]);
    const pick = (from: typeof wanted) => Object.fromEntries(changed.map((field) => [field, from[field]]));
    const details = { costId, basis: wanted.basis, before: pick(standing), after: pick(wanted) };
    await recordActivity(tx, member, "cost.changed", incident.id, details);
    return incident.id;
  });
}

/** Takes a cost away; it can be put back. Done already, it does nothing. */
export const removeCost = (db: Database, member: Member, input: { costId: string }) => keep(db, member, input, false);

/** Puts back a cost that was taken away. */
export const restoreCost = (db: Database, member: Member, input: { costId: string }) => keep(db, member, input, true);

async function keep(db: Database, member: Member, { costId }: { costId: string }, stands: boolean): Promise<void> {
  permit(member, "incident:edit");
  await db.transaction(async (tx) => {
    const { standing, incident } = await lockCost(tx, member, costId);
    if ((standing.removedAt === null) === stands) return;
    await tx
      .update(incidentCosts)
      .set({ removedAt: stands ? null : sql`now()`, version: sql`${incidentCosts.version} + 1` })
      .where(inPlace(member, costId));
    await refreshFriction(tx, member.workspaceId, [incident.id]);
    const details = { costId, basis: standing.basis };
    await recordActivity(tx, member, stands ? "cost.restored" : "cost.removed", incident.id, details);
  });
}

const inPlace = (member: Member, costId: string) =>
  and(eq(incidentCosts.workspaceId, member.workspaceId), eq(incidentCosts.id, costId));

/** The cost with its incident, which is locked until the deed is done: its sums follow from all of its costs. */
async function lockCost(tx: Database, member: Member, costId: string) {
  const find = () =>
    tx
      .select({ incidentId: incidentCosts.incidentId, ...columns })
      .from(incidentCosts)
      .where(inPlace(member, costId));
  const [found] = await find();
  if (!found) refuse("not_found", "This cost does not exist.");
  const incident = await lockIncident(tx, member, found.incidentId);
  // Read again, for until the lock was given somebody else may have changed it.
  const [standing = found] = await find();
  return { standing, incident };
}

/** A cost is borne by a side of the incident's relationship. */
async function requireOwnSides(tx: Database, member: Member, relationshipId: string, sideId: string | null) {
  if (sideId === null) return;
  const [sides] = await tx
    .select({ first: relationships.firstTeamId, second: relationships.secondTeamId })
    .from(relationships)
    .where(and(eq(relationships.workspaceId, member.workspaceId), eq(relationships.id, relationshipId)));
  if (sideId === sides?.first || sideId === sides?.second) return;
  refuse("invalid", "That team is no side of this relationship.", { sideId: ["Choose one of the two sides."] });
}

async function requireSame(tx: Database, member: Member, { id, incidentId }: AddCost): Promise<void> {
  const same = and(inPlace(member, id), eq(incidentCosts.incidentId, incidentId), isNull(incidentCosts.removedAt));
  const mine = and(same, eq(incidentCosts.addedById, member.id));
  if ((await tx.$count(incidentCosts, mine)) === 0) {
    refuse("conflict", "This form is out of date. Send it again.", undefined, { nextId: v7() });
  }
}

/** What stands, as its form would send it, to be shown beside what was typed. */
function asTyped({ version, sideId, unit, currency, low, expected, high, basis }: Cost, locale: string) {
  const figure = (value: number | null) => (value === null ? "" : writeAmount(value, locale));
  const figures = { low: figure(low), expected: figure(expected), high: figure(high) };
  return { version, unit, currency: currency ?? "", sideId: sideId ?? "", basis, ...figures };
}
