import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { recordExport } from "@/lib/activity/audit-export";
import { exportCase } from "@/lib/portability/export-case";

/** The case as a file to keep, or to take in elsewhere. */
export const GET = visitorRoute<{ workspace: string; incident: string }>(
  "workspace:read",
  async ({ member, params }) => {
    const db = database();
    const file = await exportCase(db, member, params.incident);
    await recordExport(db, member, "incident.exported", params.incident);
    return new Response(JSON.stringify(file, null, 1), {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="${file.key}.case.json"`,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
      },
    });
  },
);
