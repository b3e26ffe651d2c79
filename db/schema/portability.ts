import { foreignKey, index, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant, inWorkspace, within, workspaceId } from "./keys";
import { members, relationships, teams, workspaces } from "./people";

/**
 * The case files this workspace has taken in, each as it was the last time. What a file says anew is seen against it,
 * so that importing once more does not undo what people have changed since.
 */
export const importedCases = pgTable(
  "imported_cases",
  {
    id: id(),
    workspaceId: workspaceId(),
    key: text("key").notNull(),
    title: text("title").notNull(),
    relationshipId: uuid("relationship_id").notNull(),
    firstTeamId: uuid("first_team_id").notNull(), // the one the file names first, whatever it is called by now
    file: jsonb("file").notNull(),
    importedById: uuid("imported_by_id").notNull(),
    importedAt: instant("imported_at").notNull().defaultNow(),
  },
  (t) => [
    inWorkspace("imported_cases_in_workspace", t),
    unique("imported_cases_key").on(t.workspaceId, t.key),
    foreignKey({ name: "imported_cases_workspace", columns: [t.workspaceId], foreignColumns: [workspaces.id] }),
    within("imported_cases_relationship", t, t.relationshipId, relationships),
    within("imported_cases_first_team", t, t.firstTeamId, teams),
    within("imported_cases_imported_by", t, t.importedById, members),
    index("imported_cases_by_day").on(t.workspaceId, t.importedAt, t.id),
  ],
);
