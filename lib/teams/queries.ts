import "server-only";
import { and, asc, count, eq, isNull, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { members, relationships, teams, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { type Relationship, sidesOf } from "./sides";

const firstTeams = alias(teams, "first_teams");
const secondTeams = alias(teams, "second_teams");

/** The relationships of the workspace, in the order in which they were made. */
export async function listRelationships(db: Database, member: Member): Promise<Relationship[]> {
  const found = await db
    .select({
      id: relationships.id,
      first: { id: firstTeams.id, name: firstTeams.name },
      second: { id: secondTeams.id, name: secondTeams.name },
    })
    .from(relationships)
    .innerJoin(
      firstTeams,
      and(eq(firstTeams.workspaceId, relationships.workspaceId), eq(firstTeams.id, relationships.firstTeamId)),
    )
    .innerJoin(
      secondTeams,
      and(eq(secondTeams.workspaceId, relationships.workspaceId), eq(secondTeams.id, relationships.secondTeamId)),
    )
    .where(eq(relationships.workspaceId, member.workspaceId))
    .orderBy(asc(relationships.createdAt), asc(relationships.id))
    .limit(100);
  return found.map(asRelationship);
}

export type RelationshipRow = { id: string; first: { id: string; name: string }; second: { id: string; name: string } };

export const asRelationship = ({ id, first, second }: RelationshipRow): Relationship => ({
  id,
  name: `${first.name} and ${second.name}`,
  sides: sidesOf(first, second),
});

/** SQL of the same rows as one JSON value, for a query that asks for more at once. */
export const relationshipsAsJson = (workspaceId: SQLWrapper) => sql<RelationshipRow[]>`(
  select coalesce(json_agg(row order by row.created_at, row.id), '[]') from (
    select r.id, r.created_at, json_build_object('id', a.id, 'name', a.name) as first,
      json_build_object('id', b.id, 'name', b.name) as second
    from relationships r
    join teams a on a.workspace_id = r.workspace_id and a.id = r.first_team_id
    join teams b on b.workspace_id = r.workspace_id and b.id = r.second_team_id
    where r.workspace_id = ${workspaceId} order by r.created_at, r.id limit 100) row)`;

/** @throws Refusal when it is not in this workspace */
export async function requireRelationship(db: Database, member: Member, relationshipId: string) {
  const [found] = rows<{ id: string; firstTeamId: string; secondTeamId: string }>(
    await db.execute(sql`
      select id, first_team_id as "firstTeamId", second_team_id as "secondTeamId" from relationships
      where workspace_id = ${member.workspaceId} and id = ${relationshipId}`),
  );
  return (
    found ?? refuse("not_found", "This relationship does not exist.", { relationshipId: ["Choose one from the list."] })
  );
}

export function listTeams(db: Database, member: Member) {
  return db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(teams.workspaceId, member.workspaceId))
    .orderBy(asc(teams.createdAt), asc(teams.id))
    .limit(200);
}

const ofPage = 100;

/** Which of them: whose name or address has a word that begins so, and those after this member on the list. */
export type MembersAsked = { text?: string | undefined; after?: string | undefined };

/** One page of the people of the workspace, by name, and how many there are in all. Those who left are not in it. */
export async function listMembersByPage(db: Database, member: Member, { text, after }: MembersAsked) {
  const begin = `% ${(text ?? "").trim().replace(/[\\%_]/g, "\\$&")}%`;
  const here = and(eq(members.workspaceId, member.workspaceId), isNull(members.endedAt));
  const [found, all] = await Promise.all([
    selectMembers(db)
      .where(
        and(
          here,
          text?.trim() ? sql`' ' || ${users.name} || ' ' || ${users.email} ilike ${begin}` : undefined,
          after
            ? sql`(${users.name}, ${members.id}) > (
                select last.name, m.id from members m join users last on last.id = m.user_id
                where m.workspace_id = ${member.workspaceId} and m.id = ${after})`
            : undefined,
        ),
      )
      .orderBy(asc(users.name), asc(members.id))
      .limit(ofPage + 1),
    db.$count(members, here),
  ]);
  const shown = found.slice(0, ofPage);
  return { members: shown, all, next: found.length > ofPage ? (shown.at(-1)?.id ?? null) : null };
}

/** How many belong to each team, by its id. */
export async function countOfTeams(db: Database, member: Member): Promise<ReadonlyMap<string | null, number>> {
  const counted = await db
    .select({ teamId: members.teamId, number: count() })
    .from(members)
    .where(and(eq(members.workspaceId, member.workspaceId), isNull(members.endedAt)))
    .groupBy(members.teamId);
  return new Map(counted.map(({ teamId, number }) => [teamId, number]));
}

export type MemberRow = Awaited<ReturnType<typeof listMembersByPage>>["members"][number];

const selectMembers = (db: Database) =>
  db
    .select({
      id: members.id,
      name: users.name,
      email: users.email,
      role: members.role,
      teamId: members.teamId,
      teamName: teams.name,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, and(eq(teams.workspaceId, members.workspaceId), eq(teams.id, members.teamId)));
