import { sql } from "drizzle-orm";
import { bigint, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, within, workspaceId } from "./keys";
import { members, workspaces } from "./people";

/** The append-only history: who did what, when. A trigger refuses changes (see the migration). */
export const activity = pgTable(
  "activity",
  {
    workspaceId: workspaceId(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    at: instant("at").notNull().default(sql`clock_timestamp()`),
    memberId: uuid("member_id"), // none: the program itself
    verb: text("verb").notNull(), // incident.logged, why.reworded, …
    subjectId: uuid("subject_id").notNull(), // the incident, tree, root cause, improvement, … whose history this belongs to
    details: jsonb("details").$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ name: "activity_key", columns: [t.workspaceId, t.sequence] }),
    foreignKey({ name: "activity_workspace", columns: [t.workspaceId], foreignColumns: [workspaces.id] }),
    within("activity_member", t, t.memberId, members),
    index("activity_by_subject").on(t.workspaceId, t.subjectId, t.sequence),
    // What an owner reads it by: the days, a person, a kind of thing. The clock may have gone wrong once, so the order is by both.
    index("activity_by_time").on(t.workspaceId, t.at, t.sequence),
    index("activity_by_member").on(t.workspaceId, t.memberId, t.at, t.sequence),
    index("activity_by_kind").on(t.workspaceId, sql`split_part(${t.verb}, '.', 1)`, t.at, t.sequence),
  ],
);
