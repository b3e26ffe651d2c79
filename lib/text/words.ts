import type {
  CarryOverDecision,
  CatchballMove,
  Category,
  CyclePhase,
  Direction,
  Ending,
  EvidenceType,
  ImprovementKind,
  IncidentStage,
  ObjectiveDecision,
  Phase,
  PressureKind,
  Reach,
  Removal,
  Role,
  Stance,
  SustainAnswer,
  Verdict,
  WhyKind,
  WhyStatus,
} from "@/db/terms";

/** How the stored codes are said in English. A translation is another file like this one. */

export const roleWords: Record<Role, string> = {
  owner: "owner",
  lead: "lead",
  member: "member",
  executive: "executive",
};

export const stageWords: Record<IncidentStage, string> = {
  reported: "Reported",
  analysing: "In analysis",
  improving: "Improving",
  checking: "Checking",
  closed: "Closed",
  withdrawn: "Withdrawn",
  contained_only: "Contained only",
};

export const categoryWords: Record<Category, string> = {
  process: "Process and hand-off",
  definition: "Shared definitions",
  incentive: "Targets and rewards",
  data_system: "Data and systems",
  communication: "Communication and rhythm",
  role: "Roles and ownership",
  skill: "Skills and enablement",
  capacity: "Capacity and timing",
  message: "Story and offer",
  culture: "Respect and leadership",
  pressure: "External pressure",
};

/** In a row there is room for one word. */
export const categoryWord: Record<Category, string> = {
  process: "process",
  definition: "definition",
  incentive: "incentive",
  data_system: "data",
  communication: "communication",
  role: "role",
  skill: "skill",
  capacity: "capacity",
  message: "story",
  culture: "culture",
  pressure: "pressure",
};

export const whyKindWords: Record<WhyKind, string> = {
  event: "an event",
  condition: "a condition",
  decision: "a decision",
  rule: "a rule",
  belief: "a belief",
};

export const statusWords: Record<WhyStatus, string> = {
  hypothesis: "hypothesis",
  verified: "verified",
  refuted: "refuted",
  unverifiable: "unverifiable",
};

export const endingWords: Record<Ending, string> = {
  root_cause: "root cause",
  external_pressure: "external pressure",
  escalated: "escalated",
  open_question: "open question",
  accepted: "accepted",
  same_as: "same as another why",
};

export const reachWords: Record<Reach, string> = {
  control: "We control it",
  influence: "We influence it",
  outside: "It is outside our reach",
};

export const removalWords: Record<Removal, string> = {
  prevents: "No, it would not come back",
  reduces: "Less often",
  no_effect: "Yes, just the same",
};

export const evidenceTypeWords: Record<EvidenceType, string> = {
  data: "data",
  observation: "observation",
  document: "document",
  interview: "interview",
  opinion: "opinion",
};

export const stanceWords: Record<Stance, string> = { supports: "supports it", contradicts: "contradicts it" };

export const improvementKindWords: Record<ImprovementKind, string> = {
  containment: "containment",
  countermeasure: "countermeasure",
  investigation: "investigation",
  detection: "detection",
  standard: "standard",
};

export const phaseWords: Record<Phase, string> = {
  plan: "Plan",
  do: "Do",
  check: "Check",
  act: "Act",
  closed: "Closed",
  abandoned: "Abandoned",
  cancelled: "Cancelled",
};

/** "Does it still hold?" */
export const sustainWords: Record<SustainAnswer, string> = { held: "It holds", slipping: "Slipping", lost: "Lost" };

export const verdictWords: Record<Verdict, string> = {
  effective: "Effective",
  partly: "Partly",
  ineffective: "Ineffective",
  inconclusive: "Cannot tell yet",
};

export const cyclePhaseWords: Record<CyclePhase, string> = {
  scan: "Scan",
  plan: "Plan",
  catchball: "Catchball",
  committed: "Committed",
  running: "Running",
  review: "Review",
  closed: "Closed",
};

export const pressureKindWords: Record<PressureKind, string> = {
  economy: "Economy",
  competition: "Competition",
  industry: "Industry",
  regulation: "Regulation",
  technology: "Technology",
  internal_change: "Change inside",
};

export const directionWords: Record<Direction, string> = { rising: "rising", steady: "steady", falling: "falling" };

export const catchballMoveWords: Record<CatchballMove, string> = {
  proposal: "proposed it",
  counter_proposal: "made a counter-proposal",
  agreed: "agreed",
};

export const objectiveDecisionWords: Record<ObjectiveDecision, string> = {
  continue: "Continue",
  adapt: "Adapt",
  stop: "Stop",
};

export const carryOverDecisionWords: Record<CarryOverDecision, string> = {
  continue: "Goes on as it is",
  replan: "Planned anew",
  drop: "Dropped",
};
