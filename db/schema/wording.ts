import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { WordingCode, WordingLanguage } from "../terms";
import { causeTrees, whys } from "./causes";
import { id, instant, inWorkspace, within, workspaceId } from "./keys";
import { members, teams } from "./people";

/** A word list that a workspace has made its own. Without a row the list that comes with the program holds. */
export const wordingLists = pgTable(
  "wording_lists",
  {
    id: id(),
    workspaceId: workspaceId(),
    language: text("language").$type<WordingLanguage>().notNull(),
    list: text("list").notNull(), // which one: blame words, role nouns, …; see lib/causes
    words: text("words").array().notNull(),
    changedById: uuid("changed_by_id").notNull(),
    changedAt: instant("changed_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    inWorkspace("wording_lists_in_workspace", t),
    unique("wording_lists_once").on(t.workspaceId, t.language, t.list),
    within("wording_lists_changed_by", t, t.changedById, members),
  ],
);

/**
 * A finding that people have looked at: a hint dismissed by anybody, an error overruled by one member of each side
 * (method 1.6). It stands while `mark` is that of the text as it reads now.
 */
export const wordingSettlements = pgTable(
  "wording_settlements",
  {
    id: id(),
    workspaceId: workspaceId(),
    treeId: uuid("tree_id").notNull(),
    whyId: uuid("why_id"), // none: the problem itself
    code: text("code").$type<WordingCode>().notNull(),
    mark: text("mark").notNull(), // fingerprint of the text it was given on
    sideId: uuid("side_id"), // of whoever settled it; none: neutral
    memberId: uuid("member_id").notNull(),
    reason: text("reason").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    inWorkspace("wording_settlements_in_workspace", t),
    within("wording_settlements_tree", t, t.treeId, causeTrees),
    within("wording_settlements_why", t, t.whyId, whys),
    within("wording_settlements_side", t, t.sideId, teams),
    within("wording_settlements_member", t, t.memberId, members),
    // One standing word per side and finding.
    uniqueIndex("wording_settlements_once").on(
      t.workspaceId,
      t.treeId,
      sql`coalesce(${t.whyId}, ${t.treeId})`,
      t.code,
      sql`coalesce(${t.sideId}, ${t.treeId})`,
    ),
    index("wording_settlements_by_tree").on(t.workspaceId, t.treeId),
  ],
);
