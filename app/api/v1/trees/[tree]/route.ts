import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { loadTree } from "@/lib/causes/load-tree";
import { listPointing } from "@/lib/causes/pointing";
import { loadScoreFacts } from "@/lib/causes/score-facts";
import { treeAnswer } from "@/lib/portability/tree-answer";
import { refuse } from "@/lib/refusal";

/** A cause tree as it stands, nested as in a case file, with its summary, its score and its gates. */
export const GET = memberRoute<{ tree: string }>("workspace:read", async ({ member, params }) => {
  const db = database();
  const loaded = await loadTree(db, member, params.tree);
  if (!loaded) refuse("not_found", "This cause tree does not exist.");
  const [facts, pointing] = await Promise.all([
    loadScoreFacts(db, member, loaded.tree.id),
    listPointing(db, member, loaded.tree.id),
  ]);
  return NextResponse.json(treeAnswer(loaded, facts, pointing));
});
