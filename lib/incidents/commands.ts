import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { incidents, relationships } from "@/db/schema";
import { type Member, sideIn } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { reopenRecurred } from "@/lib/root-causes/coming-back";
import { requireRelationship } from "@/lib/teams/queries";
import { dayIn } from "@/lib/text/days";
import type { EditInput, LogInput } from "./input";
import { addFriction, refreshFriction } from "./kept-friction";

/**
 * Logs friction; one line is enough. Sending the same id again answers with the incident that stands.
 * @throws Refusal when the id has logged something else already: `standing.nextId` is a fresh one for what was typed
 */
export async function logIncident(db: Database, member: Member, input: LogInput) {
  permit(member, "incident:log");
  return db.transaction(async (tx) => {
    const relationship = await relationshipFor(tx, member, input.relationshipId);
    const sideId = input.sideId === undefined ? sideIn(member, relationship) : input.sideId;
    requireSide(relationship, sideId);
    const row = {
      ...input,
      workspaceId: member.workspaceId,
      relationshipId: relationship.id,
      loggedById: member.id,
      occurredOn: input.occurredOn ?? dayIn(member.timeZone),
      sideId,
    };
    const [incident] = await tx
      .insert(incidents)
      .values(row)
      .onConflictDoNothing({ target: incidents.id })
      .returning({ id: incidents.id, title: incidents.title });
    if (!incident) return { ...(await requireSameIncident(tx, member, input)), isNew: false };
    await addFriction(tx, row);
    await recordActivity(tx, member, "incident.logged", incident.id);
    return { ...incident, isNew: true };
  });
}

/** The relationship that was chosen, or the first of the workspace. */
async function relationshipFor(tx: Database, member: Member, chosen: string | undefined) {
  if (chosen) return requireRelationship(tx, member, chosen);
  const { id, firstTeamId, secondTeamId } = relationships;
  const [first] = await tx
    .select({ id, firstTeamId, secondTeamId })
    .from(relationships)
    .where(eq(relationships.workspaceId, member.workspaceId))
    .orderBy(asc(relationships.createdAt), asc(id))
    .limit(1);
  return first ?? refuse("invalid", "Two teams have to be related first. An owner does that in Settings, Teams.");
}

function requireSide(relationship: { firstTeamId: string; secondTeamId: string }, sideId: string | null) {
  if (sideId === null || sideId === relationship.firstTeamId || sideId === relationship.secondTeamId) return;
  refuse("invalid", "That team is no side of this relationship.", { sideId: ["Choose one of the two sides."] });
}

async function requireSameIncident(tx: Database, member: Member, { id, title }: Pick<LogInput, "id" | "title">) {
  const [mine] = await tx
    .select({ id: incidents.id, title: incidents.title })
    .from(incidents)
    .where(inPlace(member, id, eq(incidents.loggedById, member.id)));
  if (mine?.title === title) return mine;
  const words = mine
    ? `This form has logged “${mine.title}” already. Send it again to log this, too.`
    : "This form is out of date. Send it again.";
  return refuse("conflict", words, undefined, { nextId: v7() });
}

/** The row of this id in the member's workspace. */
export const inPlace = (member: Pick<Member, "workspaceId">, id: string, ...more: Parameters<typeof and>) =>
  and(eq(incidents.workspaceId, member.workspaceId), eq(incidents.id, id), ...more);

/** The incident, locked until the deed is done. @throws Refusal when it is not in this workspace */
export async function lockIncident(tx: Database, member: Member, incidentId: string) {
  const [found] = await tx
    .select({
      id: incidents.id,
      stage: incidents.stage,
      loggedById: incidents.loggedById,
      relationshipId: incidents.relationshipId,
      version: incidents.version,
      ...editable,
    })
    .from(incidents)
    .where(inPlace(member, incidentId))
    .for("update");
  return found ?? refuse("not_found", "This incident does not exist.");
}

/** What a person may change about an incident after it was logged. */
const editable = {
  title: incidents.title,
  observed: incidents.observed,
  expected: incidents.expected,
  noAgreedStandard: incidents.noAgreedStandard,
  extent: incidents.extent,
  occurredOn: incidents.occurredOn,
  occurredUntil: incidents.occurredUntil,
  occurredApproximately: incidents.occurredApproximately,
  handOff: incidents.handOff,
  detectedBy: incidents.detectedBy,
  severity: incidents.severity,
  category: incidents.category,
  sideId: incidents.sideId,
  anonymous: incidents.anonymous,
};
type Field = keyof typeof editable;
const fields = Object.keys(editable) as Field[];

/** What stands where somebody else was faster, as a form would send it, to be shown beside what was typed. */
const standingForm = (standing: Pick<EditInput, Field | "version">) => ({
  version: standing.version,
  ...Object.fromEntries(fields.map((field) => [field, asTyped(standing[field])])),
});
const asTyped = (value: unknown) => (typeof value === "boolean" ? (value ? "yes" : "") : String(value ?? ""));

/**
 * Changes the statement of an incident. The history keeps what stood there before. Whoever saw an older version is
 * told, with the standing text, and nothing is written. Whether the reporter stays anonymous is the reporter's alone.
 */
export async function editIncident(db: Database, member: Member, input: EditInput): Promise<{ version: number }> {
  permit(member, "incident:edit");
  return db.transaction(async (tx) => {
    const standing = await lockIncident(tx, member, input.incidentId);
    requireSide(await requireRelationship(tx, member, standing.relationshipId), input.sideId);
    const wanted = { ...input, anonymous: standing.loggedById === member.id ? input.anonymous : standing.anonymous };
    const changed = fields.filter((field) => wanted[field] !== standing[field]);
    if (changed.length === 0) return { version: standing.version };
    if (standing.version !== input.version) {
      refuse("conflict", "Somebody changed this incident meanwhile.", undefined, standingForm(standing));
    }
    const pick = (from: Pick<EditInput, Field>) => Object.fromEntries(changed.map((field) => [field, from[field]]));
    const version = standing.version + 1;
    await tx
      .update(incidents)
      .set({ ...pick(wanted), version: sql`${incidents.version} + 1` })
      .where(inPlace(member, standing.id, eq(incidents.version, input.version)));
    if (changed.some((field) => field === "occurredOn" || field === "category"))
      await refreshFriction(tx, member.workspaceId, [standing.id]);
    if (changed.includes("occurredOn")) await reopenRecurred(tx, member, [standing.id]);
    const details = { before: pick(standing), after: pick(wanted) };
    await recordActivity(tx, member, "incident.edited", standing.id, details);
    return { version };
  });
}
