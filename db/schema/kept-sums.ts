import { sql } from "drizzle-orm";
import { date, index, numeric, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Category } from "../terms";
import { rootCauses } from "./causes";
import { incidents } from "./incidents";
import { within, workspaceId } from "./keys";
import { relationships } from "./people";

/*
 * Sums that charts read, kept as they change in the deed's own transaction (docs/decisions/kept-sums.md). A row is about
 * one thing: all incidents (neither root cause nor category), a root cause, or a category. `measure` says what is summed:
 * incidents, hours, days, or money in one currency (money:EUR). A count counts 1 at each root cause of an incident,
 * all else is divided among them (method 1.10).
 */
const sum = (name: string) => numeric(name, { precision: 20, scale: 6, mode: "number" }).notNull();

const summed = {
  workspaceId: workspaceId(),
  relationshipId: uuid("relationship_id").notNull(),
  week: date("week").notNull(), // its Monday
  rootCauseId: uuid("root_cause_id"),
  category: text("category").$type<Category>(),
  measure: text("measure").notNull(),
  low: sum("low"),
  expected: sum("expected"),
  high: sum("high"),
};

/** What one incident adds to the sums now; taken away again before it adds something else. */
export const frictionShares = pgTable(
  "friction_shares",
  { ...summed, incidentId: uuid("incident_id").notNull() },
  (t) => [
    within("friction_shares_incident", t, t.incidentId, incidents),
    within("friction_shares_relationship", t, t.relationshipId, relationships),
    within("friction_shares_root_cause", t, t.rootCauseId, rootCauses),
    index("friction_shares_by_incident").on(t.workspaceId, t.incidentId),
    // Which incidents of a root cause fell into a week: the day it was last seen, what came after it was mended.
    index("friction_shares_by_root_cause")
      .on(t.workspaceId, t.rootCauseId, t.week)
      .where(sql`${t.rootCauseId} is not null and ${t.measure} = 'incidents'`),
  ],
);

export const frictionWeeks = pgTable("friction_weeks", summed, (t) => [
  within("friction_weeks_relationship", t, t.relationshipId, relationships),
  within("friction_weeks_root_cause", t, t.rootCauseId, rootCauses),
  uniqueIndex("friction_weeks_once").on(
    t.workspaceId,
    t.relationshipId,
    t.measure,
    t.week,
    sql`coalesce(${t.rootCauseId}, ${t.workspaceId})`,
    sql`coalesce(${t.category}, '')`,
  ),
  // All causes of some weeks, read from the index alone; and what is about no root cause, a handful of rows a week.
  index("friction_weeks_of_causes")
    .on(t.workspaceId, t.relationshipId, t.measure, t.week, t.rootCauseId, t.expected)
    .where(sql`${t.rootCauseId} is not null`),
  index("friction_weeks_of_the_rest")
    .on(t.workspaceId, t.relationshipId, t.measure, t.week)
    .where(sql`${t.rootCauseId} is null`),
  // One cause over the years: its own page, and how often it was seen before.
  index("friction_weeks_by_root_cause")
    .on(t.workspaceId, t.rootCauseId, t.measure, t.week)
    .where(sql`${t.rootCauseId} is not null`),
]);

/**
 * The same of each root cause by year, so that the largest of many thousands are read from the end of an index. A week
 * belongs to the year in which it begins; year 0 is all years together.
 */
export const frictionYears = pgTable(
  "friction_years",
  {
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    year: smallint("year").notNull(),
    rootCauseId: uuid("root_cause_id").notNull(),
    measure: text("measure").notNull(),
    expected: sum("expected"),
  },
  (t) => [
    within("friction_years_relationship", t, t.relationshipId, relationships),
    within("friction_years_root_cause", t, t.rootCauseId, rootCauses),
    uniqueIndex("friction_years_once").on(t.workspaceId, t.rootCauseId, t.measure, t.year, t.relationshipId),
    index("friction_years_by_size").on(
      t.workspaceId,
      t.relationshipId,
      t.measure,
      t.year,
      t.expected.desc(),
      t.rootCauseId,
    ),
  ],
);
