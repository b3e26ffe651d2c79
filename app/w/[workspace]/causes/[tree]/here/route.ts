import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { hereInput, requireTree, tellHere } from "@/lib/live/here";
import { saidIn } from "@/lib/live/said";

/** Where a member is on a tree, said by their page now and then, and when they leave it. */
export const POST = visitorRoute<{ workspace: string; tree: string }>(
  "workspace:read",
  async ({ member, params, request }) => {
    await requireTree(database(), member, params.tree);
    await tellHere(database(), member, params.tree, hereInput.parse(saidIn(request.url)));
    return new Response(null, { status: 204 });
  },
);
