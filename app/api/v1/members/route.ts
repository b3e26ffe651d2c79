import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { listMembersByPage } from "@/lib/teams/queries";
import { membersAsked } from "../_deeds/asked";

/** One page of members by name: `text=` the beginning of a name, `after=` the `next` of the page before. */
export const GET = memberRoute("workspace:read", async ({ member, request }) => {
  const asked = membersAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { members, next } = await listMembersByPage(database(), member, asked);
  return NextResponse.json({
    members: members.map(({ id, name, role, teamId }) => ({ id, name, role, teamId })),
    next,
  });
});
