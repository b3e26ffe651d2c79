import type { Session } from "../session";

/** Attached files where they are rows of a server's database (lib/files/table-store.ts), in the session of a back-up. */
export async function fileOfTable(session: Session, workspaceId: string, name: string): Promise<Buffer | undefined> {
  const [found] = await session.ask<{ content: string }>(
    "select encode(content, 'base64') as content from stored_files where workspace_id = $1::text::uuid and name = $2::text",
    [workspaceId, name],
  );
  return found && Buffer.from(found.content, "base64");
}

export async function keepFileInTable(session: Session, workspaceId: string, name: string, content: Buffer) {
  await session.ask(
    `insert into stored_files (workspace_id, name, content)
     values ($1::text::uuid, $2::text, decode($3::text, 'base64')) on conflict do nothing`,
    [workspaceId, name, content.toString("base64")],
  );
}
