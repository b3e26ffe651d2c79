import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "./client";
import { members, relationships, teams, users, workspaces } from "./schema";
import type { Role } from "./terms";

/** The people of the example. Nobody has a password: one looks around as Jonas Lindqvist, by the set-up link alone. */
const people: { email: string; name: string; role: Role; team?: "marketing" | "sales" }[] = [
  { email: "ines.okafor@harbour.example", name: "Ines Okafor", role: "lead", team: "marketing" },
  { email: "tomasz.wolny@harbour.example", name: "Tomasz Wolny", role: "member", team: "marketing" },
  { email: "priya.nair@harbour.example", name: "Priya Nair", role: "member", team: "marketing" },
  { email: "jonas.lindqvist@harbour.example", name: "Jonas Lindqvist", role: "lead", team: "sales" },
  { email: "marta.ruiz@harbour.example", name: "Marta Ruiz", role: "member", team: "sales" },
  { email: "c.aubert@harbour.example", name: "C. Aubert", role: "executive" },
  { email: "hanne.vogel@harbour.example", name: "Hanne Vogel", role: "owner" },
];
const visitor = "jonas.lindqvist@harbour.example";
const slug = "harbour";

/**
 * Makes the example workspace, once, and answers with the user one looks around as and the page to begin on.
 */
export async function openExample(db: Database): Promise<{ userId: string; path: string }> {
  await db.transaction(async (tx) => {
    const workspaceId = v7();
    const example = { id: workspaceId, slug, name: "Harbour Instruments", timeZone: "Europe/Berlin", isExample: true };
    const made = await tx.insert(workspaces).values(example).onConflictDoNothing().returning({ id: workspaces.id });
    if (made.length > 0) await fill(tx, workspaceId);
  });
  const [found] = await db
    .select({ userId: users.id })
    .from(users)
    .innerJoin(members, eq(members.userId, users.id))
    .innerJoin(workspaces, and(eq(workspaces.id, members.workspaceId), eq(workspaces.slug, slug)))
    .where(and(eq(users.email, visitor), eq(workspaces.isExample, true)));
  if (!found) throw new Error("The address of the example is taken by another workspace.");
  return { userId: found.userId, path: `/w/${slug}/today` };
}

async function fill(tx: Database, workspaceId: string) {
  const teamIds = { marketing: v7(), sales: v7() };
  await tx.insert(teams).values([
    { id: teamIds.marketing, workspaceId, name: "Marketing" },
    { id: teamIds.sales, workspaceId, name: "Sales" },
  ]);
  const pair = { firstTeamId: teamIds.marketing, secondTeamId: teamIds.sales };
  await tx.insert(relationships).values({ id: v7(), workspaceId, ...pair });
  const made = people.map((person) => ({ ...person, userId: v7() }));
  await tx
    .insert(users)
    .values(made.map(({ userId, email, name }) => ({ id: userId, email, name, timeZone: "Europe/Berlin" })));
  await tx.insert(members).values(
    made.map(({ userId, role, team }) => ({
      id: v7(),
      workspaceId,
      userId,
      role,
      teamId: team ? teamIds[team] : null,
    })),
  );
}
