import { NextResponse } from "next/server";
import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { requireTree } from "@/lib/live/here";
import { saidIn } from "@/lib/live/said";
import { tellShowing } from "@/lib/live/showing";

/** What a member shows to everyone on a tree, said by their page when it changes and now and then. */
export const POST = visitorRoute<{ workspace: string; tree: string }>(
  "tree:show",
  async ({ member, params, request }) => {
    await requireTree(database(), member, params.tree);
    return NextResponse.json({ begun: await tellShowing(database(), member, params.tree, saidIn(request.url)) });
  },
);
