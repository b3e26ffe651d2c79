import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  Category,
  Centre,
  Dispersion,
  FrictionCode,
  MeasureNature,
  MeasureSource,
  Period,
  WantedDirection,
} from "../terms";
import { incidents } from "./incidents";
import { createdAt, id, instant, inWorkspace, within, workspaceId } from "./keys";
import { members, relationships } from "./people";

/** A figure that a relationship follows over time, with an owner from each side. */
export const measures = pgTable(
  "measures",
  {
    id: id(),
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    name: text("name").notNull(),
    definition: text("definition").notNull(), // what is counted, and what is not
    unit: text("unit").notNull(),
    source: text("source").$type<MeasureSource>().notNull(),
    /** Of a built-in measure: only incidents at this hand-off or of this category, and in this currency. */
    handOff: text("hand_off"),
    category: text("category").$type<Category>(),
    currency: text("currency"),
    period: text("period").$type<Period>().notNull(),
    nature: text("nature").$type<MeasureNature>().notNull(),
    wanted: text("wanted").$type<WantedDirection>(),
    target: doublePrecision("target"), // may be drawn, never used as a limit
    centre: text("centre").$type<Centre>().notNull().default("mean"),
    dispersion: text("dispersion").$type<Dispersion>().notNull().default("mean"),
    firstOwnerId: uuid("first_owner_id"), // of the relationship's first team
    secondOwnerId: uuid("second_owner_id"),
    createdById: uuid("created_by_id").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    inWorkspace("measures_in_workspace", t),
    within("measures_relationship", t, t.relationshipId, relationships),
    within("measures_first_owner", t, t.firstOwnerId, members),
    within("measures_second_owner", t, t.secondOwnerId, members),
    within("measures_created_by", t, t.createdById, members),
    index("measures_by_relationship").on(t.workspaceId, t.relationshipId, t.name).where(sql`${t.removedAt} is null`),
  ],
);

/** One value of a measure, for the period that begins on that day. A period without a row is a gap, never zero. */
export const readings = pgTable(
  "readings",
  {
    id: id(),
    workspaceId: workspaceId(),
    measureId: uuid("measure_id").notNull(),
    periodOn: date("period_on").notNull(), // the Monday, or the first of the month
    value: doublePrecision("value").notNull(),
    note: text("note"),
    enteredById: uuid("entered_by_id").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    inWorkspace("readings_in_workspace", t),
    unique("readings_once").on(t.workspaceId, t.measureId, t.periodOn),
    within("readings_measure", t, t.measureId, measures),
    within("readings_entered_by", t, t.enteredById, members),
  ],
);

/** A period that does not count for the limits of a measure, and why; it stays drawn (method 4.5). */
export const leftOutPeriods = pgTable(
  "left_out_periods",
  {
    workspaceId: workspaceId(),
    measureId: uuid("measure_id").notNull(),
    periodOn: date("period_on").notNull(),
    why: text("why").notNull(),
    leftOutById: uuid("left_out_by_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "left_out_periods_key", columns: [t.workspaceId, t.measureId, t.periodOn] }),
    within("left_out_periods_measure", t, t.measureId, measures),
    within("left_out_periods_by", t, t.leftOutById, members),
  ],
);

/**
 * Limits that a person has locked: computed from the periods between two days, judging all later ones. The next one
 * replaces it, with a reason and four times yes (method 4.5); the old ones stay visible.
 */
export const baselines = pgTable(
  "baselines",
  {
    id: id(),
    workspaceId: workspaceId(),
    measureId: uuid("measure_id").notNull(),
    fromOn: date("from_on").notNull(),
    throughOn: date("through_on").notNull(),
    reason: text("reason"),
    lockedById: uuid("locked_by_id").notNull(),
    lockedAt: instant("locked_at").notNull().defaultNow(),
    replacedAt: instant("replaced_at"),
  },
  (t) => [
    inWorkspace("baselines_in_workspace", t),
    within("baselines_measure", t, t.measureId, measures),
    within("baselines_locked_by", t, t.lockedById, members),
    index("baselines_by_measure").on(t.workspaceId, t.measureId, t.lockedAt),
    check("baselines_days", sql`${t.fromOn} <= ${t.throughOn}`),
  ],
);

/** A signal that a measure gave, told once to both owners: it becomes an incident, or is set aside with a reason. */
export const measureSignals = pgTable(
  "measure_signals",
  {
    id: id(),
    workspaceId: workspaceId(),
    measureId: uuid("measure_id").notNull(),
    periodOn: date("period_on").notNull(), // at which it was detected
    rule: text("rule").notNull(),
    value: doublePrecision("value").notNull(),
    isWanted: boolean("is_wanted"), // none where no direction is wanted
    foundAt: instant("found_at").notNull().defaultNow(),
    incidentId: uuid("incident_id"),
    setAsideWhy: text("set_aside_why"),
    settledById: uuid("settled_by_id"),
    settledAt: instant("settled_at"),
  },
  (t) => [
    inWorkspace("measure_signals_in_workspace", t),
    unique("measure_signals_once").on(t.workspaceId, t.measureId, t.periodOn, t.rule),
    within("measure_signals_measure", t, t.measureId, measures),
    within("measure_signals_incident", t, t.incidentId, incidents),
    within("measure_signals_settled_by", t, t.settledById, members),
  ],
);

/** When a member last looked at the trends of a relationship: signals since then stand on top. */
export const trendVisits = pgTable(
  "trend_visits",
  {
    workspaceId: workspaceId(),
    memberId: uuid("member_id").notNull(),
    relationshipId: uuid("relationship_id").notNull(),
    visitedAt: instant("visited_at").notNull(),
    visitedBeforeAt: instant("visited_before_at"), // the visit before that one, on another day
  },
  (t) => [
    primaryKey({ name: "trend_visits_key", columns: [t.workspaceId, t.memberId, t.relationshipId] }),
    within("trend_visits_member", t, t.memberId, members),
    within("trend_visits_relationship", t, t.relationshipId, relationships),
  ],
);

type Given = { low: number | null; expected: number | null; high: number | null };
type FrictionInputs = Partial<Record<string, Given>>;

/** One line of the ledger of friction (method 6.4): what a month cost, by formula, from what was put into it. */
export const frictionCosts = pgTable(
  "friction_costs",
  {
    id: id(),
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    incidentId: uuid("incident_id"), // none: of the month as a whole
    month: date("month").notNull(), // its first day
    code: text("code").$type<FrictionCode>().notNull(), // method 6.4
    /** What was put into the formula, each with its bounds. */
    inputs: jsonb("inputs").$type<FrictionInputs>().notNull(),
    currency: text("currency").notNull(),
    low: doublePrecision("low"), // unknown is blank, not 0
    expected: doublePrecision("expected"),
    high: doublePrecision("high"),
    basis: text("basis").notNull(),
    firstConfirmedById: uuid("first_confirmed_by_id"),
    secondConfirmedById: uuid("second_confirmed_by_id"),
    neutralConfirmedById: uuid("neutral_confirmed_by_id"), // finance, or another neutral member
    enteredById: uuid("entered_by_id").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    inWorkspace("friction_costs_in_workspace", t),
    within("friction_costs_relationship", t, t.relationshipId, relationships),
    within("friction_costs_incident", t, t.incidentId, incidents),
    within("friction_costs_first_confirmed_by", t, t.firstConfirmedById, members),
    within("friction_costs_second_confirmed_by", t, t.secondConfirmedById, members),
    within("friction_costs_neutral_confirmed_by", t, t.neutralConfirmedById, members),
    within("friction_costs_entered_by", t, t.enteredById, members),
    index("friction_costs_by_month").on(t.workspaceId, t.relationshipId, t.month).where(sql`${t.removedAt} is null`),
  ],
);
