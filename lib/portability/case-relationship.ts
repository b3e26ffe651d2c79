/** The two teams a case file names: those that stand under these names, else new ones where an owner imports it. */
import "server-only";
import { and, eq, or, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { relationships, teams } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";
import type { Deed } from "@/lib/activity/record";
import type { Fault } from "./case-faults";
import type { CaseFile } from "./case-file";
import type { Pair } from "./plan-case";

type Found = { pair: Pair; newTeams: { id: string; name: string }[]; isNew: boolean };

/** As it stands, with ids made up for what is missing. */
export async function findPair(db: Database, member: Member, file: CaseFile): Promise<Found> {
  const [first, second] = [
    await findTeam(db, member, file.relationship[0]),
    await findTeam(db, member, file.relationship[1]),
  ];
  const sides = [
    first ?? { id: v7(), name: file.relationship[0] },
    second ?? { id: v7(), name: file.relationship[1] },
  ] as const;
  const sideIds = [sides[0].id, sides[1].id] as const;
  const { firstTeamId, secondTeamId } = relationships;
  const [standing] = await db
    .select({ id: relationships.id })
    .from(relationships)
    .where(
      and(
        eq(relationships.workspaceId, member.workspaceId),
        or(
          and(eq(firstTeamId, sideIds[0]), eq(secondTeamId, sideIds[1])),
          and(eq(firstTeamId, sideIds[1]), eq(secondTeamId, sideIds[0])),
        ),
      ),
    );
  return {
    pair: { relationshipId: standing?.id ?? v7(), sideIds },
    newTeams: [...(first ? [] : [sides[0]]), ...(second ? [] : [sides[1]])],
    isNew: !standing,
  };
}

/** Who may not add or relate teams may not do so by a file either: what it lacks here, in words. */
export function pairFaults(member: Member, { newTeams, isNew }: Found, file: CaseFile): Fault[] {
  if (may(member.role, "teams:manage") || !isNew) return [];
  const names = newTeams.map(({ name }) => `“${name}”`).join(" and ");
  const lacks =
    newTeams.length === 0
      ? `“${file.relationship.join("” and “")}” do not belong together here yet`
      : `There ${newTeams.length === 1 ? "is no team" : "are no teams"} ${names} here`;
  return [
    { path: "relationship", message: `${lacks}. Only an owner changes that: ask one, or ask one to import this.` },
  ];
}

/** The same, made where it is missing; gives the deeds to record with the import's own. */
export async function makePair(
  tx: Database,
  member: Member,
  file: CaseFile,
  before: Found,
): Promise<{ pair: Pair; deeds: Deed[] }> {
  const { workspaceId } = member;
  const added = await Promise.all(
    before.newTeams.map((team) =>
      tx
        .insert(teams)
        .values({ ...team, workspaceId })
        .onConflictDoNothing()
        .returning({ id: teams.id, name: teams.name }),
    ),
  );
  // Somebody may have added the same team meanwhile; then theirs is the one.
  const found = before.newTeams.length > 0 ? await findPair(tx, member, file) : before;
  const [firstTeamId, secondTeamId] = found.pair.sideIds;
  const row = { id: found.pair.relationshipId, workspaceId, firstTeamId, secondTeamId };
  const made = found.isNew
    ? await tx.insert(relationships).values(row).onConflictDoNothing().returning({ id: relationships.id })
    : [];
  const { pair } = found.isNew && made.length === 0 ? await findPair(tx, member, file) : found;
  return {
    pair,
    deeds: [
      ...added.flat().map(({ id, name }) => ({ verb: "team.added", subjectId: id, details: { name } })),
      ...made.map(({ id }) => ({ verb: "relationship.added", subjectId: id, details: { firstTeamId, secondTeamId } })),
    ],
  };
}

async function findTeam(db: Database, member: Member, name: string) {
  const [team] = await db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(and(eq(teams.workspaceId, member.workspaceId), eq(sql`lower(${teams.name})`, sql`lower(${name})`)));
  return team;
}
