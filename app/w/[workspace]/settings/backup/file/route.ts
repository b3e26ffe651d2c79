import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { visitorRoute } from "@/app/_server/visitor-route";
import { CannotRestore } from "@/db/backup/format";
import { writeOwnBackup } from "@/db/backup/own-backup";
import { database } from "@/db/client";
import { fileStore } from "@/lib/files/store";
import { refuse } from "@/lib/refusal";
import { now } from "@/lib/text/clock";
import { version } from "@/package.json";

/** One at a time: each reads all there is. */
let making = false;

/**
 * Everything of this workspace as one file, without passwords, tokens and keys, for owners. A deed and not an address,
 * so that nothing but a form of ours sets it off. It lies on the disk before the first byte goes: a slow line holds
 * nothing open, and what goes wrong is said in words.
 */
export const POST = visitorRoute<{ workspace: string }>("workspace:manage", async ({ member }) => {
  if (making) refuse("conflict", "A back-up is being made already. Please try again in a moment.");
  making = true;
  try {
    const store = fileStore(database());
    const { path, discard } = await writeOwnBackup(
      { version, workspaces: [member.workspaceId] },
      (_session, ...which) => store.get(...which),
    );
    const { size } = await stat(path);
    const file = createReadStream(path);
    file.once("close", () => void discard());
    const day = now().toISOString().slice(0, 10);
    return new Response(Readable.toWeb(file) as ReadableStream, {
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Length": String(size),
        "Content-Disposition": `attachment; filename="${member.workspace.slug}-${day}.backup"`,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof CannotRestore) refuse("unavailable", error.message);
    throw error;
  } finally {
    making = false;
  }
});
