import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { CheckMethod, ImprovementKind, Phase, RecurrenceSign, SustainAnswer, Verdict } from "../terms";
import { rootCauses, whys } from "./causes";
import { cycles } from "./cycles";
import { incidents } from "./incidents";
import { createdAt, id, imported, instant, inWorkspace, within, workspaceId } from "./keys";
import { measures } from "./measures";
import { members, relationships, teams } from "./people";

export const improvements = pgTable(
  "improvements",
  {
    id: id(),
    workspaceId: workspaceId(),
    relationshipId: uuid("relationship_id").notNull(),
    title: text("title").notNull(),
    kind: text("kind").$type<ImprovementKind>().notNull(),
    phase: text("phase").$type<Phase>().notNull().default("plan"),
    ownerId: uuid("owner_id"),
    dueOn: date("due_on"),
    firstDueOn: date("first_due_on"), // dates slip; the first one stays to be seen
    strength: smallint("strength"), // 1 to 3, 3 is strongest; none for detection
    iteration: integer("iteration").notNull().default(1),
    implementedOn: date("implemented_on"),
    implementation: text("implementation"), // the evidence that it is in place
    result: text("result"), // what came of it, in words; closes a containment or an investigation
    endedReason: text("ended_reason"), // why it was abandoned or cancelled
    blockedReason: text("blocked_reason"), // a mark, no phase: what it waits for
    blockedAt: instant("blocked_at"),
    cycleId: uuid("cycle_id"), // the turn it is worked on in
    carriedOver: integer("carried_over").notNull().default(0), // into how many further cycles; its created day stays
    plannedById: uuid("planned_by_id").notNull(),
    sourceCase: text("source_case"),
    sourceKey: text("source_key"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    inWorkspace("improvements_in_workspace", t),
    within("improvements_relationship", t, t.relationshipId, relationships),
    within("improvements_owner", t, t.ownerId, members),
    within("improvements_planned_by", t, t.plannedById, members),
    imported("improvements_source", t),
    within("improvements_cycle", t, t.cycleId, cycles),
    check("improvements_blocked", sql`(${t.blockedReason} is null) = (${t.blockedAt} is null)`),
    check("improvements_strength", sql`${t.strength} between 1 and 3`),
    index("improvements_by_phase").on(t.workspaceId, t.phase, t.createdAt, t.id),
    index("improvements_by_owner").on(t.workspaceId, t.ownerId, t.phase),
    index("improvements_by_cycle").on(t.workspaceId, t.cycleId),
    // The list by age: what is open, the oldest first.
    index("improvements_open_by_age")
      .on(t.workspaceId, t.relationshipId, t.createdAt, t.id)
      .where(sql`${t.phase} in ('plan', 'do', 'check', 'act')`),
  ],
);

/** What we expect, how and when we look. One for each iteration; fixed once work has started. */
export const predictions = pgTable(
  "predictions",
  {
    id: id(),
    workspaceId: workspaceId(),
    improvementId: uuid("improvement_id").notNull(),
    iteration: integer("iteration").notNull(),
    text: text("text"), // the sentence: what will be seen, because of what
    measure: text("measure"), // or what is counted, in words; of one that is followed its name as it was then
    measureId: uuid("measure_id"), // that the relationship follows: its chart is marked, and says what came of it
    fromLevel: text("from_level"),
    toLevel: text("to_level"),
    byDay: date("by_day"),
    method: text("method").$type<CheckMethod>(),
    windowDays: integer("window_days"),
    leastObservations: integer("least_observations"),
    checkerId: uuid("checker_id"), // somebody of the other side than the owner's
    checkPlan: text("check_plan"), // in a sentence; all that a containment or an investigation needs
    learning: text("learning"), // what this iteration taught
    extensions: integer("extensions").notNull().default(0), // of the window, after "cannot tell yet"; at most two
    writtenById: uuid("written_by_id").notNull(),
    writtenAt: instant("written_at").notNull().defaultNow(),
    startedAt: instant("started_at"), // from here on it cannot be changed
    ownerSideId: uuid("owner_side_id"), // of the owner at that moment, whose side never judges; none: neutral
    // Of this iteration: once a recurrence, always one, so a later try must not forget when an earlier one was in place.
    implementedOn: date("implemented_on"),
    implementation: text("implementation"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    inWorkspace("predictions_in_workspace", t),
    unique("predictions_iteration").on(t.workspaceId, t.improvementId, t.iteration),
    within("predictions_improvement", t, t.improvementId, improvements),
    within("predictions_measure", t, t.measureId, measures),
    within("predictions_checker", t, t.checkerId, members),
    within("predictions_owner_side", t, t.ownerSideId, teams),
    within("predictions_written_by", t, t.writtenById, members),
    index("predictions_by_checker").on(t.workspaceId, t.checkerId),
    index("predictions_by_measure").on(t.workspaceId, t.measureId).where(sql`${t.measureId} is not null`),
  ],
);

/** What the other side found. */
export const checks = pgTable(
  "checks",
  {
    id: id(),
    workspaceId: workspaceId(),
    improvementId: uuid("improvement_id").notNull(),
    iteration: integer("iteration").notNull(),
    verdict: text("verdict").$type<Verdict>().notNull(),
    seen: text("seen").notNull(), // the count or the chart, in words
    observations: integer("observations"),
    sideId: uuid("side_id"),
    givenById: uuid("given_by_id").notNull(),
    givenAt: instant("given_at").notNull().defaultNow(),
  },
  (t) => [
    inWorkspace("checks_in_workspace", t),
    within("checks_improvement", t, t.improvementId, improvements),
    within("checks_side", t, t.sideId, teams),
    within("checks_given_by", t, t.givenById, members),
    index("checks_by_improvement").on(t.workspaceId, t.improvementId, t.iteration),
  ],
);

/** The verified way of working: who keeps it, who was trained in it, and when it is looked at again (method 3.2). */
export const standards = pgTable(
  "standards",
  {
    id: id(),
    workspaceId: workspaceId(),
    improvementId: uuid("improvement_id").notNull(),
    text: text("text").notNull(),
    ownerId: uuid("owner_id").notNull(),
    trainedRoles: text("trained_roles").notNull(),
    slipMeasure: text("slip_measure").notNull(), // what would show that it slips
    reviewOn: date("review_on").notNull(),
    writtenById: uuid("written_by_id").notNull(),
    writtenAt: instant("written_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    inWorkspace("standards_in_workspace", t),
    unique("standards_improvement").on(t.workspaceId, t.improvementId),
    within("standards_improvement_row", t, t.improvementId, improvements),
    within("standards_owner", t, t.ownerId, members),
    within("standards_written_by", t, t.writtenById, members),
    index("standards_by_review").on(t.workspaceId, t.reviewOn),
  ],
);

/** A look at a standard on its day: still used, or not, and when it is looked at next. */
export const standardReviews = pgTable(
  "standard_reviews",
  {
    id: id(),
    workspaceId: workspaceId(),
    standardId: uuid("standard_id").notNull(),
    holds: boolean("holds").notNull(),
    seen: text("seen").notNull(),
    nextReviewOn: date("next_review_on").notNull(),
    sideId: uuid("side_id"),
    reviewedById: uuid("reviewed_by_id").notNull(),
    reviewedAt: instant("reviewed_at").notNull().defaultNow(),
  },
  (t) => [
    inWorkspace("standard_reviews_in_workspace", t),
    within("standard_reviews_standard", t, t.standardId, standards),
    within("standard_reviews_side", t, t.sideId, teams),
    within("standard_reviews_reviewed_by", t, t.reviewedById, members),
    index("standard_reviews_by_standard").on(t.workspaceId, t.standardId),
  ],
);

/** "Does it still hold?", asked of the other side 30, 90, 180 and 365 days after an effective verdict (method 3.2). */
export const sustainChecks = pgTable(
  "sustain_checks",
  {
    id: id(),
    workspaceId: workspaceId(),
    improvementId: uuid("improvement_id").notNull(),
    iteration: integer("iteration").notNull(),
    afterDays: smallint("after_days").notNull(),
    dueOn: date("due_on").notNull(),
    answer: text("answer").$type<SustainAnswer>(), // none yet: it waits
    seen: text("seen"),
    sideId: uuid("side_id"),
    givenById: uuid("given_by_id"),
    givenAt: instant("given_at"),
    droppedAt: instant("dropped_at"), // not asked any more: lost before, or the try was given up
  },
  (t) => [
    inWorkspace("sustain_checks_in_workspace", t),
    unique("sustain_checks_once").on(t.workspaceId, t.improvementId, t.iteration, t.afterDays),
    within("sustain_checks_improvement", t, t.improvementId, improvements),
    within("sustain_checks_side", t, t.sideId, teams),
    within("sustain_checks_given_by", t, t.givenById, members),
    check("sustain_checks_answered", sql`(${t.answer} is null) = (${t.givenAt} is null)`),
    index("sustain_checks_waiting")
      .on(t.workspaceId, t.dueOn)
      .where(sql`${t.answer} is null and ${t.droppedAt} is null`),
  ],
);

/**
 * What an improvement had been put in place against was seen again (method 1.10), or its gain did not hold (3.2). Once
 * for each incident; what it reopens is the next iteration.
 */
export const recurrences = pgTable(
  "recurrences",
  {
    id: id(),
    workspaceId: workspaceId(),
    improvementId: uuid("improvement_id").notNull(),
    iteration: integer("iteration").notNull(), // the try that was in place
    sign: text("sign").$type<RecurrenceSign>().notNull(),
    incidentId: uuid("incident_id"), // of the sign "incident"
    rootCauseId: uuid("root_cause_id"),
    afterVerified: boolean("after_verified").notNull(), // it had been found effective by then
    reopened: boolean("reopened").notNull(), // it went back to plan
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    inWorkspace("recurrences_in_workspace", t),
    unique("recurrences_once").on(t.workspaceId, t.improvementId, t.incidentId),
    within("recurrences_improvement", t, t.improvementId, improvements),
    within("recurrences_incident", t, t.incidentId, incidents),
    within("recurrences_root_cause", t, t.rootCauseId, rootCauses),
    check("recurrences_sign", sql`(${t.sign} = 'incident') = (${t.incidentId} is not null)`),
    index("recurrences_by_incident").on(t.workspaceId, t.incidentId),
  ],
);

/** Who is told that it came back, until they have seen it. */
export const recurrenceNotices = pgTable(
  "recurrence_notices",
  {
    workspaceId: workspaceId(),
    recurrenceId: uuid("recurrence_id").notNull(),
    memberId: uuid("member_id").notNull(),
    seenAt: instant("seen_at"),
  },
  (t) => [
    primaryKey({ name: "recurrence_notices_key", columns: [t.workspaceId, t.recurrenceId, t.memberId] }),
    within("recurrence_notices_recurrence", t, t.recurrenceId, recurrences),
    within("recurrence_notices_member", t, t.memberId, members),
    index("recurrence_notices_unseen").on(t.workspaceId, t.memberId).where(sql`${t.seenAt} is null`),
  ],
);

export const improvementWhys = pgTable(
  "improvement_whys",
  { workspaceId: workspaceId(), improvementId: uuid("improvement_id").notNull(), whyId: uuid("why_id").notNull() },
  (t) => [
    primaryKey({ name: "improvement_whys_key", columns: [t.workspaceId, t.improvementId, t.whyId] }),
    within("improvement_whys_improvement", t, t.improvementId, improvements),
    within("improvement_whys_why", t, t.whyId, whys),
    index("improvement_whys_by_why").on(t.workspaceId, t.whyId),
  ],
);

export const improvementRootCauses = pgTable(
  "improvement_root_causes",
  {
    workspaceId: workspaceId(),
    improvementId: uuid("improvement_id").notNull(),
    rootCauseId: uuid("root_cause_id").notNull(),
  },
  (t) => [
    primaryKey({ name: "improvement_root_causes_key", columns: [t.workspaceId, t.improvementId, t.rootCauseId] }),
    within("improvement_root_causes_improvement", t, t.improvementId, improvements),
    within("improvement_root_causes_root_cause", t, t.rootCauseId, rootCauses),
    index("improvement_root_causes_by_root_cause").on(t.workspaceId, t.rootCauseId),
  ],
);
