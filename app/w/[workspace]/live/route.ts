import { NextResponse } from "next/server";
import { z } from "zod";
import { sessionToken } from "@/app/_server/auth";
import { liveAnswer, liveNow } from "@/app/_server/live-stream";
import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { may } from "@/lib/access/policy";
import { changesSince } from "@/lib/live/changes";
import { enterWorkspace } from "@/lib/people/sessions";
import { sequenceNumber } from "@/lib/text/shapes";

const asked = z.object({ since: sequenceNumber });

/**
 * What happens in the workspace from the named number of its history on: as a stream of events, or, for whoever cannot
 * keep one open, once as JSON. A reader that comes back names the last it has heard.
 */
export const GET = visitorRoute<{ workspace: string }>("workspace:read", async ({ member, params, request }) => {
  const { headers, url } = request;
  const { since } = asked.parse({
    since: headers.get("last-event-id") || new URL(url).searchParams.get("since"),
  });
  const { workspaceId } = member;
  if (!headers.get("accept")?.includes("text/event-stream"))
    return NextResponse.json(
      { ...(await changesSince(database(), workspaceId, since)), ...(await liveNow(workspaceId)) },
      { headers: { "Cache-Control": "no-store" } },
    );
  const token = (await sessionToken()) ?? "";
  return liveAnswer({
    workspaceId,
    holder: member.id,
    since,
    async mayRead() {
      const still = await enterWorkspace(database(), token, params.workspace);
      return !!still && may(still.member.role, "workspace:read");
    },
  });
});
