import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { findFile } from "@/lib/files/attachments";
import { dispositionOf, savedName } from "@/lib/files/file-name";
import { fileStore } from "@/lib/files/store";
import { refuse } from "@/lib/refusal";

/**
 * An attached file, for those who may read its tree. It is always sent to be saved, as what its first bytes said, and may
 * do nothing: a file that is a picture and a script at once is shown as a picture or not at all.
 */
export async function fileAnswer(member: Member, fileId: string, request: Request): Promise<Response> {
  const db = database();
  const found = await findFile(db, fileStore(db), member, fileId);
  if (!found) return refuse("not_found", "This file does not exist.");
  const { content, fileName, mediaType, sha256 } = found;
  const headers = {
    "Content-Type": mediaType,
    "Content-Disposition": dispositionOf(savedName(fileName, mediaType)),
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    // Rights are asked each time; the bytes of a name never change.
    "Cache-Control": "private, no-cache",
    ETag: `"${sha256}"`,
  };
  if (request.headers.get("if-none-match") === headers.ETag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(content), { headers });
}
