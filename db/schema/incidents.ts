import { type SQL, sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Category, CostUnit, IncidentStage } from "../terms";
import { causeTrees, rootCauses } from "./causes";
import { createdAt, id, imported, instant, inWorkspace, within, workspaceId } from "./keys";
import { members, relationships, teams } from "./people";

/** Hours, days or money: two places, as people write them. */
const amount = (name: string) => numeric(name, { precision: 14, scale: 2, mode: "number" });

const searchVector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const incidents = pgTable(
  "incidents",
  {
    id: id(), // a v7 made in the form, so that sending twice is one deed
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    loggedById: uuid("logged_by_id").notNull(),
    sideId: uuid("side_id"), // the reporting team; none: neutral
    anonymous: boolean("anonymous").notNull().default(false), // the name is kept from the other side
    title: text("title").notNull(),
    observed: text("observed"),
    expected: text("expected"),
    noAgreedStandard: boolean("no_agreed_standard").notNull().default(false),
    extent: text("extent"), // how many, how often, since when: the gap in figures
    occurredOn: date("occurred_on").notNull(), // a calendar day: trends count days, not instants
    occurredUntil: date("occurred_until"), // the last day, when it was a period
    occurredApproximately: boolean("occurred_approximately").notNull().default(false),
    handOff: text("hand_off"),
    detectedBy: text("detected_by"), // how it came to light
    severity: smallint("severity"), // 1 to 4, 4 is worst; unknown until somebody says
    category: text("category").$type<Category>(), // provisional, until a root cause says better
    stage: text("stage").$type<IncidentStage>().notNull().default("reported"),
    stageReason: text("stage_reason"), // why it was withdrawn, contained only or reopened
    firstClosedAt: instant("first_closed_at"),
    closedAt: instant("closed_at"),
    sourceCase: text("source_case"), // the case file it was imported from, with its key there
    sourceKey: text("source_key"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    search: searchVector("search").generatedAlwaysAs(
      (): SQL =>
        sql`to_tsvector('simple', ${incidents.title} || ' ' || coalesce(${incidents.observed}, '') || ' ' || coalesce(${incidents.expected}, '') || ' ' || coalesce(${incidents.handOff}, ''))`,
    ),
  },
  (t) => [
    inWorkspace("incidents_in_workspace", t),
    within("incidents_relationship", t, t.relationshipId, relationships),
    within("incidents_logged_by", t, t.loggedById, members),
    within("incidents_side", t, t.sideId, teams),
    imported("incidents_source", t),
    check("incidents_severity", sql`${t.severity} between 1 and 4`),
    index("incidents_by_day").on(t.workspaceId, t.occurredOn, t.id),
    // "Open" is four stages of seven: without an index of its own the list would have to walk past all that ended.
    index("incidents_open_by_day")
      .on(t.workspaceId, t.occurredOn, t.id)
      .where(sql`${t.stage} not in ('closed', 'withdrawn', 'contained_only')`),
    // How old open work is: what has been open for longest.
    index("incidents_open_by_age")
      .on(t.workspaceId, t.relationshipId, t.createdAt, t.id)
      .where(sql`${t.stage} not in ('closed', 'withdrawn', 'contained_only')`),
    index("incidents_by_relationship_day").on(t.workspaceId, t.relationshipId, t.occurredOn, t.id),
    index("incidents_by_stage_day").on(t.workspaceId, t.stage, t.occurredOn, t.id),
    index("incidents_by_side_day").on(t.workspaceId, t.sideId, t.occurredOn, t.id),
    // "No side" is no value that an index could be walked by.
    index("incidents_neutral_by_day").on(t.workspaceId, t.occurredOn, t.id).where(sql`${t.sideId} is null`),
    index("incidents_by_severity_day").on(t.workspaceId, t.severity, t.occurredOn, t.id),
    index("incidents_by_hand_off_day").on(t.workspaceId, t.handOff, t.occurredOn, t.id),
    index("incidents_by_category_day").on(t.workspaceId, t.category, t.occurredOn, t.id),
    index("incidents_search").using("gin", t.search),
  ],
);

/** One side's account of an incident, in its own words. */
export const perspectives = pgTable(
  "perspectives",
  {
    id: id(),
    workspaceId: workspaceId(),
    incidentId: uuid("incident_id").notNull(),
    sideId: uuid("side_id").notNull(),
    text: text("text").notNull(),
    writtenById: uuid("written_by_id").notNull(),
    writtenAt: instant("written_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    inWorkspace("perspectives_in_workspace", t),
    unique("perspectives_side_once").on(t.workspaceId, t.incidentId, t.sideId),
    within("perspectives_incident", t, t.incidentId, incidents),
    within("perspectives_side", t, t.sideId, teams),
    within("perspectives_written_by", t, t.writtenById, members),
  ],
);

/** An incident may need several trees; a tree may serve several incidents. */
export const incidentTrees = pgTable(
  "incident_trees",
  { workspaceId: workspaceId(), incidentId: uuid("incident_id").notNull(), treeId: uuid("tree_id").notNull() },
  (t) => [
    primaryKey({ name: "incident_trees_key", columns: [t.workspaceId, t.incidentId, t.treeId] }),
    within("incident_trees_incident", t, t.incidentId, incidents),
    within("incident_trees_tree", t, t.treeId, causeTrees),
    index("incident_trees_by_tree").on(t.workspaceId, t.treeId),
  ],
);

/** An incident that a person linked to a known root cause, without a tree of its own. */
export const incidentRootCauses = pgTable(
  "incident_root_causes",
  {
    workspaceId: workspaceId(),
    incidentId: uuid("incident_id").notNull(),
    rootCauseId: uuid("root_cause_id").notNull(),
    linkedById: uuid("linked_by_id").notNull(),
    linkedAt: instant("linked_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "incident_root_causes_key", columns: [t.workspaceId, t.incidentId, t.rootCauseId] }),
    within("incident_root_causes_incident", t, t.incidentId, incidents),
    within("incident_root_causes_root_cause", t, t.rootCauseId, rootCauses),
    within("incident_root_causes_linked_by", t, t.linkedById, members),
    index("incident_root_causes_by_root_cause").on(t.workspaceId, t.rootCauseId),
  ],
);

/** What one incident cost: hours, money or days, per side, never more certain than its basis. */
export const incidentCosts = pgTable(
  "incident_costs",
  {
    id: id(),
    workspaceId: workspaceId(),
    incidentId: uuid("incident_id").notNull(),
    sideId: uuid("side_id"), // who bears it; none: neither side, or both
    unit: text("unit").$type<CostUnit>().notNull(),
    currency: text("currency"), // ISO 4217; of money only, since currencies are not added up
    low: amount("low"),
    expected: amount("expected").notNull(),
    high: amount("high"),
    basis: text("basis").notNull(),
    addedById: uuid("added_by_id").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    removedAt: instant("removed_at"),
  },
  (t) => [
    inWorkspace("incident_costs_in_workspace", t),
    within("incident_costs_incident", t, t.incidentId, incidents),
    within("incident_costs_side", t, t.sideId, teams),
    within("incident_costs_added_by", t, t.addedById, members),
    check("incident_costs_currency", sql`(${t.unit} = 'money') = (${t.currency} is not null)`),
    check(
      "incident_costs_order",
      sql`0 <= coalesce(${t.low}, 0) and coalesce(${t.low}, 0) <= ${t.expected} and ${t.expected} <= coalesce(${t.high}, ${t.expected})`,
    ),
    index("incident_costs_by_incident").on(t.workspaceId, t.incidentId),
  ],
);
