/** Closed word lists: the codes that are stored. Imports nothing, so that browser, import files and database share them. */

export const roles = ["owner", "lead", "member", "executive"] as const;
export type Role = (typeof roles)[number];

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const incidentStages = [
  "reported",
  "analysing",
  "improving",
  "checking",
  "closed",
  "withdrawn",
  "contained_only",
] as const;
export type IncidentStage = (typeof incidentStages)[number];
/** A person ended the incident; only reopening leads out. */
export const endStages = ["closed", "withdrawn", "contained_only"] as const satisfies readonly IncidentStage[];

export const openStages = [
  "reported",
  "analysing",
  "improving",
  "checking",
] as const satisfies readonly IncidentStage[];
export type OpenStage = (typeof openStages)[number];
/** What is kept of how incidents flow: moves by day, those that stand by the day they were opened, how long they lasted. */
export type FlowCount = "moved" | "standing" | "lasted";

export const costUnits = ["hours", "money", "days"] as const;
export type CostUnit = (typeof costUnits)[number];

export const whyKinds = ["event", "condition", "decision", "rule", "belief"] as const;
export type WhyKind = (typeof whyKinds)[number];

export const whyStatuses = ["hypothesis", "verified", "refuted", "unverifiable"] as const;
export type WhyStatus = (typeof whyStatuses)[number];

export const endings = [
  "root_cause",
  "external_pressure",
  "escalated",
  "open_question",
  "accepted",
  "same_as",
] as const;
export type Ending = (typeof endings)[number];

/** method 1.7: how far the group, with its sponsors, reaches. */
export const reaches = ["control", "influence", "outside"] as const;
export type Reach = (typeof reaches)[number];

/** method 1.7: "without it, would this come back?" */
export const removals = ["prevents", "reduces", "no_effect"] as const;
export type Removal = (typeof removals)[number];

/** method 1.3: the stored answers to "necessary?" and "sufficient?". */
export const answers = ["yes", "no", "unknown"] as const;
export type Answer = (typeof answers)[number];

/** method 1.8 */
export const categories = [
  "process",
  "definition",
  "incentive",
  "data_system",
  "communication",
  "role",
  "skill",
  "capacity",
  "message",
  "culture",
  "pressure",
] as const;
export type Category = (typeof categories)[number];

/** method 1.4 */
export const evidenceTypes = ["data", "observation", "document", "interview", "opinion"] as const;
export type EvidenceType = (typeof evidenceTypes)[number];

export const stances = ["supports", "contradicts"] as const;
export type Stance = (typeof stances)[number];

export const readBackAnswers = ["agrees", "disputes"] as const;
export type ReadBackAnswer = (typeof readBackAnswers)[number];

/** method 3.1 */
export const improvementKinds = ["containment", "countermeasure", "investigation", "detection", "standard"] as const;
export type ImprovementKind = (typeof improvementKinds)[number];

/** method 3.2: the four phases of the board, then the ways out of it. */
export const phases = ["plan", "do", "check", "act", "closed", "abandoned", "cancelled"] as const;
export type Phase = (typeof phases)[number];
export const openPhases = ["plan", "do", "check", "act"] as const satisfies readonly Phase[];

/** What is counted of all improvements together, beside how many stand in each phase. */
export type KeptCount = Phase | "in_place" | "judged" | "effective" | "asked" | "held" | "ended_before";

/** method 3.4 */
export const checkMethods = ["trend", "count_zero", "sample_audit", "survey"] as const;
export type CheckMethod = (typeof checkMethods)[number];

export const verdicts = ["effective", "partly", "ineffective", "inconclusive"] as const;
export type Verdict = (typeof verdicts)[number];

/** method 1.6: the lists and their findings. */
export const wordingCodes = [
  "person_named",
  "blame_word",
  "vague_judgement",
  "side_generalised",
  "solution_as_cause",
  "absolute",
] as const;
export type WordingCode = (typeof wordingCodes)[number];

/** The languages whose word lists come with the program. */
export const wordingLanguages = ["en", "de"] as const;
export type WordingLanguage = (typeof wordingLanguages)[number];

/** method 3.2: "does it still hold?" */
export const sustainAnswers = ["held", "slipping", "lost"] as const;
export type SustainAnswer = (typeof sustainAnswers)[number];
/** Days after an effective verdict on which that is asked. */
export const sustainDays = [30, 90, 180, 365] as const;

/** What shows that something came back (method 1.10, 3.2). */
export const recurrenceSigns = ["incident", "sustain_check", "standard_review"] as const;
export type RecurrenceSign = (typeof recurrenceSigns)[number];

/** method 3.5 */
export const cyclePhases = ["scan", "plan", "catchball", "committed", "running", "review", "closed"] as const;
export type CyclePhase = (typeof cyclePhases)[number];
export const cycleKinds = ["year", "quarter"] as const;
export type CycleKind = (typeof cycleKinds)[number];

export const pressureKinds = [
  "economy",
  "competition",
  "industry",
  "regulation",
  "technology",
  "internal_change",
] as const;
export type PressureKind = (typeof pressureKinds)[number];
export const directions = ["rising", "steady", "falling"] as const;
export type Direction = (typeof directions)[number];

export const catchballMoves = ["proposal", "counter_proposal", "agreed"] as const;
export type CatchballMove = (typeof catchballMoves)[number];
/** At each quarter: what becomes of an objective. */
export const objectiveDecisions = ["continue", "adapt", "stop"] as const;
export type ObjectiveDecision = (typeof objectiveDecisions)[number];
export const reviewKinds = ["quarterly", "annual"] as const;
export type ReviewKind = (typeof reviewKinds)[number];
/** What becomes of an improvement that a cycle leaves unfinished. */
export const carryOverDecisions = ["continue", "replan", "drop"] as const;
export type CarryOverDecision = (typeof carryOverDecisions)[number];

/** What a member is told or reminded of. News is told once; a reminder stands until its work is done. */
export const noticeKinds = [
  "improvement_due",
  "improvement_overdue",
  "verdict_due",
  "sustain_check_due",
  "standard_review_due",
  "acceptance_review_due",
  "escalation_due",
  "catchball_waits",
  "cycle_review_due",
  "read_back_waits",
  "mentioned",
  "came_back",
  "signal_found",
  "password_reset",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** How a member wants their mail: each notice soon, all of a day or a week together, or none at all. */
export const digests = ["each", "daily", "weekly", "none"] as const;
export type Digest = (typeof digests)[number];

/** How often the executive's page comes as a mail. */
export const trendMails = ["none", "weekly", "monthly"] as const;
export type TrendMail = (typeof trendMails)[number];

export const mailStates = ["queued", "sent", "refused", "dropped"] as const;
export type MailState = (typeof mailStates)[number];

/** Pages whose filters can be kept under a name. */
export const viewPages = ["improvements", "incidents"] as const;
export type ViewPage = (typeof viewPages)[number];

/** Where the values of a measure come from: typed and imported readings, or what the incidents say. */
export const measureSources = [
  "readings",
  "incidents",
  "hours",
  "cost",
  "recurrences",
  "lead_time",
  "days_between",
] as const;
export type MeasureSource = (typeof measureSources)[number];
export const periods = ["week", "month"] as const;
export type Period = (typeof periods)[number];
export const wantedDirections = ["up", "down"] as const;
export type WantedDirection = (typeof wantedDirections)[number];
/** What bounds a measure by nature (method 4.1): a count, a time or money not below 0, a share, in per cent, also not above 100. */
export const measureNatures = ["count", "time", "money", "share", "unbounded"] as const;
export type MeasureNature = (typeof measureNatures)[number];
/** method 4.1: the middle line, and what the limits are computed from. */
export const centres = ["mean", "median"] as const;
export type Centre = (typeof centres)[number];
export const dispersions = ["mean", "median"] as const;
export type Dispersion = (typeof dispersions)[number];

/** method 6.4 */
export const frictionCodes = [
  "rework",
  "wasted_leads",
  "late_response",
  "unused_content",
  "delay",
  "lost_deals",
] as const;
export type FrictionCode = (typeof frictionCodes)[number];
