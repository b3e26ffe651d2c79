import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { members, relationships, teams, users, workspaces } from "@/db/schema";
import type { Role } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { type Relationship, sidesOf } from "@/lib/teams/sides";

type Person = { name: string; role: Role; teamId?: string | null; passwordHash?: string | null; timeZone?: string };

/** A workspace of its own with Marketing (the first side), Sales (the second) and one person of each kind. Nobody has a password. */
export type World = {
  workspace: { id: string; slug: string; name: string };
  relationship: Relationship & { firstTeamId: string; secondTeamId: string };
  marketing: string; // the team's id
  sales: string;
  owner: Member; // neutral
  lead: Member; // of Marketing
  seller: Member; // member of Sales
  facilitator: Member; // neutral
  executive: Member; // neutral
};

export async function aWorkspace(db: Database, name = "The mill"): Promise<World> {
  const id = v7();
  const workspace = { id, slug: `w-${id}`, name };
  const [first, second] = [
    { id: v7(), name: "Marketing" },
    { id: v7(), name: "Sales" },
  ];
  const relationshipId = v7();
  await db.insert(workspaces).values(workspace);
  await db.insert(teams).values([first, second].map((team) => ({ ...team, workspaceId: id })));
  const pair = { firstTeamId: first.id, secondTeamId: second.id };
  await db.insert(relationships).values({ id: relationshipId, workspaceId: id, ...pair });
  const [owner, lead, seller, facilitator, executive] = await people(db, workspace, [
    { name: "Hanne Vogel", role: "owner" },
    { name: "Ines Okafor", role: "lead", teamId: first.id },
    { name: "Jonas Lindqvist", role: "member", teamId: second.id },
    { name: "Lena Braun", role: "member" },
    { name: "Claire Aubert", role: "executive" },
  ]);
  const relationship = { id: relationshipId, name: "Marketing and Sales", sides: sidesOf(first, second), ...pair };
  return {
    workspace,
    relationship,
    marketing: first.id,
    sales: second.id,
    owner,
    lead,
    seller,
    facilitator,
    executive,
  };
}

/** One more person in this world. */
export async function aMember(db: Database, world: Pick<World, "workspace">, person: Person): Promise<Member> {
  const [member] = await people(db, world.workspace, [person]);
  return member;
}

type Members<P extends readonly Person[]> = { [place in keyof P]: Member };

async function people<const P extends readonly Person[]>(
  db: Database,
  workspace: World["workspace"],
  wanted: P,
): Promise<Members<P>> {
  const made = wanted.map((person) => ({ ...person, id: v7(), userId: v7() }));
  await db.insert(users).values(
    made.map(({ userId, name, passwordHash, timeZone }) => ({
      id: userId,
      email: `${userId}@people.example`,
      name,
      passwordHash,
      timeZone,
    })),
  );
  await db
    .insert(members)
    .values(made.map(({ id, userId, teamId, role }) => ({ id, workspaceId: workspace.id, userId, teamId, role })));
  return made.map(
    ({ id, userId, name, role, teamId, timeZone }): Member => ({
      id,
      userId,
      name,
      role,
      teamId: teamId ?? null,
      workspaceId: workspace.id,
      workspace: { slug: workspace.slug, name: workspace.name, timeZone: "UTC", isExample: false },
      locale: "en-GB",
      timeZone: timeZone ?? "UTC",
      theme: "system",
    }),
  ) as Members<P>;
}
