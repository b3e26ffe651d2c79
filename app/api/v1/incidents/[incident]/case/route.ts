import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { recordExport } from "@/lib/activity/audit-export";
import { exportCase } from "@/lib/portability/export-case";

/** The case of an incident as a file, with its trees and all that they reach; POST /api/v1/cases takes it in. */
export const GET = memberRoute<{ incident: string }>("workspace:read", async ({ member, params }) => {
  const db = database();
  const file = await exportCase(db, member, params.incident);
  await recordExport(db, member, "incident.exported", params.incident);
  return NextResponse.json(file);
});
