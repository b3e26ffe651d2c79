import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { readComments } from "@/lib/comments/queries";
import { commentsAsked } from "../_deeds/asked";

/** The latest comments on one thing, the oldest of them first; `asked=` the `older` of the page before for those before. */
export const GET = memberRoute("workspace:read", async ({ member, request }) => {
  const asked = commentsAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  return NextResponse.json(await readComments(database(), member, asked));
});
