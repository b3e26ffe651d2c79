import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import type { Database } from "@/db/client";
import { members, setupTokens, users, workspaces } from "@/db/schema";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { insertRelationship, insertTeam, teamName } from "@/lib/teams/commands";
import { emailAddress, personName, timeZone, workspaceName } from "./input";
import { hashPassword, password } from "./passwords";
import { slugOf } from "./slug";
import { hashToken, newToken } from "./tokens";

const different = "Two teams need two different names.";

export const setUpInput = z
  .object({
    token: z.string(),
    ownerName: personName,
    email: emailAddress,
    password,
    workspaceName,
    firstTeam: teamName,
    secondTeam: teamName,
    ownersTeam: z.enum(["first", "second", "neither"], "Choose one."),
    timeZone,
  })
  .refine(({ firstTeam, secondTeam }) => firstTeam.toLowerCase() !== secondTeam.toLowerCase(), {
    path: ["secondTeam"],
    message: different,
  });
export type SetUpInput = z.output<typeof setUpInput>;
type OwnWorkspace = Omit<SetUpInput, "token" | "password"> & { passwordHash: string };

const usedUp =
  "This set-up link is not valid any more. Start the program again: while it has no workspace it prints a new one.";

/** Whether this installation has no workspace of its own yet; example data does not count. */
export async function isFresh(db: Database): Promise<boolean> {
  const found = await db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.isExample, false)).limit(1);
  return found.length === 0;
}

/** Makes a new set-up token; those that were not used are void from now on. */
export async function makeSetupToken(db: Database): Promise<string> {
  const token = newToken();
  await db.transaction(async (tx) => {
    await holdSetUp(tx);
    await tx.delete(setupTokens).where(isNull(setupTokens.usedAt));
    await tx.insert(setupTokens).values({ tokenHash: hashToken(token) });
  });
  return token;
}

/** Whether this token may still set up this installation. */
export async function isSetupToken(db: Database, token: string): Promise<boolean> {
  const [found] = await db.select({ at: setupTokens.createdAt }).from(setupTokens).where(unused(token));
  return found !== undefined && isFresh(db);
}

/**
 * Sets up the installation: owner, workspace, two teams and their relationship, all or nothing. The token counts once.
 * @returns the owner's user and the address of the workspace
 */
export async function setUp(db: Database, { token, password, ...wanted }: SetUpInput) {
  // A stranger must not make us hash.
  if (!(await isSetupToken(db, token))) refuse("invalid", usedUp);
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    await holdSetUp(tx);
    const used = await tx
      .update(setupTokens)
      .set({ usedAt: sql`now()` })
      .where(unused(token))
      .returning({ at: setupTokens.usedAt });
    if (used.length === 0) refuse("invalid", usedUp);
    return openWorkspace(tx, { ...wanted, passwordHash });
  });
}

const unused = (token: string) => and(eq(setupTokens.tokenHash, hashToken(token)), isNull(setupTokens.usedAt));

/** One set-up at a time, over all copies of the program, until the transaction ends. */
export const holdSetUp = (tx: Database) => tx.execute(sql`select pg_advisory_xact_lock(7236001)`);

/** The deed behind both ways of setting up; runs inside their transaction. */
export async function openWorkspace(tx: Database, wanted: OwnWorkspace) {
  const { passwordHash, ownerName: name, email, timeZone } = wanted;
  const userId = v7();
  const [user] = await tx
    .insert(users)
    .values({ id: userId, email, name, passwordHash, timeZone })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (!user) refuse("conflict", taken, { email: [taken] });
  const workspace = await insertWorkspace(tx, wanted.workspaceName, timeZone);
  const owner = { id: v7(), workspaceId: workspace.id };
  await tx.insert(members).values({ ...owner, userId, role: "owner" });
  await recordActivity(tx, owner, "workspace.set_up", workspace.id, { name: wanted.workspaceName });
  const first = await insertTeam(tx, owner, wanted.firstTeam);
  const second = await insertTeam(tx, owner, wanted.secondTeam);
  if (!first || !second) refuse("invalid", different, { secondTeam: [different] });
  await insertRelationship(tx, owner, first.id, second.id);
  const teamId = { first: first.id, second: second.id, neither: null }[wanted.ownersTeam];
  await tx
    .update(members)
    .set({ teamId })
    .where(and(eq(members.workspaceId, workspace.id), eq(members.id, owner.id)));
  return { userId, ownerId: owner.id, workspaceId: workspace.id, slug: workspace.slug };
}

const taken = "Somebody uses this address already. Please take another.";

/** The address comes from the name; where it is taken a number follows it. */
async function insertWorkspace(tx: Database, name: string, timeZone: string) {
  const slug = slugOf(name);
  for (let number = 1; number < 100; number += 1) {
    const row = { id: v7(), slug: number === 1 ? slug : `${slug}-${number}`, name, timeZone };
    const [made] = await tx
      .insert(workspaces)
      .values(row)
      .onConflictDoNothing({ target: workspaces.slug })
      .returning({ id: workspaces.id, slug: workspaces.slug });
    if (made) return made;
  }
  return refuse("conflict", "Too many workspaces have this name. Please take another.");
}
