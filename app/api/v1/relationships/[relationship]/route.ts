import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { findLaneLimits } from "@/lib/improvements/lane-limits";
import { refuse } from "@/lib/refusal";
import { listRelationships } from "@/lib/teams/queries";

/** Two teams that depend on each other, and how many each lane of their board is wanted to hold. */
export const GET = memberRoute<{ relationship: string }>("workspace:read", async ({ member, params }) => {
  const known = await listRelationships(database(), member);
  const found = known.find(({ id }) => id === params.relationship);
  if (!found) return refuse("not_found", "This relationship does not exist.");
  const laneLimits = await findLaneLimits(database(), member, found.id);
  const sides = found.sides.map(({ id, name }) => ({ id, name }));
  return NextResponse.json({ id: found.id, name: found.name, sides, laneLimits });
});
