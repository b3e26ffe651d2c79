import { cookies } from "next/headers";
import { type Member, sideIn } from "@/lib/access/member";
import type { Relationship } from "@/lib/teams/sides";
import { findEntry } from "./visitor";

export const relationshipCookie = "relationship";

/** The relationships of the member's workspace; they came with the member. */
export async function relationshipsOf(member: Member): Promise<Relationship[]> {
  return (await findEntry(member.workspace.slug))?.relationships ?? [];
}

/**
 * The relationship that pages show now: the one chosen in the rail, else the first in which the member is a side, else the
 * first. Every workspace has one since it was set up.
 */
export async function chosenRelationship(member: Member): Promise<Relationship> {
  const [all, jar] = await Promise.all([relationshipsOf(member), cookies()]);
  const wanted = jar.get(relationshipCookie)?.value;
  const own = all.find(({ sides: [first, second] }) =>
    sideIn(member, { firstTeamId: first.id, secondTeamId: second.id }),
  );
  const chosen = all.find(({ id }) => id === wanted) ?? own ?? all[0];
  if (!chosen) throw new Error("A workspace without a relationship.");
  return chosen;
}
