import { NextResponse } from "next/server";
import { z } from "zod";
import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { sharedNews } from "@/lib/causes/shared-news";
import { refuse } from "@/lib/refusal";
import { sequenceNumber } from "@/lib/text/shapes";

const asked = z.object({ since: sequenceNumber, upTo: sequenceNumber.optional() });

/**
 * What has changed in a tree since a number of the history, for a page that holds it as it was then, up to the number that
 * the page has heard of at least.
 */
export const GET = visitorRoute<{ workspace: string; tree: string }>(
  "workspace:read",
  async ({ member, params, request }) => {
    const { searchParams } = new URL(request.url);
    const { since, upTo } = asked.parse({
      since: searchParams.get("since"),
      upTo: searchParams.get("upTo") ?? undefined,
    });
    const news = await sharedNews(database(), member, params.tree, since, upTo ?? Number.POSITIVE_INFINITY);
    if (!news) refuse("not_found", "This cause tree does not exist.");
    return NextResponse.json(news, { headers: { "Cache-Control": "no-store" } });
  },
);
