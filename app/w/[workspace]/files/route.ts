import { NextResponse } from "next/server";
import { contentOf, readAttached } from "@/app/_server/read-upload";
import { visitorRoute } from "@/app/_server/visitor-route";
import { database } from "@/db/client";
import { newsOf } from "@/lib/causes/news";
import { attachFile } from "@/lib/files/attachments";
import { type FileFault, faultFor } from "@/lib/files/limits";
import { fileStore } from "@/lib/files/store";
import { Refusal } from "@/lib/refusal";

/**
 * Takes a picture or a PDF in. It is no server action, since those hold at most 1 MB. A page whose script runs is answered
 * with what has changed in the tree; a plain form is led back to where it stood, with the reason where there is one.
 */
export const POST = visitorRoute<{ workspace: string }>("tree:edit", async ({ member, params, request }) => {
  const db = database();
  const wantsNews = request.headers.get("accept")?.includes("application/json");
  let place = { treeId: "", whyId: "" };
  try {
    const { input, file } = await readAttached(request);
    place = input;
    const done = await attachFile(db, fileStore(db), member, input, await contentOf(file));
    if (wantsNews) return NextResponse.json(await newsOf(db, member, done), { status: 201 });
    return backTo(params.workspace, place);
  } catch (error) {
    if (wantsNews || !(error instanceof Refusal)) throw error;
    return backTo(params.workspace, place, faultFor(error.message), request);
  }
});

/** Led back by the address alone: nothing of what was typed stands in it. */
function backTo(
  workspace: string,
  { treeId, whyId }: { treeId: string; whyId: string },
  fault?: FileFault,
  request?: Request,
): Response {
  const said = fault ? `&file=${fault}` : "";
  const tree = treeId ? `/w/${workspace}/causes/${treeId}?why=${whyId}${said}#evidence` : cameFrom(request, fault);
  // A relative address stays on this site, whatever host was called.
  return new Response(null, { status: 303, headers: { Location: tree ?? `/w/${workspace}/incidents` } });
}

/** A form that could not be read does not say where it stood; the browser does. */
function cameFrom(request: Request | undefined, fault: FileFault | undefined): string | undefined {
  const address = request?.headers.get("referer");
  if (!address || !URL.canParse(address)) return undefined;
  const { pathname, searchParams } = new URL(address);
  const why = searchParams.get("why");
  if (!/^\/w\/[\w-]+\/causes\/[0-9a-f-]{36}$/.test(pathname)) return undefined;
  const whyPart = why && /^[0-9a-f-]{36}$/.test(why) ? `why=${why}&` : "";
  return `${pathname}?${whyPart}file=${fault}#evidence`;
}
