import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { loadTree } from "@/lib/causes/load-tree";
import { treeAnswer } from "@/lib/portability/tree-answer";
import { refuse } from "@/lib/refusal";

/** A cause tree as it stands, nested as in a case file, with its summary. */
export const GET = memberRoute<{ tree: string }>("workspace:read", async ({ member, params }) => {
  const loaded = await loadTree(database(), member, params.tree);
  if (!loaded) refuse("not_found", "This cause tree does not exist.");
  return NextResponse.json(treeAnswer(loaded));
});
