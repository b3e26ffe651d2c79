import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import type { Phase, ViewPage } from "../terms";
import { createdAt, id, instant, inWorkspace, within, workspaceId } from "./keys";
import { members, relationships } from "./people";

/** The filters of a page under a name: a member's own, or shown to all. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    workspaceId: workspaceId(),
    memberId: uuid("member_id").notNull(), // who made it
    page: text("page").$type<ViewPage>().notNull(),
    name: text("name").notNull(),
    query: text("query").notNull(), // what stands after the question mark
    isShared: boolean("is_shared").notNull().default(false),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    inWorkspace("saved_views_in_workspace", t),
    within("saved_views_member", t, t.memberId, members),
    index("saved_views_by_page").on(t.workspaceId, t.page, t.name).where(sql`${t.removedAt} is null`),
  ],
);

/** How many improvements a relationship wants in one lane of the board at once; a row that is missing means no limit. */
export const laneLimits = pgTable(
  "lane_limits",
  {
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    phase: text("phase").$type<Phase>().notNull(),
    most: smallint("most").notNull(),
  },
  (t) => [
    primaryKey({ name: "lane_limits_key", columns: [t.workspaceId, t.relationshipId, t.phase] }),
    within("lane_limits_relationship", t, t.relationshipId, relationships),
    check("lane_limits_most", sql`${t.most} between 1 and 99`),
  ],
);
