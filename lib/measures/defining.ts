import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { measures, members, relationships } from "@/db/schema";
import type { MeasureNature, MeasureSource } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { type FieldFaults, refuse } from "@/lib/refusal";
import type { ChangeMeasureInput, CreateMeasureInput, MeasureInput } from "./input";
import { onMeasure } from "./measure-deed";

/** More than these is a data warehouse, not what a relationship steers by. */
export const mostMeasures = 40;

/** What the built-in sources count; readings may be of any nature. */
const natureOf: Partial<Record<MeasureSource, MeasureNature>> = {
  incidents: "count",
  hours: "time",
  cost: "money",
  recurrences: "count",
  lead_time: "time",
  days_between: "time",
};

/**
 * Begins to follow a figure. Sending the same id again changes nothing. A prediction that had named it in the same words
 * before anybody followed it is about it from now on, so that an improvement under way shows in its chart.
 */
export async function createMeasure(db: Database, member: Member, input: CreateMeasureInput): Promise<void> {
  permit(member, "measure:define");
  const { id, relationshipId, source } = input;
  if (source === "cost" && !input.currency)
    refuse("invalid", "Choose the currency.", { currency: ["Choose the currency: sums of several mean nothing."] });
  const here = member.workspaceId;
  await db.transaction(async (tx) => {
    await requireOwners(tx, member, relationshipId, input);
    const standing = and(
      eq(measures.workspaceId, here),
      eq(measures.relationshipId, relationshipId),
      isNull(measures.removedAt),
    );
    if ((await tx.$count(measures, standing)) >= mostMeasures)
      refuse("conflict", `A relationship follows at most ${mostMeasures} measures. Take one away first.`);
    const nature = natureOf[source] ?? input.nature;
    const scope = source === "readings" ? { handOff: null, category: null } : {};
    const currency = nature === "money" ? input.currency : null;
    const [created] = await tx
      .insert(measures)
      .values({ ...input, ...scope, nature, currency, workspaceId: here, createdById: member.id })
      .onConflictDoNothing({ target: measures.id })
      .returning({ id: measures.id });
    if (!created) return requireSame(tx, member, id);
    await tieWhatNamedIt(tx, member, input);
    await recordActivity(tx, member, "measure.created", id, { name: input.name, source });
  });
}

function tieWhatNamedIt(tx: Database, { workspaceId }: Member, { id, relationshipId, name }: CreateMeasureInput) {
  return tx.execute(sql`
    update predictions p set measure_id = ${id}::uuid from improvements i
    where p.workspace_id = ${workspaceId}::uuid and p.measure_id is null and lower(btrim(p.measure)) = lower(${name}::text)
      and i.workspace_id = p.workspace_id and i.id = p.improvement_id and i.relationship_id = ${relationshipId}::uuid`);
}

/** Changes its words, its owners, its target or how its limits are computed; its values stay as they are. */
export function changeMeasure(db: Database, member: Member, input: ChangeMeasureInput): Promise<void> {
  const { measureId, version, ...wanted } = input;
  return onMeasure(db, member, "measure:define", { measureId, version }, async (tx, measure) => {
    const fields = Object.keys(wanted) as (keyof typeof wanted)[];
    const changed = fields.filter((field) => wanted[field] !== measure[field]);
    if (changed.length === 0) return undefined;
    await requireOwners(tx, member, measure.relationshipId, wanted);
    const before = Object.fromEntries(changed.map((field) => [field, measure[field]]));
    const after = Object.fromEntries(changed.map((field) => [field, wanted[field]]));
    return { verb: "measure.changed", set: wanted, details: { name: wanted.name, before, after } };
  });
}

/** Takes it out of sight; readings and limits are kept, and it can be put back. */
export function removeMeasure(db: Database, member: Member, { measureId }: MeasureInput): Promise<void> {
  return onMeasure(db, member, "measure:define", { measureId }, async (_tx, { name, removedAt }) =>
    removedAt ? undefined : { verb: "measure.removed", set: { removedAt: new Date() }, details: { name } },
  );
}

export function restoreMeasure(db: Database, member: Member, { measureId }: MeasureInput): Promise<void> {
  return onMeasure(db, member, "measure:define", { measureId }, async (_tx, { name, removedAt }) =>
    removedAt ? { verb: "measure.restored", set: { removedAt: null }, details: { name } } : undefined,
  );
}

type Owners = { firstOwnerId: string | null; secondOwnerId: string | null };

/** A shared measure has an owner from each side: whoever is named must belong to that side and still be here. */
async function requireOwners(tx: Database, member: Member, relationshipId: string, owners: Owners) {
  const [pair] = await tx
    .select({ first: relationships.firstTeamId, second: relationships.secondTeamId })
    .from(relationships)
    .where(and(eq(relationships.workspaceId, member.workspaceId), eq(relationships.id, relationshipId)));
  if (!pair) refuse("not_found", "This relationship does not exist.");
  const fields: FieldFaults = {};
  const named = [
    { field: "firstOwnerId", ownerId: owners.firstOwnerId, teamId: pair.first },
    { field: "secondOwnerId", ownerId: owners.secondOwnerId, teamId: pair.second },
  ];
  for (const { field, ownerId, teamId } of named) {
    if (ownerId === null) continue;
    const [owner] = await tx
      .select({ teamId: members.teamId, endedAt: members.endedAt })
      .from(members)
      .where(and(eq(members.workspaceId, member.workspaceId), eq(members.id, ownerId)));
    if (!owner || owner.endedAt) fields[field] = ["This person is no longer here. Choose another."];
    else if (owner.teamId !== teamId) fields[field] = ["Choose somebody of this side."];
  }
  if (Object.keys(fields).length > 0) refuse("invalid", "An owner does not fit.", fields);
}

async function requireSame(tx: Database, member: Member, id: string) {
  const [same] = await tx
    .select({ id: measures.id })
    .from(measures)
    .where(and(eq(measures.workspaceId, member.workspaceId), eq(measures.id, id), eq(measures.createdById, member.id)));
  if (!same) refuse("conflict", "This form was used already. Please load the page again.");
}

/** Whether the measure has both owners, so that neither side reads it alone. */
export const isShared = ({ firstOwnerId, secondOwnerId }: Owners) => firstOwnerId !== null && secondOwnerId !== null;
