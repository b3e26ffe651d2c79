import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { dayOf } from "@/app/_ui/dates";
import { database } from "@/db/client";
import { loadReplay } from "@/lib/causes/load-replay";
import { replayAnswer } from "@/lib/portability/replay-answer";
import { refuse } from "@/lib/refusal";
import { replayAsked } from "../../../_deeds/asked";

/** A cause tree as a deed left it: `at` counts its deeds from 1; without it, the last. */
export const GET = memberRoute<{ tree: string }>("workspace:read", async ({ member, params, request }) => {
  const { at } = replayAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const loaded = await loadReplay(database(), member, params.tree, (instant) => dayOf(instant, member.timeZone));
  if (!loaded) refuse("not_found", "This cause tree does not exist.");
  return NextResponse.json(replayAnswer(loaded.replay, at ?? loaded.replay.steps.length, loaded.relationship));
});
