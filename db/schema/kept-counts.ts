import { date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { KeptCount } from "../terms";
import { id, within, workspaceId } from "./keys";
import { relationships } from "./people";

/**
 * How many improvements of a relationship stand in each phase, are in place, were judged, and held for a year: kept by
 * triggers as rows change, so that the figures above the board cost the same however many there are. A count is the sum
 * of its rows: a deed takes one that nobody else has locked, or adds its own, and never waits for another.
 */
export const improvementCounts = pgTable(
  "improvement_counts",
  {
    id: id().defaultRandom(),
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    what: text("what").$type<KeptCount>().notNull(),
    dueOn: date("due_on").notNull().default("-infinity"), // of what is asked after a year, and of no other
    count: integer("count").notNull(),
  },
  (t) => [
    within("improvement_counts_relationship", t, t.relationshipId, relationships),
    index("improvement_counts_of").on(t.workspaceId, t.relationshipId, t.what, t.dueOn),
  ],
);
