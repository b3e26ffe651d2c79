import { NextResponse } from "next/server";
import { v7 } from "uuid";
import { memberRoute } from "@/app/_server/member-route";
import { contentOf, readAttached } from "@/app/_server/read-upload";
import { database } from "@/db/client";
import { requireTree } from "@/lib/causes/tree-rows";
import { attachFile } from "@/lib/files/attachments";
import { fileStore } from "@/lib/files/store";

/**
 * Attaches a picture or a PDF to a piece of evidence: a form (multipart/form-data) with the fields of the page's own.
 * An `Idempotency-Key` (a UUID of version 7) serves as the file's id.
 */
export const POST = memberRoute<{ tree: string }>("tree:edit", async ({ member, params, request }) => {
  const db = database();
  await requireTree(db, member, params.tree); // before ten megabytes are read for nothing
  const id = request.headers.get("idempotency-key") ?? v7();
  const { input, file } = await readAttached(request, { id }, { treeId: params.tree });
  await attachFile(db, fileStore(db), member, input, await contentOf(file));
  return NextResponse.json({ id: input.id }, { status: 201 });
});
