import { sql } from "drizzle-orm";
import { type AnyPgColumn, foreignKey, timestamp, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";

type Rows = { workspaceId: AnyPgColumn; id: AnyPgColumn };

/**
 * A reference that cannot leave its workspace: (workspace_id, x_id) points at (workspace_id, id).
 * @param name the constraint's name; Postgres would cut a generated one at 63 bytes
 */
export const within = (name: string, from: { workspaceId: AnyPgColumn }, column: AnyPgColumn, to: Rows) =>
  foreignKey({ name, columns: [from.workspaceId, column], foreignColumns: [to.workspaceId, to.id] });

/** What `within` points at. Every table of a workspace has it. */
export const inWorkspace = (name: string, t: Rows) => unique(name).on(t.workspaceId, t.id);

/** A row that came with a case file is found again by the case's key and its own key there. */
export const imported = (
  name: string,
  t: { workspaceId: AnyPgColumn; sourceCase: AnyPgColumn; sourceKey: AnyPgColumn },
) => uniqueIndex(name).on(t.workspaceId, t.sourceCase, t.sourceKey).where(sql`${t.sourceCase} is not null`);

export const id = () => uuid("id").primaryKey();
export const workspaceId = () => uuid("workspace_id").notNull();
export const instant = (name: string) => timestamp(name, { withTimezone: true });
export const createdAt = () => instant("created_at").notNull().defaultNow();
