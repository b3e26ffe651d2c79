import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { findIncident } from "@/lib/incidents/incident-page";
import { refuse } from "@/lib/refusal";

/** An incident whole: statement, perspectives, costs, its trees in short, root causes and improvements. */
export const GET = memberRoute<{ incident: string }>("workspace:read", async ({ member, params }) => {
  const found = await findIncident(database(), member, params.incident);
  if (!found) return refuse("not_found", "This incident does not exist.");
  const { incident, perspectives, costs, trees, rootCauses, improvements, seenBefore } = found;
  return NextResponse.json({
    ...incident,
    perspectives,
    costs: costs.filter(({ removedAt }) => removedAt === null),
    trees: trees.map(({ id, problem, settledAt, whys, rootCauses: ends }) => ({
      id,
      problem,
      settledAt,
      whys,
      rootCauses: ends,
    })),
    rootCauses,
    improvements,
    seenBefore: seenBefore ?? null,
  });
});
