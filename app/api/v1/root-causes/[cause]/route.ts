import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { listImprovementsOnCauses } from "@/lib/improvements/queries";
import { refuse } from "@/lib/refusal";
import { listIncidentsOfCause, listWhysOfCause } from "@/lib/root-causes/cause-page";
import { findRootCause } from "@/lib/root-causes/queries";
import { listSeverities } from "@/lib/root-causes/severities";

/** An entry of the catalogue with its latest incidents, its whys, its improvements and its severity per year. */
export const GET = memberRoute<{ cause: string }>("workspace:read", async ({ member, params }) => {
  const db = database();
  const cause = await findRootCause(db, member, params.cause);
  if (!cause) return refuse("not_found", "This root cause does not exist.");
  const [incidents, whys, improvements, severities] = await Promise.all([
    listIncidentsOfCause(db, member, cause.id),
    listWhysOfCause(db, member, cause.id),
    listImprovementsOnCauses(db, member, [cause.id]),
    listSeverities(db, member, cause.id),
  ]);
  return NextResponse.json({ ...cause, incidents, whys, improvements, severities });
});
