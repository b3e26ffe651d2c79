import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { causeTrees, rootCauses, whys } from "./causes";
import { improvements } from "./improvements";
import { incidents } from "./incidents";
import { createdAt, id, instant, inWorkspace, within, workspaceId } from "./keys";
import { members, teams } from "./people";

/** What people say about one thing: an incident, a tree or a why in it, a root cause, an improvement. */
export const comments = pgTable(
  "comments",
  {
    id: id(),
    workspaceId: workspaceId(),
    incidentId: uuid("incident_id"),
    treeId: uuid("tree_id"),
    whyId: uuid("why_id"), // with its tree
    rootCauseId: uuid("root_cause_id"),
    improvementId: uuid("improvement_id"),
    text: text("text").notNull(), // Markdown without HTML
    authorId: uuid("author_id").notNull(),
    sideId: uuid("side_id"), // of the author then; none: neutral
    saidOn: date("said_on"), // it came with a case: `authorId` only took it in, and its day is that of the file
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    editedAt: instant("edited_at"),
    removedAt: instant("removed_at"),
  },
  (t) => [
    inWorkspace("comments_in_workspace", t),
    within("comments_incident", t, t.incidentId, incidents),
    within("comments_tree", t, t.treeId, causeTrees),
    within("comments_why", t, t.whyId, whys),
    within("comments_root_cause", t, t.rootCauseId, rootCauses),
    within("comments_improvement", t, t.improvementId, improvements),
    within("comments_author", t, t.authorId, members),
    within("comments_side", t, t.sideId, teams),
    check(
      "comments_one_subject",
      sql`num_nonnulls(${t.incidentId}, ${t.treeId}, ${t.rootCauseId}, ${t.improvementId}) = 1`,
    ),
    check("comments_why_in_tree", sql`${t.whyId} is null or ${t.treeId} is not null`),
    index("comments_by_incident").on(t.workspaceId, t.incidentId, t.createdAt, t.id),
    index("comments_by_tree").on(t.workspaceId, t.treeId, t.createdAt, t.id),
    index("comments_by_root_cause").on(t.workspaceId, t.rootCauseId, t.createdAt, t.id),
    index("comments_by_improvement").on(t.workspaceId, t.improvementId, t.createdAt, t.id),
  ],
);

/** Who was named in a comment; shown on their Today until they have seen it. */
export const mentions = pgTable(
  "mentions",
  {
    workspaceId: workspaceId(),
    commentId: uuid("comment_id").notNull(),
    memberId: uuid("member_id").notNull(),
    seenAt: instant("seen_at"),
  },
  (t) => [
    primaryKey({ name: "mentions_key", columns: [t.workspaceId, t.commentId, t.memberId] }),
    within("mentions_comment", t, t.commentId, comments),
    within("mentions_member", t, t.memberId, members),
    index("mentions_unseen").on(t.workspaceId, t.memberId, t.commentId).where(sql`${t.seenAt} is null`),
  ],
);
