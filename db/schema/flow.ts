import { date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { FlowCount, IncidentStage } from "../terms";
import { incidents } from "./incidents";
import { id, within, workspaceId } from "./keys";
import { relationships } from "./people";

/*
 * How incidents flow through their stages (docs/decisions/kept-flow.md). Both tables are written by triggers, whoever
 * changes an incident. Days are those of the workspace's calendar when it happened: they stay what they were.
 */

/** Each stage that an incident came to, the first included: what the counts below are made of. */
export const incidentMoves = pgTable(
  "incident_moves",
  {
    workspaceId: workspaceId(),
    incidentId: uuid("incident_id").notNull(),
    place: integer("place").notNull(), // 1 is the first
    relationshipId: uuid("relationship_id").notNull(), // the incident's
    openedOn: date("opened_on").notNull(), // the day of the first move, on each
    sinceOn: date("since_on"), // the day of the move before it
    movedOn: date("moved_on").notNull(),
    fromStage: text("from_stage").$type<IncidentStage>(), // none: it was logged
    toStage: text("to_stage").$type<IncidentStage>().notNull(),
  },
  (t) => [
    primaryKey({ name: "incident_moves_key", columns: [t.workspaceId, t.incidentId, t.place] }),
    within("incident_moves_incident", t, t.incidentId, incidents).onDelete("cascade"),
  ],
);

/**
 * What the moves add up to, by day. A count is the sum of its rows: a deed takes one that nobody else has locked, or adds
 * its own, and never waits for another.
 */
export const flowCounts = pgTable(
  "flow_counts",
  {
    id: id().defaultRandom(),
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    what: text("what").$type<FlowCount>().notNull(),
    /** moved: the day; standing: the day it was opened; lasted: the Monday of the week in which it was closed. */
    onDay: date("on_day").notNull(),
    fromStage: text("from_stage").$type<IncidentStage | "">().notNull().default(""), // of moves; empty: it was logged
    toStage: text("to_stage").$type<IncidentStage | "">().notNull().default(""), // of moves, and where it stands
    days: integer("days").notNull().default(0), // from opened to closed, of what lasted
    count: integer("count").notNull(),
  },
  (t) => [
    within("flow_counts_relationship", t, t.relationshipId, relationships),
    index("flow_counts_of").on(t.workspaceId, t.relationshipId, t.what, t.onDay, t.days),
  ],
);
