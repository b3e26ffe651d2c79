import { createHash } from "node:crypto";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import {
  attachments,
  causeTrees,
  comments,
  cycles,
  evidence,
  frictionCosts,
  improvements,
  incidentCosts,
  incidents,
  incidentTrees,
  invitations,
  measureSignals,
  measures,
  mentions,
  notices,
  objectives,
  pressureReadings,
  pressures,
  rootCauses,
  savedViews,
  shareLinks,
  whys,
} from "@/db/schema";
import type { Role } from "@/db/terms";
import { keepApiToken } from "@/lib/people/api-tokens";
import { newToken } from "@/lib/people/tokens";
import { aWorkspace, type World } from "../../support/worlds";

export type FullWorld = World & {
  /** A form that fits every action: each shape takes the fields it knows, all of them with ids of this world. */
  fields: (action?: string) => Record<string, string>;
  /** The same for addresses. */
  params: Record<string, string>;
  apiTokens: Record<Role, string>;
  strangersApiToken: string;
};

/** A workspace with one row of everything that an id can name. */
export async function aFullWorld(db: Database): Promise<FullWorld> {
  const world = await aWorkspace(db, "The mill");
  const workspaceId = world.workspace.id;
  const relationshipId = world.relationship.id;
  const [incident, tree, first, second, item, cause, improvement, invitation] = Array.from({ length: 8 }, () => v7());
  const by = world.lead.id;
  const sideId = world.marketing;
  const logged = { occurredOn: "2026-11-01", loggedById: by, sideId, relationshipId, workspaceId };
  await db.insert(incidents).values({ id: incident as string, title: "Leads called late", ...logged });
  await db
    .insert(rootCauses)
    .values({ id: cause as string, workspaceId, text: "No one owns it", category: "role", enteredById: by });
  const other = v7();
  await db
    .insert(rootCauses)
    .values({ id: other, workspaceId, text: "Nobody owns it", category: "role", enteredById: by });
  await db
    .insert(causeTrees)
    .values({ id: tree as string, workspaceId, relationshipId, problem: "Leads wait", openedById: by });
  await db.insert(incidentTrees).values({ workspaceId, incidentId: incident as string, treeId: tree as string });
  const why = { workspaceId, treeId: tree as string, authorId: by, sideId };
  await db.insert(whys).values({ ...why, id: first as string, position: "a0", text: "Fetched once a day" });
  await db.insert(whys).values({ ...why, id: second as string, position: "a1", text: "Shared out by territory" });
  const proof = { type: "data", stance: "supports", text: "CRM time stamps", collectedById: by, sideId } as const;
  await db.insert(evidence).values({ id: item as string, workspaceId, whyId: first as string, ...proof });
  const planned = {
    workspaceId,
    relationshipId,
    title: "Fetch them hourly",
    kind: "countermeasure",
    plannedById: by,
  } as const;
  await db.insert(improvements).values({ id: improvement as string, ...planned });
  const invited = {
    tokenHash: newToken(),
    email: "new@mill.example",
    role: "member",
    invitedById: world.owner.id,
  } as const;
  await db
    .insert(invitations)
    .values({ id: invitation as string, workspaceId, expiresAt: new Date(Date.now() + 9e7), ...invited });

  const costId = v7();
  const hours = { unit: "hours", expected: 38, basis: "Time sheets", addedById: by } as const;
  await db.insert(incidentCosts).values({ id: costId, workspaceId, incidentId: incident as string, ...hours });

  const shareId = v7();
  const shared = { tokenHash: shareId, createdById: by, expiresAt: new Date(Date.now() + 9e7) };
  await db.insert(shareLinks).values({ id: shareId, workspaceId, incidentId: incident as string, ...shared });

  const lineId = v7();
  const inputs = { leads: { low: null, expected: 4, high: null }, costPerLead: { low: null, expected: 9, high: null } };
  const ofOctober = {
    month: "2026-10-01",
    code: "wasted_leads",
    currency: "EUR",
    basis: "CRM",
    enteredById: by,
  } as const;
  await db
    .insert(frictionCosts)
    .values({ id: lineId, workspaceId, relationshipId, ...ofOctober, inputs, low: 36, expected: 36, high: 36 });
  const attachmentId = v7();
  const file = { fileName: "stamps.png", mediaType: "image/png", sizeBytes: 1, storedAs: "0".repeat(32) };
  const sha256 = createHash("sha256").update("").digest("hex");
  const onProof = { evidenceId: item as string, addedById: world.seller.id };
  await db.insert(attachments).values({ id: attachmentId, workspaceId, ...onProof, ...file, sha256 });

  const commentId = v7();
  const said = { text: "@Jonas Lindqvist, is it so?", authorId: by, incidentId: incident as string };
  await db.insert(comments).values({ id: commentId, workspaceId, ...said });
  await db.insert(mentions).values({ workspaceId, commentId, memberId: world.seller.id });

  const [cycleId, pressureId, objectiveId] = [v7(), v7(), v7()];
  const turn = { kind: "year", startsOn: "2026-01-01", endsOn: "2026-12-31", phase: "running" } as const;
  await db.insert(cycles).values({ id: cycleId, workspaceId, relationshipId, name: "2026", ...turn, openedById: by });
  const presses = { kind: "economy", title: "Budgets are cut", notedById: by } as const;
  await db.insert(pressures).values({ id: pressureId, workspaceId, relationshipId, ...presses });
  const strong = { direction: "rising", strength: 4, readOn: "2026-01-05", readById: by } as const;
  await db.insert(pressureReadings).values({ id: v7(), workspaceId, pressureId, cycleId, ...strong });
  const aim = { title: "Answer within a day", proposedById: by, firstOwnerId: by, secondOwnerId: world.seller.id };
  await db.insert(objectives).values({ id: objectiveId, workspaceId, cycleId, ...aim });

  const [measureId, signalId] = [v7(), v7()];
  const figure = {
    name: "Hours to accept a lead",
    definition: "From hand-over.",
    unit: "h",
    source: "readings",
  } as const;
  const followed = { relationshipId, ...figure, period: "week", nature: "time", createdById: by } as const;
  await db.insert(measures).values({ id: measureId, workspaceId, ...followed });
  const found = { periodOn: "2026-11-09", rule: "beyond_limits", value: 41 };
  await db.insert(measureSignals).values({ id: signalId, workspaceId, measureId, ...found });

  const noticeId = v7();
  const due = { kind: "verdict_due", key: "verdict_due:1", about: "Fetch them hourly", path: "/improvements" } as const;
  await db.insert(notices).values({ id: noticeId, workspaceId, memberId: world.seller.id, ...due });

  const viewId = v7();
  const kept = { page: "improvements", name: "Mine", query: "mine=1", isShared: true } as const;
  await db.insert(savedViews).values({ id: viewId, workspaceId, memberId: by, ...kept });

  const apiTokens = {} as Record<Role, string>;
  for (const member of [world.owner, world.lead, world.seller, world.executive]) {
    const token = newToken();
    apiTokens[member.role] = token;
    await keepApiToken(db, member, { id: v7(), name: member.role, token });
  }
  const tokenId = v7();
  await keepApiToken(db, world.owner, { id: tokenId, name: "robot", token: newToken() });
  const elsewhere = await aWorkspace(db, "The quarry");
  const strangersApiToken = newToken();
  await keepApiToken(db, elsewhere.owner, { id: v7(), name: "theirs", token: strangersApiToken });

  const ids: Record<string, string> = {
    incidentId: incident as string,
    treeId: tree as string,
    whyId: first as string,
    parentId: second as string,
    afterId: second as string,
    withId: second as string,
    evidenceId: item as string,
    rootCauseId: cause as string,
    intoId: other,
    [`whyIds.${first}`]: "yes",
    improvementId: improvement as string,
    lineId,
    invitationId: invitation as string,
    relationshipId,
    tokenId,
    costId,
    commentId,
    attachmentId,
    cycleId,
    pressureId,
    objectiveId,
    viewId,
    measureId,
    signalId,
    noticeId,
    upTo: new Date().toISOString(),
    firstOwnerId: by,
    secondOwnerId: world.seller.id,
    subjectId: incident as string,
    linkId: shareId,
    memberId: world.seller.id,
    ownerId: world.seller.id,
    checkerId: world.lead.id,
    teamId: world.marketing,
    sideId: world.marketing,
    firstTeamId: world.marketing,
    secondTeamId: world.sales,
  };
  return {
    ...world,
    fields: (action = "") => ({ ...words, ...ids, id: v7(), ...ownWords[action] }),
    params: {
      workspace: world.workspace.slug,
      incident: ids.incidentId as string,
      tree: ids.treeId as string,
      cause: ids.rootCauseId as string,
      improvement: ids.improvementId as string,
      cycle: cycleId,
      objective: objectiveId,
      measure: measureId,
      line: lineId,
      file: attachmentId,
      comment: commentId,
      relationship: relationshipId,
      view: viewId,
      link: shareId,
    },
    apiTokens,
    strangersApiToken,
  };
}

/** What else the forms ask for, well formed. */
const words: Record<string, string> = {
  title: "Something else",
  problem: "Something else",
  text: "Something else",
  before: "Fetched once a day",
  name: "Something else",
  reason: "Because of it",
  email: "someone@elsewhere.example",
  role: "member",
  locale: "en-GB",
  timeZone: "Europe/Berlin",
  theme: "dark",
  occurredOn: "2026-11-02",
  severity: "3",
  version: "1",
  predictionVersion: "0",
  necessary: "yes",
  sufficient: "no",
  status: "verified",
  ending: "open_question",
  type: "data",
  days: "30",
  stance: "supports",
  answer: "agrees",
  kind: "countermeasure",
  category: "process",
  code: "absolute",
  language: "en",
  list: "absolutes",
  words: "always\nnever",
  en: "yes",
  seenLanguages: "en",
  measure: "hours",
  way: "shown",
  fromLevel: "26",
  toLevel: "12",
  byDay: "2027-01-31",
  dueOn: "2027-01-31",
  method: "trend",
  windowDays: "90",
  leastObservations: "6",
  strength: "2",
  checkPlan: "We look",
  implementedOn: "2026-11-02",
  implementation: "It runs",
  result: "It helped",
  verdict: "effective",
  seen: "Nine weeks below",
  observations: "9",
  learning: "It was the timing",
  seenRole: "member",
  seenTeamId: "",
  seenName: "The mill",
  seenTimeZone: "UTC",
  pasted: "{}",
  on: "incident",
  sponsor: "Claire Aubert",
  reviewOn: "2027-06-30",
  year: "2026",
  trendNote: "More since the fair",
  unit: "money",
  currency: "EUR",
  month: "2026-10",
  seenCurrency: "EUR",
  low: "1",
  expected: "2",
  high: "3",
  basis: "Invoices",
  startsOn: "2027-01-01",
  endsOn: "2027-12-31",
  to: "review",
  direction: "rising",
  note: "Two offers were lost",
  indicator: "Hours to the first call",
  baseline: "26",
  target: "8",
  leading: "Accepted the same day",
  lagging: "Leads won",
  balancing: "Leads sent back",
  decision: "continue",
  moved: "The rule is in place",
  verified: "Two of three",
  cameBack: "Nothing",
  learned: "Name one person a day",
  pressuresMoved: "None",
  trainedRoles: "Inside sales",
  slipMeasure: "Leads older than a day",
  holds: "yes",
  nextReviewOn: "2027-09-30",
  afterDays: "30",
  weakReason: "The tool cannot do more",
  digest: "weekly",
  trendMail: "weekly",
  again: "weekly",
  sendHour: "16",
  weekday: "5",
  quietFrom: "22",
  quietUntil: "6",
  phase: "do",
  most: "4",
  page: "improvements",
  query: "mine=1",
  source: "readings",
  period: "week",
  nature: "time",
  definition: "From hand-over to acceptance",
  periodOn: "2026-11-09",
  value: "30",
  lines: "2026-11-02\t31",
  why: "The fair was in that week",
  fromOn: "2026-08-03",
  throughOn: "2026-11-09",
};

/** Where two forms use one name for different things. */
const ownWords: Record<string, Record<string, string>> = {
  addFrictionAction: { code: "wasted_leads" },
  changeFrictionAction: { code: "wasted_leads" },
  describeWhyAction: { kind: "condition" },
  answerSustainCheckAction: { answer: "held" },
  openCycleAction: { kind: "year" },
  notePressureAction: { kind: "economy" },
  moveImprovementAction: { to: "do" },
};
