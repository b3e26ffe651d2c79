import "server-only";
import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import type { Database } from "@/db/client";
import { relationships, teams } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { type Actor, recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { rowId, titleText } from "@/lib/text/shapes";

export const teamName = titleText("Give the team a name.", 60);
export const teamInput = z.object({ name: teamName });
export const relationshipInput = z
  .object({ firstTeamId: rowId, secondTeamId: rowId })
  .refine(({ firstTeamId, secondTeamId }) => firstTeamId !== secondTeamId, {
    path: ["secondTeamId"],
    message: "A relationship has two different teams.",
  });

/** Adds a team. A name that stands already, in whatever case, is refused at the field. */
export async function addTeam(db: Database, member: Member, input: z.output<typeof teamInput>) {
  permit(member, "teams:manage");
  return db.transaction(async (tx) => {
    const team = await insertTeam(tx, member, input.name);
    if (!team)
      refuse("conflict", "A team of this name stands already.", { name: ["A team of this name stands already."] });
    return team;
  });
}

/** The deed behind `addTeam`, for set-up and import; undefined when the name is taken. */
export async function insertTeam(tx: Database, actor: Actor, name: string) {
  const row = { id: v7(), workspaceId: actor.workspaceId, name };
  const [team] = await tx.insert(teams).values(row).onConflictDoNothing().returning({ id: teams.id, name: teams.name });
  if (team) await recordActivity(tx, actor, "team.added", team.id, { name });
  return team;
}

export async function relateTeams(db: Database, member: Member, input: z.output<typeof relationshipInput>) {
  permit(member, "teams:manage");
  return db.transaction(async (tx) => {
    for (const teamId of [input.firstTeamId, input.secondTeamId]) await requireTeam(tx, member, teamId);
    const relationship = await insertRelationship(tx, member, input.firstTeamId, input.secondTeamId);
    if (!relationship) refuse("conflict", "These two teams are related already.");
    return relationship;
  });
}

/** The deed behind `relateTeams`, for set-up and import; undefined when the pair stands already. */
export async function insertRelationship(tx: Database, actor: Actor, firstTeamId: string, secondTeamId: string) {
  const row = { id: v7(), workspaceId: actor.workspaceId, firstTeamId, secondTeamId };
  const [made] = await tx.insert(relationships).values(row).onConflictDoNothing().returning({ id: relationships.id });
  if (made) await recordActivity(tx, actor, "relationship.added", made.id, { firstTeamId, secondTeamId });
  return made;
}

/** @throws Refusal when the team is not in this workspace */
export async function requireTeam(tx: Database, member: Pick<Member, "workspaceId">, teamId: string) {
  const [team] = await tx
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(and(eq(teams.workspaceId, member.workspaceId), eq(teams.id, teamId)));
  return team ?? refuse("not_found", "This team does not exist.");
}
