import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { findImprovement } from "@/lib/improvements/improvement-page";
import { refuse } from "@/lib/refusal";

/** An improvement with each try: its prediction, its checks and what was learned. */
export const GET = memberRoute<{ improvement: string }>("workspace:read", async ({ member, params }) => {
  const found = await findImprovement(database(), member, params.improvement);
  if (!found) return refuse("not_found", "This improvement does not exist.");
  const { createdKey: _, ...improvement } = found;
  return NextResponse.json(improvement);
});
