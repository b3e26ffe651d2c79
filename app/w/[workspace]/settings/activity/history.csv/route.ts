import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { exportAudit } from "@/lib/activity/audit-export";
import { auditFilterOf } from "@/lib/activity/audit-filter";
import { listTeams } from "@/lib/teams/queries";
import { dayIn } from "@/lib/text/days";

/** The history as it is narrowed, sent while it is read. */
export const GET = visitorRoute<{ workspace: string }>("activity:read", async ({ member, params, request }) => {
  const db = database();
  const filter = auditFilterOf(Object.fromEntries(new URL(request.url).searchParams));
  const teams = Object.fromEntries((await listTeams(db, member)).map(({ id, name }) => [id, name]));
  const lines = exportAudit(db, member, filter, teams);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(out) {
      const { done, value } = await lines.next();
      if (done) out.close();
      else out.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${params.workspace}-history-${dayIn(member.timeZone)}.csv"`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
});
