import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  CarryOverDecision,
  CatchballMove,
  Category,
  CycleKind,
  CyclePhase,
  Direction,
  ObjectiveDecision,
  PressureKind,
  ReviewKind,
} from "../terms";
import { improvements } from "./improvements";
import { createdAt, id, instant, inWorkspace, within, workspaceId } from "./keys";
import { members, relationships, teams } from "./people";

/** One turn of continuous improvement of a relationship; the next opens from it. */
export const cycles = pgTable(
  "cycles",
  {
    id: id(),
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    name: text("name").notNull(),
    kind: text("kind").$type<CycleKind>().notNull(),
    startsOn: date("starts_on").notNull(),
    endsOn: date("ends_on").notNull(),
    phase: text("phase").$type<CyclePhase>().notNull().default("scan"),
    previousId: uuid("previous_id"),
    openedById: uuid("opened_by_id").notNull(),
    committedAt: instant("committed_at"),
    closedAt: instant("closed_at"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    inWorkspace("cycles_in_workspace", t),
    within("cycles_relationship", t, t.relationshipId, relationships),
    within("cycles_previous", t, t.previousId, t),
    within("cycles_opened_by", t, t.openedById, members),
    unique("cycles_follow_once").on(t.workspaceId, t.previousId),
    check("cycles_days", sql`${t.startsOn} < ${t.endsOn}`),
    index("cycles_by_day").on(t.workspaceId, t.relationshipId, t.startsOn, t.id),
  ],
);

/** An outside condition that bears on a relationship; how strongly stands in its readings. */
export const pressures = pgTable(
  "pressures",
  {
    id: id(),
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    kind: text("kind").$type<PressureKind>().notNull(),
    title: text("title").notNull(),
    categories: text("categories").array().$type<Category[]>().notNull().default([]),
    notedById: uuid("noted_by_id").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    inWorkspace("pressures_in_workspace", t),
    within("pressures_relationship", t, t.relationshipId, relationships),
    within("pressures_noted_by", t, t.notedById, members),
    index("pressures_by_relationship").on(t.workspaceId, t.relationshipId),
  ],
);

/** How a pressure stood when a cycle looked at it. */
export const pressureReadings = pgTable(
  "pressure_readings",
  {
    id: id(),
    workspaceId: workspaceId(),
    pressureId: uuid("pressure_id").notNull(),
    cycleId: uuid("cycle_id").notNull(),
    direction: text("direction").$type<Direction>().notNull(),
    strength: smallint("strength").notNull(), // 1 to 5
    note: text("note"),
    readOn: date("read_on").notNull(),
    readById: uuid("read_by_id").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    inWorkspace("pressure_readings_in_workspace", t),
    unique("pressure_readings_once").on(t.workspaceId, t.cycleId, t.pressureId),
    within("pressure_readings_pressure", t, t.pressureId, pressures),
    within("pressure_readings_cycle", t, t.cycleId, cycles),
    within("pressure_readings_read_by", t, t.readById, members),
    check("pressure_readings_strength", sql`${t.strength} between 1 and 5`),
  ],
);

/** One of the three to five aims of a cycle, owned by a pair, one from each side. */
export const objectives = pgTable(
  "objectives",
  {
    id: id(),
    workspaceId: workspaceId(),
    cycleId: uuid("cycle_id").notNull(),
    title: text("title").notNull(),
    firstOwnerId: uuid("first_owner_id"), // of the first side
    secondOwnerId: uuid("second_owner_id"),
    indicator: text("indicator"),
    baseline: text("baseline"),
    target: text("target"),
    byDay: date("by_day"),
    leading: text("leading"), // the measures, in words: what moves first,
    lagging: text("lagging"), // what counts in the end,
    balancing: text("balancing"), // and what must not get worse
    decision: text("decision").$type<ObjectiveDecision>(), // of the latest quarterly review
    result: text("result"), // what came of it, at the end
    proposedById: uuid("proposed_by_id").notNull(),
    version: integer("version").notNull().default(1), // an agreement stands for the version it was given on
    createdAt: createdAt(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    inWorkspace("objectives_in_workspace", t),
    within("objectives_cycle", t, t.cycleId, cycles),
    within("objectives_first_owner", t, t.firstOwnerId, members),
    within("objectives_second_owner", t, t.secondOwnerId, members),
    within("objectives_proposed_by", t, t.proposedById, members),
    index("objectives_by_cycle").on(t.workspaceId, t.cycleId, t.createdAt, t.id),
  ],
);

/** Catchball: what each side said to an objective, in turn. */
export const catchballTurns = pgTable(
  "catchball_turns",
  {
    id: id(),
    workspaceId: workspaceId(),
    objectiveId: uuid("objective_id").notNull(),
    sideId: uuid("side_id").notNull(),
    move: text("move").$type<CatchballMove>().notNull(),
    words: text("words"),
    ofVersion: integer("of_version").notNull(), // the objective as it read then
    memberId: uuid("member_id").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    inWorkspace("catchball_turns_in_workspace", t),
    within("catchball_turns_objective", t, t.objectiveId, objectives),
    within("catchball_turns_side", t, t.sideId, teams),
    within("catchball_turns_member", t, t.memberId, members),
    index("catchball_turns_by_objective").on(t.workspaceId, t.objectiveId, t.at, t.id),
  ],
);

/** The weekly quarter of an hour: what moved, what is stuck, who helps. */
export const huddles = pgTable(
  "huddles",
  {
    id: id(),
    workspaceId: workspaceId(),
    cycleId: uuid("cycle_id").notNull(),
    heldOn: date("held_on").notNull(),
    moved: text("moved"),
    stuck: text("stuck"),
    help: text("help"),
    writtenById: uuid("written_by_id").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    inWorkspace("huddles_in_workspace", t),
    unique("huddles_day").on(t.workspaceId, t.cycleId, t.heldOn),
    within("huddles_cycle", t, t.cycleId, cycles),
    within("huddles_written_by", t, t.writtenById, members),
  ],
);

/** The look back at a quarter, and at the whole. */
export const cycleReviews = pgTable(
  "cycle_reviews",
  {
    id: id(),
    workspaceId: workspaceId(),
    cycleId: uuid("cycle_id").notNull(),
    kind: text("kind").$type<ReviewKind>().notNull(),
    heldOn: date("held_on").notNull(),
    verified: text("verified"), // what was verified
    cameBack: text("came_back"),
    learned: text("learned"),
    pressuresMoved: text("pressures_moved"),
    writtenById: uuid("written_by_id").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    inWorkspace("cycle_reviews_in_workspace", t),
    unique("cycle_reviews_day").on(t.workspaceId, t.cycleId, t.kind, t.heldOn),
    within("cycle_reviews_cycle", t, t.cycleId, cycles),
    within("cycle_reviews_written_by", t, t.writtenById, members),
  ],
);

/** What a quarterly review decided on an objective, and why; the latest also stands with the objective. */
export const objectiveReviews = pgTable(
  "objective_reviews",
  {
    id: id(),
    workspaceId: workspaceId(),
    reviewId: uuid("review_id").notNull(),
    objectiveId: uuid("objective_id").notNull(),
    decision: text("decision").$type<ObjectiveDecision>().notNull(),
    reason: text("reason").notNull(),
    decidedById: uuid("decided_by_id").notNull(),
    decidedAt: instant("decided_at").notNull().defaultNow(),
  },
  (t) => [
    inWorkspace("objective_reviews_in_workspace", t),
    unique("objective_reviews_once").on(t.workspaceId, t.reviewId, t.objectiveId),
    within("objective_reviews_review", t, t.reviewId, cycleReviews),
    within("objective_reviews_objective", t, t.objectiveId, objectives),
    within("objective_reviews_decided_by", t, t.decidedById, members),
  ],
);

/** What was decided on an improvement that a cycle left unfinished. */
export const carryOvers = pgTable(
  "carry_overs",
  {
    id: id(),
    workspaceId: workspaceId(),
    improvementId: uuid("improvement_id").notNull(),
    fromCycleId: uuid("from_cycle_id").notNull(),
    decision: text("decision").$type<CarryOverDecision>().notNull(),
    reason: text("reason"),
    sponsor: text("sponsor"), // who decided, from the second time on
    decidedById: uuid("decided_by_id").notNull(),
    decidedAt: instant("decided_at").notNull().defaultNow(),
  },
  (t) => [
    inWorkspace("carry_overs_in_workspace", t),
    unique("carry_overs_once").on(t.workspaceId, t.fromCycleId, t.improvementId),
    foreignKey({
      name: "carry_overs_improvement",
      columns: [t.workspaceId, t.improvementId],
      foreignColumns: [improvements.workspaceId, improvements.id] as [AnyPgColumn, AnyPgColumn],
    }),
    within("carry_overs_from_cycle", t, t.fromCycleId, cycles),
    within("carry_overs_decided_by", t, t.decidedById, members),
    index("carry_overs_by_improvement").on(t.workspaceId, t.improvementId),
  ],
);
