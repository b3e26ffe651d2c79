/** Incidents with their perspectives; and later, once all else is told, their links and how they ended. */
import type { Moment } from "./calendar";
import { type Chronicle, entryOf, idAt, sideOf } from "./chronicle";
import type { Person } from "./people";
import type { IncidentStory, PerspectiveStory } from "./stories/shapes";

/** A time of the working day that looks like nobody chose it. */
const someTime = (seed: number): Moment[1] => {
  const minutes = 8 * 60 + ((seed * 97) % 440);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}` as Moment[1];
};
const late = (seed: number): Moment[1] => `17:${String(10 + (seed % 50)).padStart(2, "0")}` as Moment[1];

/** @returns the id of each story's incident */
export function tellIncidents(chronicle: Chronicle, stories: readonly IncidentStory[]): Map<IncidentStory, string> {
  const ids = new Map<IncidentStory, string>();
  for (const story of stories) {
    const id = logged(chronicle, story);
    ids.set(story, id);
    if (story.key) chronicle.incidents.set(story.key, id);
    for (const one of story.told) perspective(chronicle, story, id, one);
  }
  return ids;
}

const loggedAt = (story: IncidentStory): Moment => [story.day, story.at ?? someTime(story.day)];

function logged(chronicle: Chronicle, story: IncidentStory): string {
  const { cast, calendar, rows, deeds } = chronicle;
  const at = calendar.instant(loggedAt(story));
  const id = idAt(at);
  rows.incidents.push({
    id,
    workspaceId: cast.workspaceId,
    relationshipId: cast.relationshipId,
    loggedById: cast.members[story.from],
    sideId: sideOf(chronicle, story.from),
    anonymous: story.anonymous ?? false,
    title: story.title,
    observed: story.observed,
    expected: story.expected,
    noAgreedStandard: story.expected === null,
    extent: story.extent,
    occurredOn: calendar.day(story.day),
    occurredApproximately: false,
    handOff: story.handOff,
    detectedBy: story.detected,
    severity: story.severity,
    category: story.category,
    stage: "reported",
    stageReason: null,
    firstClosedAt: null,
    closedAt: null,
    version: 1,
    createdAt: at,
  });
  deeds.push({ at, by: story.from, verb: "incident.logged", subjectId: id, moves: { is: "logged", incidentId: id } });
  return id;
}

function perspective(chronicle: Chronicle, story: IncidentStory, incidentId: string, told: PerspectiveStory) {
  const { cast, calendar, rows, deeds } = chronicle;
  const [by, text, moment] = told;
  const sideId = sideOf(chronicle, by);
  if (!sideId) throw new Error("Somebody neutral has no seat to look from.");
  const own = by === story.from;
  const at = moment
    ? calendar.instant(moment)
    : own
      ? calendar.instant(loggedAt(story), 6)
      : calendar.instant([story.day - 1, someTime(story.day * 3)]);
  rows.perspectives.push({
    id: idAt(at),
    workspaceId: cast.workspaceId,
    incidentId,
    sideId,
    text,
    writtenById: cast.members[by],
    writtenAt: at,
    version: 1,
  });
  deeds.push({ at, by, verb: "perspective.written", subjectId: incidentId, details: { sideId } });
}

/** Links to known causes, and how incidents ended. Comes after the trees, which may enter a cause first. */
export function tellWhatBecameOf(chronicle: Chronicle, ids: ReadonlyMap<IncidentStory, string>): void {
  for (const [story, id] of ids) {
    linked(chronicle, story, id);
    ended(chronicle, story, id);
  }
}

function linked(chronicle: Chronicle, { cause, day }: IncidentStory, incidentId: string) {
  if (!cause) return;
  const { cast, calendar, rows, deeds } = chronicle;
  const by: Person = cause.by ?? "hanne";
  const at = calendar.instant([cause.linked, late(day)]);
  const { id: rootCauseId, text } = entryOf(chronicle, cause.key, at, by);
  const link = { workspaceId: cast.workspaceId, incidentId, rootCauseId };
  rows.incidentRootCauses.push({ ...link, linkedById: cast.members[by], linkedAt: at });
  deeds.push({
    at,
    by,
    verb: "incident.root_cause_linked",
    subjectId: incidentId,
    details: { rootCauseId, text },
    moves: { is: "cause_linked", incidentId, causeId: rootCauseId },
  });
}

function ended({ calendar, deeds, rows }: Chronicle, { ends, reopened, day }: IncidentStory, incidentId: string) {
  if (!ends) return;
  const row = rows.incidents.find(({ id }) => id === incidentId);
  if (!row) throw new Error("An incident that was not logged has ended.");
  const at = calendar.instant([ends.day, late(day)], 60);
  const reason = ends.why ?? null;
  Object.assign(row, { stageReason: reason, firstClosedAt: at, closedAt: at });
  deeds.push({
    at,
    by: ends.by,
    verb: `incident.${ends.as}`,
    subjectId: incidentId,
    details: reason === null ? {} : { reason }, // and from which stage, once that is known
    moves: { is: "ended", incidentId, as: ends.as, reason },
  });
  if (!reopened) return;
  Object.assign(row, { stageReason: reopened.why, closedAt: null });
  deeds.push({
    at: calendar.instant([reopened.day, someTime(day)]),
    by: reopened.by,
    verb: "incident.reopened",
    subjectId: incidentId,
    details: { from: ends.as, to: "reported", reason: reopened.why },
    moves: { is: "reopened", incidentId },
  });
}
