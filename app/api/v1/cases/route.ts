import { NextResponse } from "next/server";
import { memberRoute, readJson } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { readCaseFile } from "@/lib/portability/case-file";
import { importCase } from "@/lib/portability/import-case";

/** Other routes take 256 kB. A tree of 5,000 whys, which a file may hold, runs to some megabytes. */
const largestFile = 4 * 1024 * 1024;

/** Takes a case file in: 201 when it made rows, 200 when all stood already, 422 with each fault and its place. */
export const POST = memberRoute("cases:import", async ({ member, request }) => {
  const read = readCaseFile(await readJson(request, largestFile));
  if (read.faults) return NextResponse.json({ errors: read.faults }, { status: 422 });
  const report = await importCase(database(), member, read.file);
  return NextResponse.json(report, { status: report.created > 0 ? 201 : 200 });
});
