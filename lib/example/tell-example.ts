/** All stories told into one chronicle, and its deeds put in order as the history of the workspace. */
import type { Deed } from "@/lib/activity/record";
import { calendarFrom } from "./calendar";
import { type Cast, type Chronicle, emptyChronicle, entryOf, type Rows } from "./chronicle";
import type { Person } from "./people";
import { stageReplay } from "./stage-replay";
import { acceptanceTree } from "./stories/acceptance-tree";
import { causeDeeds } from "./stories/cause-deeds";
import { type CauseKey, causes } from "./stories/causes";
import { comments } from "./stories/comments";
import { costs } from "./stories/costs";
import { lastCycle } from "./stories/cycle-last";
import { runningCycle } from "./stories/cycle-running";
import { discountTree } from "./stories/discount-tree";
import { fitTree } from "./stories/fit-tree";
import { flowsenseTree } from "./stories/flowsense-tree";
import { judgedImprovements } from "./stories/improvements-judged";
import { openImprovements } from "./stories/improvements-open";
import { firstHalf } from "./stories/incidents-first-half";
import { fourthHalf } from "./stories/incidents-fourth-half";
import { lately } from "./stories/incidents-lately";
import { secondHalf } from "./stories/incidents-second-half";
import { thirdHalf } from "./stories/incidents-third-half";
import { measureStories } from "./stories/measures";
import { pricesTree } from "./stories/prices-tree";
import type { CauseStory } from "./stories/shapes";
import { twoCountsTrees } from "./stories/two-counts-trees";
import { webLeadsTree } from "./stories/web-leads-tree";
import { tellCauseDeed } from "./tell-cause-deeds";
import { tellComments } from "./tell-comments";
import { tellCosts } from "./tell-costs";
import { tellCycles } from "./tell-cycles";
import { tellImprovement } from "./tell-improvements";
import { tellIncidents, tellWhatBecameOf } from "./tell-incidents";
import { tellMeasures } from "./tell-measures";
import { tellTree } from "./tell-trees";

/** A deed with its moment. Where a stage moved, by whoever did what moved it. */
export type Past = Deed & { at: Date; by: Person };

/** The incident that the example opens on: it went all the way and is closed. */
export const finishedTitle = "29% of the MQLs of one quarter were rejected as outside the rule";

/** @param today the workspace's day, YYYY-MM-DD */
export function tellExample(cast: Cast, today: string): { rows: Rows; history: Past[] } {
  const calendar = calendarFrom(today);
  const chronicle = emptyChronicle(cast, calendar);
  for (const [key, { entered }] of Object.entries(causes) as [CauseKey, CauseStory][])
    if (entered !== undefined) entryOf(chronicle, key, calendar.instant([entered, "9:30"]), "hanne");

  const written = filledIn([...firstHalf, ...secondHalf, ...thirdHalf, ...fourthHalf, ...lately], calendar.filled);
  const incidentIds = tellIncidents(chronicle, written);
  for (const story of filledIn(costs, calendar.filled)) tellCosts(chronicle, story);
  // Web leads before discounts, which point at one of its whys.
  const trees = [pricesTree, fitTree, acceptanceTree, webLeadsTree, discountTree, flowsenseTree, ...twoCountsTrees];
  for (const story of filledIn(trees, calendar.filled)) tellTree(chronicle, story);
  for (const story of filledIn([...judgedImprovements, ...openImprovements], calendar.filled))
    tellImprovement(chronicle, story);
  tellCycles(chronicle, filledIn([lastCycle, runningCycle], calendar.filled));
  tellWhatBecameOf(chronicle, incidentIds);
  for (const story of filledIn(causeDeeds, calendar.filled)) tellCauseDeed(chronicle, story);
  tellComments(chronicle, filledIn(comments, calendar.filled));
  tellMeasures(chronicle, measureStories, today);

  const history = inOrder(chronicle);
  return { rows: chronicle.rows, history };
}

/** The stories with every text filled in, however deep it stands. */
function filledIn<Told>(told: Told, filled: (text: string) => string): Told {
  if (typeof told === "string") return filled(told) as Told;
  if (Array.isArray(told)) return told.map((each) => filledIn(each, filled)) as Told;
  if (typeof told !== "object" || told === null) return told;
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, filledIn(value, filled)])) as Told;
}

/** The deeds by their moment, with the moves of stages that follow from them; leaves each incident in its stage. */
function inOrder({ deeds, rows }: Chronicle): Past[] {
  const replay = stageReplay();
  const history = deeds
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .flatMap(({ moves, ...deed }): Past[] => {
      if (!moves) return [deed];
      const before = moves.is === "ended" ? { from: replay.stageOf(moves.incidentId) } : {};
      const moved = replay.take(moves).map(({ incidentId, from, to }) => ({
        at: deed.at,
        by: deed.by,
        verb: "incident.stage_moved",
        subjectId: incidentId,
        details: { from, to },
      }));
      return [...moved, moves.is === "ended" ? { ...deed, details: { ...before, ...deed.details } } : deed];
    });
  for (const row of rows.incidents) row.stage = replay.stageOf(row.id);
  return history;
}
