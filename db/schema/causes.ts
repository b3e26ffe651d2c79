import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  Answer,
  Category,
  Ending,
  EvidenceType,
  Reach,
  ReadBackAnswer,
  Removal,
  Stance,
  WhyKind,
  WhyStatus,
} from "../terms";
import { createdAt, id, imported, instant, inWorkspace, within, workspaceId } from "./keys";
import { members, relationships, teams } from "./people";

/** Sorts by byte on every server; fractional-indexing relies on it. */
const byteText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

const searchVector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** One entry of the workspace's catalogue; whys in many trees may point at it. */
export const rootCauses = pgTable(
  "root_causes",
  {
    id: id(),
    workspaceId: workspaceId(),
    text: text("text").notNull(),
    category: text("category").$type<Category>().notNull(), // the primary one
    otherCategories: text("other_categories").array().$type<Category[]>().notNull().default([]),
    trendNote: text("trend_note"), // how it moves, in words
    weakReason: text("weak_reason"), // why nothing stronger than a reminder is done about it (method 2.4)
    // It may be accepted instead of mended: a sponsor decides, and looks again on a day (method 1.7).
    acceptedBy: text("accepted_by"),
    acceptedReason: text("accepted_reason"),
    acceptedReviewOn: date("accepted_review_on"),
    acceptedAt: instant("accepted_at"),
    acceptanceRecordedById: uuid("acceptance_recorded_by_id"),
    mergedIntoId: uuid("merged_into_id"), // what it was found to be the same as; its whys and links point there now
    mergedAt: instant("merged_at"),
    enteredById: uuid("entered_by_id").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    search: searchVector("search").generatedAlwaysAs((): SQL => sql`to_tsvector('simple', ${rootCauses.text})`),
  },
  (t) => [
    inWorkspace("root_causes_in_workspace", t),
    within("root_causes_entered_by", t, t.enteredById, members),
    within("root_causes_acceptance_recorded_by", t, t.acceptanceRecordedById, members),
    within("root_causes_merged_into", t, t.mergedIntoId, t),
    check("root_causes_not_into_itself", sql`${t.mergedIntoId} <> ${t.id}`),
    uniqueIndex("root_causes_text")
      .on(t.workspaceId, t.category, sql`md5(lower(${t.text}))`)
      .where(sql`${t.mergedIntoId} is null`),
    index("root_causes_accepted").on(t.workspaceId, t.acceptedReviewOn).where(sql`${t.acceptedReviewOn} is not null`),
    index("root_causes_merged").on(t.workspaceId, t.mergedIntoId).where(sql`${t.mergedIntoId} is not null`),
    index("root_causes_search").using("gin", t.search),
  ],
);

/** How bad a root cause is in one year: the same cause weighs differently as markets move. */
export const rootCauseSeverities = pgTable(
  "root_cause_severities",
  {
    id: id(),
    workspaceId: workspaceId(),
    rootCauseId: uuid("root_cause_id").notNull(),
    year: smallint("year").notNull(),
    severity: smallint("severity").notNull(), // 1 to 4, 4 is worst
    note: text("note"),
    setById: uuid("set_by_id").notNull(),
    setAt: instant("set_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    inWorkspace("root_cause_severities_in_workspace", t),
    unique("root_cause_severities_year").on(t.workspaceId, t.rootCauseId, t.year),
    within("root_cause_severities_root_cause", t, t.rootCauseId, rootCauses),
    within("root_cause_severities_set_by", t, t.setById, members),
    check("root_cause_severities_severity", sql`${t.severity} between 1 and 4`),
  ],
);

export const causeTrees = pgTable(
  "cause_trees",
  {
    id: id(),
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    problem: text("problem").notNull(),
    onlyCauseReason: text("only_cause_reason"), // why the problem has one first why only (method 1.9, breadth)
    apartSideId: uuid("apart_side_id"), // the side that draws this tree by itself, to be compared with the other's
    openedById: uuid("opened_by_id").notNull(),
    settledAt: instant("settled_at"),
    settledById: uuid("settled_by_id"),
    settledMark: text("settled_mark"), // fingerprint of the lines both sides agreed on
    sourceCase: text("source_case"),
    sourceKey: text("source_key"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    inWorkspace("cause_trees_in_workspace", t),
    within("cause_trees_relationship", t, t.relationshipId, relationships),
    within("cause_trees_opened_by", t, t.openedById, members),
    within("cause_trees_settled_by", t, t.settledById, members),
    within("cause_trees_apart_side", t, t.apartSideId, teams),
    imported("cause_trees_source", t),
    index("cause_trees_latest").on(t.workspaceId, t.relationshipId, t.createdAt, t.id),
    index("cause_trees_search").using("gin", sql`to_tsvector('simple', ${t.problem})`),
    index("cause_trees_unsettled").on(t.workspaceId, t.createdAt, t.id).where(sql`${t.settledAt} is null`),
  ],
);

export const whys = pgTable(
  "whys",
  {
    id: id(),
    workspaceId: workspaceId(),
    treeId: uuid("tree_id").notNull(),
    parentId: uuid("parent_id"), // none: it answers the problem itself
    position: byteText("position").notNull(), // fractional index among its siblings; ties are broken by id
    text: text("text").notNull(),
    kind: text("kind").$type<WhyKind>(),
    status: text("status").$type<WhyStatus>().notNull().default("hypothesis"),
    statusReason: text("status_reason"),
    joint: text("joint"), // siblings with the same letter act only together
    necessary: text("necessary").$type<Answer>().notNull().default("unknown"),
    sufficient: text("sufficient").$type<Answer>().notNull().default("unknown"), // of its group; alike in all its whys
    ending: text("ending").$type<Ending>(),
    category: text("category").$type<Category>(),
    rootCauseId: uuid("root_cause_id"),
    reach: text("reach").$type<Reach>(),
    removal: text("removal").$type<Removal>(),
    endingBy: text("ending_by"), // who receives the escalation, or the sponsor who accepted
    endingOn: date("ending_on"), // the escalation's day, or the day of review
    endingNote: text("ending_note"), // how we live with the pressure, or why it was accepted
    sameAsId: uuid("same_as_id"),
    authorId: uuid("author_id").notNull(),
    sideId: uuid("side_id"), // the side that wrote it; none: neutral
    sourceCase: text("source_case"),
    sourceKey: text("source_key"), // tree/why
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    removedAt: instant("removed_at"), // taken out of the tree; undo brings it back
  },
  (t) => [
    inWorkspace("whys_in_workspace", t),
    unique("whys_in_tree").on(t.workspaceId, t.treeId, t.id),
    within("whys_tree", t, t.treeId, causeTrees),
    // The why above stands in the same tree.
    foreignKey({
      name: "whys_parent",
      columns: [t.workspaceId, t.treeId, t.parentId],
      foreignColumns: [t.workspaceId, t.treeId, t.id] as [AnyPgColumn, AnyPgColumn, AnyPgColumn],
    }),
    within("whys_root_cause", t, t.rootCauseId, rootCauses),
    within("whys_same_as", t, t.sameAsId, t),
    within("whys_author", t, t.authorId, members),
    within("whys_side", t, t.sideId, teams),
    imported("whys_source", t),
    check("whys_same_as_target", sql`(${t.ending} = 'same_as') is not true or ${t.sameAsId} is not null`),
    index("whys_by_tree").on(t.workspaceId, t.treeId, t.parentId, t.position),
    // What was passed on or accepted until a day; on it somebody looks again.
    index("whys_ending_due")
      .on(t.workspaceId, t.endingOn)
      .where(sql`${t.endingOn} is not null and ${t.removedAt} is null`),
    index("whys_by_root_cause").on(t.workspaceId, t.rootCauseId),
    index("whys_by_same_as").on(t.workspaceId, t.sameAsId),
    index("whys_search").using("gin", sql`to_tsvector('simple', ${t.text})`),
  ],
);

export const evidence = pgTable(
  "evidence",
  {
    id: id(),
    workspaceId: workspaceId(),
    whyId: uuid("why_id").notNull(),
    type: text("type").$type<EvidenceType>().notNull(),
    stance: text("stance").$type<Stance>().notNull(),
    text: text("text").notNull(),
    source: text("source"),
    observedOn: date("observed_on"),
    collectedById: uuid("collected_by_id").notNull(),
    sideId: uuid("side_id"),
    sourceCase: text("source_case"),
    sourceKey: text("source_key"), // tree/why#place
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    inWorkspace("evidence_in_workspace", t),
    within("evidence_why", t, t.whyId, whys),
    within("evidence_collected_by", t, t.collectedById, members),
    within("evidence_side", t, t.sideId, teams),
    imported("evidence_source", t),
    index("evidence_by_why").on(t.workspaceId, t.whyId),
  ],
);

/** The latest answer of each side. It stands while `mark` is that of the pair as it reads now. */
export const readBacks = pgTable(
  "read_backs",
  {
    id: id(),
    workspaceId: workspaceId(),
    whyId: uuid("why_id").notNull(),
    sideId: uuid("side_id").notNull(),
    answer: text("answer").$type<ReadBackAnswer>().notNull(),
    reason: text("reason"),
    mark: text("mark").notNull(), // fingerprint of the two sentences it was given on
    memberId: uuid("member_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    inWorkspace("read_backs_in_workspace", t),
    unique("read_backs_side_once").on(t.workspaceId, t.whyId, t.sideId),
    within("read_backs_why", t, t.whyId, whys),
    within("read_backs_side", t, t.sideId, teams),
    within("read_backs_member", t, t.memberId, members),
  ],
);
