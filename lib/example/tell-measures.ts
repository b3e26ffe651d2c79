/** Figures that both sides follow: what stood in the sheets before is taken in at once, then a month at a time. */
import { addDays, daysFrom } from "@/lib/text/days";
import { mondayOf } from "@/lib/trends/weeks";
import type { Moment } from "./calendar";
import { type Chronicle, idAt } from "./chronicle";
import type { Person } from "./people";
import type { MeasureStory } from "./stories/measure-shapes";

/** @param today YYYY-MM-DD */
export function tellMeasures(chronicle: Chronicle, stories: readonly MeasureStory[], today: string): void {
  for (const story of stories) tellMeasure(chronicle, story, today);
}

function tellMeasure({ cast, calendar, rows, deeds }: Chronicle, story: MeasureStory, today: string) {
  const { name, created, owners, values, locked, leftOut } = story;
  const { definition, unit, nature, wanted } = story;
  const { workspaceId, relationshipId } = cast;
  const at = calendar.instant(created.at);
  const measureId = idAt(at);
  const deed = (when: Moment, by: Person, verb: string, details: Record<string, unknown>) => {
    const moment = calendar.instant(when);
    deeds.push({ at: moment, by, verb, subjectId: measureId, details: { name, ...details } });
    return moment;
  };
  const [first, second] = owners;
  rows.measures.push({
    id: measureId,
    workspaceId,
    relationshipId,
    ...{ name, definition, unit, nature, wanted, source: "readings", period: "week" },
    firstOwnerId: cast.members[first],
    secondOwnerId: cast.members[second],
    createdById: cast.members[created.by],
    createdAt: at,
  });
  deed(created.at, created.by, "measure.created", { source: "readings" });
  for (const prediction of rows.predictions) if (prediction.measure === name) prediction.measureId = measureId;

  const weekOf = (nth: number) => addDays(mondayOf(today), -7 * (values.length - nth));
  const portions = portionsOf(story, today);
  for (const { enteredAgo, from, until } of portions) {
    const lines = values.slice(from, until).map((value, nth) => ({ periodOn: weekOf(from + nth), value }));
    const told = lines.map(({ periodOn, value }) => [periodOn, null, value]);
    const details = { count: lines.length, readings: told };
    const createdAt = deed([enteredAgo, "10:15"], story.enters, "measure.readings_entered", details);
    for (const line of lines) {
      const enteredById = cast.members[story.enters];
      rows.readings.push({ id: idAt(createdAt), workspaceId, measureId, ...line, note: null, enteredById, createdAt });
    }
  }
  if (locked) {
    const span = { fromOn: weekOf(0), throughOn: weekOf(locked.weeks - 1) };
    const lockedAt = deed(locked.at, locked.by, "measure.baseline_locked", {
      ...span,
      counted: locked.weeks,
      reason: null,
    });
    const lockedById = cast.members[locked.by];
    rows.baselines.push({ id: idAt(lockedAt), workspaceId, measureId, ...span, reason: null, lockedById, lockedAt });
  }
  if (leftOut) {
    const told = { periodOn: weekOf(leftOut.nth), why: leftOut.why };
    const createdAt = deed(leftOut.at, leftOut.by, "measure.left_out", told);
    rows.leftOutPeriods.push({ workspaceId, measureId, ...told, leftOutById: cast.members[leftOut.by], createdAt });
  }
}

type Portion = { enteredAgo: number; from: number; until: number };

/** What was over when it began, at once on the next day; then on each fourth Monday what has ended since; the rest lately. */
function portionsOf({ created, values }: MeasureStory, today: string): Portion[] {
  // Days since the Monday on which a week was over; a week that ended today is entered tomorrow.
  const endedAgo = (nth: number) => daysFrom(addDays(mondayOf(today), -7 * (values.length - nth - 1)), today);
  const known = values.findLastIndex((_, nth) => endedAgo(nth) > created.at[0]) + 1;
  const portions: Portion[] = known > 0 ? [{ enteredAgo: created.at[0] - 1, from: 0, until: known }] : [];
  for (let from = known; from < values.length; ) {
    let until = Math.min(from + 4, values.length);
    while (until > from && endedAgo(until - 1) < 1) until--;
    if (until === from) break;
    portions.push({ enteredAgo: endedAgo(until - 1), from, until });
    from = until;
  }
  return portions;
}
