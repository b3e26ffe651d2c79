import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import type { Database } from "@/db/client";
import { relationships, teams } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { type Actor, recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { newId, rowId, titleText } from "@/lib/text/shapes";

export const teamName = titleText("Give the team a name.", 60);
export const teamInput = z.object({ id: newId, name: teamName });
export const relationshipInput = z
  .object({ id: newId, firstTeamId: rowId, secondTeamId: rowId })
  .refine(({ firstTeamId, secondTeamId }) => firstTeamId !== secondTeamId, {
    path: ["secondTeamId"],
    message: "A relationship has two different teams.",
  });

/**
 * Adds a team. Sending the same id again answers with the team that stands; a name that stands already, in whatever
 * case, is refused at the field.
 */
export async function addTeam(db: Database, member: Member, { id, name }: z.output<typeof teamInput>) {
  permit(member, "teams:manage");
  return db.transaction(async (tx) => {
    const team = await insertTeam(tx, member, name, id);
    if (team) return team;
    const named = and(eq(teams.workspaceId, member.workspaceId), sql`lower(${teams.name}) = lower(${name})`);
    const [standing] = await tx.select({ id: teams.id, name: teams.name }).from(teams).where(named);
    if (!standing) refuseUsedId();
    if (standing.id === id) return standing;
    const words = "A team of this name stands already.";
    return refuse("conflict", words, { name: [words] });
  });
}

/** The deed behind `addTeam`, for set-up and import; undefined when the name, or the id, is taken. */
export async function insertTeam(tx: Database, actor: Actor, name: string, id = v7()) {
  const row = { id, workspaceId: actor.workspaceId, name };
  const [team] = await tx.insert(teams).values(row).onConflictDoNothing().returning({ id: teams.id, name: teams.name });
  if (team) await recordActivity(tx, actor, "team.added", team.id, { name });
  return team;
}

/** Relates two teams. Sending the same id again answers with the relationship that stands. */
export async function relateTeams(db: Database, member: Member, input: z.output<typeof relationshipInput>) {
  permit(member, "teams:manage");
  return db.transaction(async (tx) => {
    const { id, firstTeamId, secondTeamId } = input;
    for (const teamId of [firstTeamId, secondTeamId]) await requireTeam(tx, member, teamId);
    const relationship = await insertRelationship(tx, member, firstTeamId, secondTeamId, id);
    if (relationship) return relationship;
    const pair = [firstTeamId, secondTeamId];
    const related = and(inArray(relationships.firstTeamId, pair), inArray(relationships.secondTeamId, pair));
    const [standing] = await tx
      .select({ id: relationships.id })
      .from(relationships)
      .where(and(eq(relationships.workspaceId, member.workspaceId), related));
    if (!standing) refuseUsedId();
    return standing.id === id ? standing : refuse("conflict", "These two teams are related already.");
  });
}

/** The deed behind `relateTeams`, for set-up and import; undefined when the pair, or the id, stands already. */
export async function insertRelationship(
  tx: Database,
  actor: Actor,
  firstTeamId: string,
  secondTeamId: string,
  id = v7(),
) {
  const row = { id, workspaceId: actor.workspaceId, firstTeamId, secondTeamId };
  const [made] = await tx.insert(relationships).values(row).onConflictDoNothing().returning({ id: relationships.id });
  if (made) await recordActivity(tx, actor, "relationship.added", made.id, { firstTeamId, secondTeamId });
  return made;
}

/** The id has made something else already: what was typed gets another. */
function refuseUsedId(): never {
  return refuse("conflict", "This form is out of date. Send it again.", undefined, { nextId: v7() });
}

/** @throws Refusal when the team is not in this workspace */
export async function requireTeam(tx: Database, member: Pick<Member, "workspaceId">, teamId: string) {
  const [team] = await tx
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(and(eq(teams.workspaceId, member.workspaceId), eq(teams.id, teamId)));
  return team ?? refuse("not_found", "This team does not exist.");
}
