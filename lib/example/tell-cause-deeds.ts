/** What was said of entries of the catalogue: how bad, how it moves, that it is accepted, or that two are one. */
import { type Chronicle, idAt, told } from "./chronicle";
import type { CauseKey } from "./stories/causes";
import type { CauseDeedStory } from "./stories/shapes";

export function tellCauseDeed(chronicle: Chronicle, story: CauseDeedStory): void {
  if (story.is === "described") described(chronicle, story);
  else if (story.is === "rated") rated(chronicle, story);
  else if (story.is === "accepted") accepted(chronicle, story);
  else merged(chronicle, story);
}

type Told<Is extends CauseDeedStory["is"]> = Extract<CauseDeedStory, { is: Is }>;
type Row = Chronicle["rows"]["rootCauses"][number];

/** The entry's row, which the deed changes. */
function changed({ rows, entries }: Chronicle, key: CauseKey, set: Partial<Row>): Row {
  const { id } = told(entries, key);
  const row = rows.rootCauses.find((each) => each.id === id);
  if (!row) throw new Error(`Nothing was entered for “${key}”.`);
  return Object.assign(row, set, { version: (row.version ?? 1) + 1 });
}

function described(chronicle: Chronicle, { cause, at: moment, by, others, trend }: Told<"described">) {
  const at = chronicle.calendar.instant(moment);
  const said = { otherCategories: [...others].sort(), trendNote: trend ?? null };
  const { id } = changed(chronicle, cause, said);
  const before = { otherCategories: [], trendNote: null };
  chronicle.deeds.push({ at, by, verb: "root_cause.described", subjectId: id, details: { ...said, before } });
}

function rated(chronicle: Chronicle, { cause, at: moment, by, of, severity, note: text }: Told<"rated">) {
  const { cast, calendar, rows, deeds, entries } = chronicle;
  const at = calendar.instant(moment);
  const { id: rootCauseId } = told(entries, cause);
  const note = text ?? null;
  const year = Number(calendar.day(of).slice(0, 4));
  rows.rootCauseSeverities.push({
    id: idAt(at),
    workspaceId: cast.workspaceId,
    rootCauseId,
    year,
    severity,
    note,
    setById: cast.members[by],
    setAt: at,
    version: 1,
  });
  const details = { year, severity, note, before: null };
  deeds.push({ at, by, verb: "root_cause.rated", subjectId: rootCauseId, details });
}

function accepted(chronicle: Chronicle, { cause, at: moment, by, sponsor, reason, review }: Told<"accepted">) {
  const { cast, calendar, deeds } = chronicle;
  const at = calendar.instant(moment);
  const reviewOn = calendar.day(review);
  const { id: causeId } = changed(chronicle, cause, {
    acceptedBy: sponsor,
    acceptedReason: reason,
    acceptedReviewOn: reviewOn,
    acceptedAt: at,
    acceptanceRecordedById: cast.members[by],
  });
  const details = { sponsor, reason, reviewOn };
  const moves = { is: "cause_accepted" as const, causeId };
  deeds.push({ at, by, verb: "root_cause.accepted", subjectId: causeId, details, moves });
}

/** Only incidents point at what is merged away in the stories; neither whys nor improvements do. */
function merged(chronicle: Chronicle, { cause, at: moment, by, into: intoKey }: Told<"merged">) {
  const { calendar, rows, deeds } = chronicle;
  const at = calendar.instant(moment);
  const into = changed(chronicle, intoKey, {});
  const from = changed(chronicle, cause, { mergedIntoId: into.id, mergedAt: at });
  if (from.category !== into.category) into.otherCategories = [...(into.otherCategories ?? []), from.category].sort();
  if (rows.whys.some(({ rootCauseId }) => rootCauseId === from.id)) throw new Error("A why ends in what was merged.");
  const links = rows.incidentRootCauses.filter(({ rootCauseId }) => rootCauseId === from.id);
  for (const link of links) link.rootCauseId = into.id;
  const incidentIds = links.map(({ incidentId }) => incidentId);
  const moved = { whyIds: [], incidentIds, improvementIds: [], years: [] };
  const details = { from: from.id, text: from.text, category: from.category, into: into.id, ...moved };
  deeds.push(
    {
      at,
      by,
      verb: "root_cause.merged",
      subjectId: from.id,
      details: { ...details, text: into.text },
      moves: { is: "causes_merged", from: from.id, into: into.id },
    },
    { at, by, verb: "root_cause.took_in", subjectId: into.id, details },
  );
}
