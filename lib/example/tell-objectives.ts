/** The objectives of a cycle: the ball that goes back and forth until both sides agree, the quarters, the results. */
import { idAt, sideOf, told } from "./chronicle";
import type { ObjectiveStory } from "./stories/cycle-shapes";
import type { CycleTelling } from "./tell-cycles";

type Row = CycleTelling["chronicle"]["rows"]["objectives"][number] & { version: number };

export function tellObjectives(telling: CycleTelling): void {
  const { chronicle, story, deed } = telling;
  const objectives = new Map<string, Row>();
  for (const one of story.objectives) objectives.set(one.key, proposed(telling, one));
  deed(story.catchball, "cycle.moved_on", { from: "plan", to: "catchball" }, { phase: "catchball" });
  const details = { objectives: story.objectives.map(({ title }) => title) };
  const committedAt = chronicle.calendar.instant(story.committed.at);
  deed(story.committed, "cycle.committed", details, { phase: "committed", committedAt });
  lookedAt(telling, objectives);
  const { review } = story;
  if (!review) return;
  for (const { key, result = "" } of story.objectives) {
    const row = told(objectives, key);
    row.result = result;
    deed(review.results, "cycle.result_written", { title: row.title, result });
  }
}

function proposed(telling: CycleTelling, story: ObjectiveStory): Row {
  const { chronicle, row: cycle, deed } = telling;
  const { cast, calendar, rows } = chronicle;
  const { title, pair, indicator, baseline, target, leading, lagging, balancing, changed = [] } = story;
  const at = deed(story.proposed, "cycle.objective_proposed", { title });
  const row: Row = {
    id: idAt(at),
    workspaceId: cast.workspaceId,
    cycleId: cycle.id,
    title,
    firstOwnerId: cast.members[pair[0]],
    secondOwnerId: cast.members[pair[1]],
    ...{ indicator, baseline, target, leading, lagging, balancing },
    byDay: cycle.endsOn,
    decision: null,
    result: null,
    proposedById: cast.members[story.proposed.by],
    version: 1,
    createdAt: at,
    removedAt: null,
  };
  rows.objectives.push(row);
  const turn = (done: ObjectiveStory["proposed"], move: "proposal" | "counter_proposal" | "agreed", words?: string) => {
    const sideId = sideOf(chronicle, done.by);
    if (!sideId) throw new Error("Whoever is neutral takes no turn.");
    const thrownAt = calendar.instant(done.at);
    const by = { sideId, memberId: cast.members[done.by], at: thrownAt };
    const about = { objectiveId: row.id, move, words: words ?? null, ofVersion: row.version };
    rows.catchballTurns.push({ id: idAt(thrownAt), workspaceId: cast.workspaceId, ...about, ...by });
    if (move === "agreed") deed(done, "cycle.objective_agreed", { title, sideId });
  };
  turn(story.proposed, "proposal");
  for (const done of story.agreed) turn(done, "agreed");
  for (const { words, agreed, ...done } of changed) {
    row.version += 1;
    turn(done, "counter_proposal", words);
    deed(done, "cycle.objective_countered", { title, words });
    for (const again of agreed) turn(again, "agreed");
  }
  return row;
}

/** Continue, adapt or stop, quarter by quarter; the latest decision stands with the objective. */
function lookedAt({ chronicle, story, row: cycle, deed }: CycleTelling, objectives: Map<string, Row>) {
  const { cast, calendar, rows } = chronicle;
  const { workspaceId } = cast;
  for (const { decisions, ...done } of story.quarters) {
    const heldOn = calendar.day(done.at[0]);
    const decidedById = cast.members[done.by];
    const reviewId = idAt(calendar.instant(done.at));
    const review = { workspaceId, cycleId: cycle.id, kind: "quarterly" as const, heldOn, writtenById: decidedById };
    const unsaid = { verified: null, cameBack: null, learned: null, pressuresMoved: null };
    rows.cycleReviews.push({ id: reviewId, ...review, ...unsaid, version: 1 });
    for (const [key, decision, reason] of decisions) {
      const row = told(objectives, key);
      row.decision = decision;
      const decidedAt = deed(done, "cycle.objective_reviewed", { title: row.title, decision, reason });
      const said = { decision, reason, decidedById, decidedAt };
      rows.objectiveReviews.push({ id: idAt(decidedAt), workspaceId, reviewId, objectiveId: row.id, ...said });
    }
  }
}
