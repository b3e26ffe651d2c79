import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { exportCase } from "@/lib/portability/export-case";

/** The case of an incident as a file, with its trees and all that they reach; POST /api/v1/cases takes it in. */
export const GET = memberRoute<{ incident: string }>("workspace:read", async ({ member, params }) =>
  NextResponse.json(await exportCase(database(), member, params.incident)),
);
