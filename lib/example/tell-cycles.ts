/** Cycles from the scan to the review, one after another: the next opens from the last. */
import { proposedName } from "@/lib/cycles/cycle-rules";
import { addDays } from "@/lib/text/days";
import type { Moment } from "./calendar";
import { type Chronicle, idAt, told } from "./chronicle";
import type { Person } from "./people";
import type { CycleStory, PressureStory } from "./stories/cycle-shapes";
import { tellObjectives } from "./tell-objectives";

type Row = Chronicle["rows"]["cycles"][number] & { version: number };

/** What the deeds on one cycle have in common. */
export type CycleTelling = {
  chronicle: Chronicle;
  story: CycleStory;
  row: Row;
  deed(done: { at: Moment; by: Person }, verb: string, details?: Record<string, unknown>, set?: Partial<Row>): Date;
};

export function tellCycles(chronicle: Chronicle, stories: readonly CycleStory[]): void {
  const pressures = new Map<string, string>();
  const tellings: CycleTelling[] = [];
  for (const story of stories) {
    const telling = opened(chronicle, story, tellings.at(-1)?.row);
    tellings.push(telling);
    for (const pressure of story.pressures) looked(telling, pressure, pressures);
    telling.deed(story.plan, "cycle.moved_on", { from: "scan", to: "plan" }, { phase: "plan" });
    tellObjectives(telling);
    worked(telling);
    for (const { pressure, ...done } of story.over ?? []) ended(telling, done, told(pressures, pressure));
  }
  // What was handed over moves along once the next has opened.
  tellings.forEach((telling, place) => {
    reviewed(telling, tellings[place + 1]?.row);
  });
}

function opened(chronicle: Chronicle, story: CycleStory, last: Row | undefined): CycleTelling {
  const { cast, calendar, rows, deeds } = chronicle;
  const startsOn = calendar.monthFirst(story.monthsAgo);
  const endsOn = addDays(calendar.monthFirst(story.monthsAgo - 12), -1);
  const at = calendar.instant(story.opened.at);
  const row: Row = {
    id: idAt(at),
    workspaceId: cast.workspaceId,
    relationshipId: cast.relationshipId,
    name: proposedName({ startsOn, endsOn }),
    kind: story.kind,
    startsOn,
    endsOn,
    phase: "scan",
    previousId: last?.id ?? null,
    openedById: cast.members[story.opened.by],
    committedAt: null,
    closedAt: null,
    version: 1,
    createdAt: at,
  };
  rows.cycles.push(row);
  const deed: CycleTelling["deed"] = ({ at: moment, by }, verb, details, set) => {
    const when = calendar.instant(moment);
    if (set) Object.assign(row, set, { version: row.version + 1 });
    deeds.push({ at: when, by, verb, subjectId: row.id, ...(details && { details }) });
    return when;
  };
  deed(story.opened, "cycle.opened", { name: row.name, startsOn, endsOn, previousId: row.previousId });
  return { chronicle, story, row, deed };
}

function looked({ chronicle, row, deed }: CycleTelling, pressure: PressureStory, known: Map<string, string>) {
  const { cast, calendar, rows } = chronicle;
  const { key, noted, direction, strength, note, ...done } = pressure;
  const at = calendar.instant(done.at);
  const { workspaceId, relationshipId } = cast;
  if (noted) {
    const { kind, title, touches } = noted;
    const id = idAt(at);
    known.set(key, id);
    const notedById = cast.members[done.by];
    const about = { kind, title, categories: [...touches], notedById, createdAt: at };
    rows.pressures.push({ id, workspaceId, relationshipId, ...about, endedAt: null, version: 1 });
  }
  const pressureId = told(known, key);
  const said = { direction, strength, note: note ?? null };
  rows.pressureReadings.push({
    id: idAt(at),
    workspaceId,
    pressureId,
    cycleId: row.id,
    ...said,
    readOn: calendar.day(done.at[0]),
    readById: cast.members[done.by],
  });
  const { title, kind } = rows.pressures.find(({ id }) => id === pressureId) ?? {};
  if (noted) deed(done, "cycle.pressure_noted", { title, kind, direction, strength });
  else deed(done, "cycle.pressure_read", { title, direction, strength });
}

function ended({ chronicle, deed }: CycleTelling, done: { at: Moment; by: Person }, pressureId: string) {
  const row = chronicle.rows.pressures.find(({ id }) => id === pressureId);
  if (!row) throw new Error("A pressure ends that nobody noted.");
  const endedAt = deed(done, "cycle.pressure_ended", { title: row.title });
  Object.assign(row, { endedAt, version: 2 });
}

/** Committed and running: what it works on, its huddles, and a look at each objective once a quarter. */
function worked({ chronicle, story, row, deed }: CycleTelling) {
  const { cast, calendar, rows } = chronicle;
  const { workspaceId } = cast;
  const cycleId = row.id;
  deed(story.running, "cycle.moved_on", { from: "committed", to: "running" }, { phase: "running" });
  for (const { improvement: title, ...done } of story.chosen) {
    const improvement = improvementTitled(chronicle, title);
    improvement.cycleId = cycleId;
    const at = calendar.instant(done.at);
    const details = { cycle: row.name };
    chronicle.deeds.push({ at, by: done.by, verb: "improvement.chosen", subjectId: improvement.id, details });
    deed(done, "cycle.improvement_chosen", { title });
  }
  for (const { moved = null, stuck = null, help = null, ...done } of story.huddles) {
    const heldOn = calendar.day(done.at[0]);
    const at = deed(done, "cycle.huddle_held", { heldOn, help });
    const writtenById = cast.members[done.by];
    rows.huddles.push({ id: idAt(at), workspaceId, cycleId, heldOn, moved, stuck, help, writtenById, version: 1 });
  }
}

/** Its review, and what it hands over. The day on which that was planned, and its first due day, stay. */
function reviewed({ chronicle, story, row, deed }: CycleTelling, next: Row | undefined) {
  if (!story.review) return;
  const { cast, calendar, rows } = chronicle;
  const { begun, whole, goesOn, closed } = story.review;
  const { workspaceId } = cast;
  deed(begun, "cycle.moved_on", { from: "running", to: "review" }, { phase: "review" });
  const { at, by, ...words } = whole;
  const held = { kind: "annual" as const, heldOn: calendar.day(at[0]), writtenById: cast.members[by], version: 1 };
  rows.cycleReviews.push({ id: idAt(calendar.instant(at)), workspaceId, cycleId: row.id, ...held, ...words });
  deed({ at, by }, "cycle.reviewed", { learned: words.learned });
  for (const { improvement: title, because: reason, ...done } of goesOn) {
    const improvement = improvementTitled(chronicle, title);
    const times = (improvement.carriedOver ?? 0) + 1;
    Object.assign(improvement, { carriedOver: times, cycleId: next?.id ?? row.id, version: improvement.version + 1 });
    const decided = { decision: "continue" as const, reason, sponsor: null };
    const details = { title, ...decided, times, cycle: row.name };
    const decidedAt = calendar.instant(done.at);
    const verb = "improvement.carried_over";
    chronicle.deeds.push({ at: decidedAt, by: done.by, verb, subjectId: improvement.id, details });
    deed(done, "cycle.left_decided", details);
    rows.carryOvers.push({
      id: idAt(decidedAt),
      workspaceId,
      improvementId: improvement.id,
      fromCycleId: row.id,
      ...decided,
      decidedById: cast.members[done.by],
      decidedAt,
    });
  }
  const closedAt = deed(closed, "cycle.closed", undefined, { phase: "closed" });
  row.closedAt = closedAt;
}

function improvementTitled({ rows, improvements }: Chronicle, title: string) {
  const id = told(improvements, title);
  const row = rows.improvements.find((each) => each.id === id);
  if (!row) throw new Error(`No story plans “${title}”.`);
  return row as typeof row & { version: number };
}
