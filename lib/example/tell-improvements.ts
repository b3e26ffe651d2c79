/** Improvements from their plan to what became of them, one try after another. */
import type { Moment } from "./calendar";
import { type Chronicle, entryOf, idAt, sideOf, told } from "./chronicle";
import type { Person } from "./people";
import type { ImprovementStory, TryStory } from "./stories/shapes";
import { kept } from "./tell-follow-through";

type Row = Chronicle["rows"]["improvements"][number] & { iteration: number; version: number };

/** What the deeds on one improvement have in common. */
export type Telling = {
  chronicle: Chronicle;
  story: ImprovementStory;
  row: Row;
  checked: { verdict: TryStory["verdict"] }; // the latest of the present try
  deed(moment: Moment, by: Person, verb: string, details: Record<string, unknown>, set?: Partial<Row>): void;
};

export function tellImprovement(chronicle: Chronicle, story: ImprovementStory): void {
  const telling = planned(chronicle, story);
  story.tries.forEach((one, place) => {
    const last = place === story.tries.length - 1;
    predicted(telling, one, place);
    carriedOut(telling, one);
    looked(telling, one);
    learned(telling, one, last);
    kept(telling, one);
  });
  blocked(telling);
  ended(telling);
}

const dayOrNone = ({ calendar }: Chronicle, daysAgo: number | undefined) =>
  daysAgo === undefined ? null : calendar.day(daysAgo);

function planned(chronicle: Chronicle, story: ImprovementStory): Telling {
  const { cast, calendar, rows, deeds } = chronicle;
  const { title, kind, planned: plan, owner } = story;
  const { workspaceId, relationshipId } = cast;
  // On the day of a tree's last deeds, it follows them.
  const at = calendar.instant([plan.day, "17:10"]);
  const id = idAt(at);
  const why = story.why === undefined ? null : told(chronicle.whys, story.why);
  const named = story.cause ? entryOf(chronicle, story.cause, at, plan.by) : null;
  const throughWhy = why?.cause ? entryOf(chronicle, why.cause, at, plan.by) : null;
  const causeIds = [...new Set([named?.id, throughWhy?.id])].filter((each) => each !== undefined);
  const dueOn = dayOrNone(chronicle, story.due);
  const row: Row = {
    id,
    workspaceId,
    relationshipId,
    title,
    kind,
    phase: "plan",
    ownerId: cast.members[owner],
    dueOn,
    firstDueOn: dueOn,
    strength: story.strength ?? null,
    iteration: 1,
    implementedOn: null,
    implementation: null,
    result: null,
    endedReason: null,
    blockedReason: null,
    blockedAt: null,
    cycleId: null,
    carriedOver: 0,
    plannedById: cast.members[plan.by],
    version: 1,
    createdAt: at,
  };
  rows.improvements.push(row);
  chronicle.improvements.set(title, id);
  if (why) rows.improvementWhys.push({ workspaceId, improvementId: id, whyId: why.id });
  if (named) rows.improvementRootCauses.push({ workspaceId, improvementId: id, rootCauseId: named.id });

  const checked: Telling["checked"] = { verdict: undefined };
  const record = (when: Date, by: Person, verb: string, details: Record<string, unknown>) => {
    const { phase = "plan", implementedOn = null } = row;
    const fact = { kind, phase, implementedOn, verdict: checked.verdict?.is ?? null };
    const moves = { is: "improvement" as const, id, causeIds, fact };
    deeds.push({ at: when, by, verb, subjectId: id, details, moves });
  };
  const links = { whyId: why?.id ?? null, rootCauseId: named?.id ?? null };
  record(at, plan.by, "improvement.planned", { title, kind, ...links });
  return {
    chronicle,
    story,
    row,
    checked,
    deed(moment, by, verb, details, set = {}) {
      Object.assign(row, set);
      row.version += 1;
      record(calendar.instant(moment), by, verb, details);
    },
  };
}

function predicted({ chronicle, story, row, deed }: Telling, one: TryStory, place: number) {
  const { cast, calendar, rows } = chronicle;
  const iteration = place + 1;
  if (one.due !== undefined) moveDue({ chronicle, row, deed }, one.written, story.owner, one.due);
  const words = {
    text: one.text,
    measure: one.measure ?? null,
    fromLevel: one.from ?? null,
    toLevel: one.to ?? null,
    byDay: dayOrNone(chronicle, one.by),
    method: one.method ?? null,
    windowDays: one.windowDays ?? null,
    leastObservations: one.least ?? null,
    checkerId: one.checker ? cast.members[one.checker] : null,
    checkPlan: one.plan ?? null,
  };
  const writtenAt = calendar.instant([one.written, "17:25"]);
  rows.predictions.push({
    id: idAt(writtenAt),
    workspaceId: cast.workspaceId,
    improvementId: row.id,
    iteration,
    ...words,
    learning: one.learned?.text ?? null,
    extensions: 0,
    writtenById: cast.members[story.owner],
    writtenAt,
    startedAt: one.started === undefined ? null : calendar.instant([one.started, "17:35"]),
    ownerSideId: one.started === undefined ? null : sideOf(chronicle, story.owner),
    implementedOn: dayOrNone(chronicle, one.inPlace?.day),
    implementation: one.inPlace?.shows ?? null,
    version: 1,
  });
  deed([one.written, "17:25"], story.owner, "improvement.predicted", { iteration, ...words });
  const { moved } = story;
  if (moved && place === 0) moveDue({ chronicle, row, deed }, moved.day, story.owner, moved.due);
}

function moveDue(
  { chronicle, row, deed }: Pick<Telling, "chronicle" | "row" | "deed">,
  daysAgo: number,
  by: Person,
  due: number,
) {
  const [before, dueOn] = [row.dueOn, chronicle.calendar.day(due)];
  const set = { dueOn, firstDueOn: row.firstDueOn ?? dueOn };
  deed([daysAgo, "17:20"], by, "improvement.edited", { before: { dueOn: before }, after: { dueOn } }, set);
}

function carriedOut({ chronicle, story, row, deed }: Telling, { started, inPlace }: TryStory) {
  const { iteration, ownerId } = row;
  if (started === undefined) return;
  deed([started, "17:35"], story.owner, "improvement.started", { iteration, ownerId }, { phase: "do" });
  if (!inPlace) return;
  const put = { implementedOn: chronicle.calendar.day(inPlace.day), implementation: inPlace.shows };
  const set = { phase: "check" as const, ...put };
  deed([inPlace.day, "17:45"], story.owner, "improvement.implemented", { iteration, ...put }, set);
}

function looked({ chronicle, row, checked, deed }: Telling, { verdict, checker, least }: TryStory) {
  checked.verdict = verdict;
  if (!verdict) return;
  if (!checker) throw new Error("A verdict needs somebody who gives it.");
  const { cast, calendar, rows } = chronicle;
  const { iteration } = row;
  const { is, seen, observations } = verdict;
  const givenAt = calendar.instant([verdict.day, "17:50"]);
  rows.checks.push({
    id: idAt(givenAt),
    workspaceId: cast.workspaceId,
    improvementId: row.id,
    iteration,
    verdict: is,
    seen,
    observations,
    sideId: sideOf(chronicle, checker),
    givenById: cast.members[checker],
    givenAt,
  });
  const details = { iteration, verdict: is, seen, observations, least: least ?? null, standIn: false };
  deed([verdict.day, "17:50"], checker, "improvement.judged", details, { phase: "act" });
}

/** After the last try what was learned is kept; after an earlier one it leads to the next. */
function learned({ story, row, checked, deed }: Telling, { learned: what }: TryStory, last: boolean) {
  if (!what || story.ended?.as === "abandoned") return;
  const details = { iteration: row.iteration, learning: what.text };
  if (last) return deed([what.day, "17:55"], story.owner, "improvement.learned", details);
  checked.verdict = undefined;
  deed([what.day, "17:55"], story.owner, "improvement.adapted", details, {
    phase: "plan",
    iteration: row.iteration + 1,
    dueOn: null,
    implementedOn: null,
    implementation: null,
  });
}

function blocked({ chronicle, story, deed }: Telling) {
  if (!story.blocked) return;
  const { day, waitsFor: reason } = story.blocked;
  const blockedAt = chronicle.calendar.instant([day, "17:15"]);
  deed([day, "17:15"], story.owner, "improvement.blocked", { reason }, { blockedReason: reason, blockedAt });
}

function ended({ story, row, deed }: Telling) {
  if (!story.ended) return;
  const { as, day, why } = story.ended;
  const learning = story.tries.at(-1)?.learned?.text;
  const details = {
    closed: { result: why },
    abandoned: { iteration: row.iteration, learning, reason: why },
    cancelled: { reason: why, from: row.phase },
  }[as];
  const set = as === "closed" ? { result: why } : { endedReason: why };
  deed([day, "17:58"], story.owner, `improvement.${as}`, details, { phase: as, ...set });
}
