import { date, index, integer, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { improvements } from "./improvements";
import { id, within, workspaceId } from "./keys";
import { relationships } from "./people";

/*
 * What built-in measures read, by day, so that their weeks and months are both exact (docs/decisions/kept-flow.md). Kept by
 * triggers, whoever changes an incident, what it cost, or what came back.
 */

/**
 * Incidents that happened on a day, what they cost and how many of them recurred: of all, of a hand-off, of a provisional
 * category, and of both. A value is the sum of its rows: a deed takes one that nobody else has locked, or adds its own.
 */
export const measureDays = pgTable(
  "measure_days",
  {
    id: id().defaultRandom(),
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    measure: text("measure").notNull(), // incidents, recurred, hours, days, or money in one currency: money:EUR
    handOff: text("hand_off").notNull().default(""), // empty: all of them
    category: text("category").notNull().default(""), // empty: all of them
    onDay: date("on_day").notNull(),
    value: numeric("value", { precision: 20, scale: 2, mode: "number" }).notNull(),
  },
  (t) => [
    within("measure_days_relationship", t, t.relationshipId, relationships),
    index("measure_days_of").on(t.workspaceId, t.relationshipId, t.measure, t.handOff, t.category, t.onDay),
  ],
);

/** How long it took from the first report of what an improvement acts on to its first effective verdict (method 4.6). */
export const verifiedLeads = pgTable(
  "verified_leads",
  {
    workspaceId: workspaceId(),
    improvementId: uuid("improvement_id").notNull(),
    relationshipId: uuid("relationship_id").notNull(), // the improvement's
    verifiedOn: date("verified_on").notNull(), // in the workspace's calendar
    days: integer("days").notNull(),
  },
  (t) => [
    primaryKey({ name: "verified_leads_key", columns: [t.workspaceId, t.improvementId] }),
    within("verified_leads_improvement", t, t.improvementId, improvements).onDelete("cascade"),
    index("verified_leads_by_day").on(t.workspaceId, t.relationshipId, t.verifiedOn, t.days),
  ],
);
