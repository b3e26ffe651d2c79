import { NextResponse } from "next/server";
import { z } from "zod";
import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { newsSince } from "@/lib/causes/news-since";
import { refuse } from "@/lib/refusal";
import { sequenceNumber } from "@/lib/text/shapes";

const asked = z.object({ since: sequenceNumber });

/** What has changed in a tree since a number of the history, for a page that holds it as it was then. */
export const GET = visitorRoute<{ workspace: string; tree: string }>(
  "workspace:read",
  async ({ member, params, request }) => {
    const { since } = asked.parse({ since: new URL(request.url).searchParams.get("since") });
    const news = await newsSince(database(), member, params.tree, since);
    if (!news) refuse("not_found", "This cause tree does not exist.");
    return NextResponse.json(news, { headers: { "Cache-Control": "no-store" } });
  },
);
