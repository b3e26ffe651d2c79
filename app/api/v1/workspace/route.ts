import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { listMembersByPage, listRelationships, listTeams } from "@/lib/teams/queries";

/** The ids that deeds ask for: teams, relationships with their sides, the first members with role and team. */
export const GET = memberRoute("workspace:read", async ({ member }) => {
  const db = database();
  const [teams, relationships, { members, next }] = await Promise.all([
    listTeams(db, member),
    listRelationships(db, member),
    listMembersByPage(db, member, {}),
  ]);
  return NextResponse.json({
    name: member.workspace.name,
    timeZone: member.workspace.timeZone,
    teams,
    relationships: relationships.map(({ id, name, sides }) => ({ id, name, sides: sides.map((side) => side.id) })),
    members: members.map(({ id, name, role, teamId }) => ({ id, name, role, teamId })),
    nextMembers: next, // `after` of GET /members
  });
});
