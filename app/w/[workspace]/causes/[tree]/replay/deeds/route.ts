import { NextResponse } from "next/server";
import { visitorRoute } from "@/app/_server/visitor-route";
import { dayOf } from "@/app/_ui/dates";
import { database } from "@/db/client";
import { loadReplay } from "@/lib/causes/load-replay";
import { refuse } from "@/lib/refusal";

/** All deeds of a tree at once, for a page that goes back and forth in them without asking again. */
export const GET = visitorRoute<{ workspace: string; tree: string }>("workspace:read", async ({ member, params }) => {
  const loaded = await loadReplay(database(), member, params.tree, (at) => dayOf(at, member.timeZone));
  if (!loaded) refuse("not_found", "This cause tree does not exist.");
  return NextResponse.json(loaded.replay, { headers: { "Cache-Control": "no-store" } });
});
