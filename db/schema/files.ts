import { customType, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { evidence } from "./causes";
import { createdAt, id, instant, inWorkspace, within, workspaceId } from "./keys";
import { members } from "./people";

const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** A picture or PDF that supports or contradicts a why. */
export const attachments = pgTable(
  "attachments",
  {
    id: id(),
    workspaceId: workspaceId(),
    evidenceId: uuid("evidence_id").notNull(),
    fileName: text("file_name").notNull(), // as it was called where it came from; only ever shown
    mediaType: text("media_type").notNull(), // as its first bytes say, never as its sender says
    sizeBytes: integer("size_bytes").notNull(),
    sha256: text("sha256").notNull(),
    storedAs: text("stored_as"), // a random name; none: it was named in a case, which carries no files
    addedById: uuid("added_by_id").notNull(),
    createdAt: createdAt(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    inWorkspace("attachments_in_workspace", t),
    within("attachments_evidence", t, t.evidenceId, evidence),
    within("attachments_added_by", t, t.addedById, members),
    index("attachments_by_evidence").on(t.workspaceId, t.evidenceId),
  ],
);

/** The bytes, where several copies of the program share a server and no folder. */
export const storedFiles = pgTable(
  "stored_files",
  {
    workspaceId: workspaceId(),
    name: text("name").notNull(),
    content: bytes("content").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ name: "stored_files_key", columns: [t.workspaceId, t.name] })],
);
