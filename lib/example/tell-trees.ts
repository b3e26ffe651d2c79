/** Cause trees: asked, proven, judged, ended and read back, line by line, as the deeds on a tree record themselves. */
import { generateKeyBetween } from "fractional-indexing";
import { treeIndex } from "@/lib/causes/cause-tree";
import { settledMark } from "@/lib/causes/gates";
import type { Change, WhyRow } from "@/lib/causes/tree-deed";
import type { Moment } from "./calendar";
import { type Chronicle, idAt, sideOf, told } from "./chronicle";
import type { Person } from "./people";
import type { TreeStory, WhyStory } from "./stories/shapes";
import { answered, described, dismissed, ended, joined, judged, proven } from "./tell-whys";

/** A why with its story; `row` grows as the story goes on. */
export type GrowingWhy = { story: WhyStory; row: GrowingRow; above: GrowingRow | null };
export type GrowingRow = Omit<Chronicle["rows"]["whys"][number], "removedAt"> &
  Omit<WhyRow, "removedAt"> & { version: number };

/** What the deeds on one tree have in common. */
export type Telling = {
  chronicle: Chronicle;
  treeId: string;
  problem: string;
  whys: GrowingWhy[]; // in the order of the outline
  deed(at: Date, by: Person, verb: string, changes: Change[], details: Record<string, unknown>): void;
};

const minutesEach = 3;

export function tellTree(chronicle: Chronicle, story: TreeStory): void {
  const telling = opened(chronicle, story);
  const { whys } = telling;
  walk(chronicle, whys, story.asked, (why, at) => asked(telling, why, at));
  walk(chronicle, whys, story.proven, (why, at) => proven(telling, why, at));
  joined(telling, chronicle.calendar.instant(story.judged, -10));
  walk(chronicle, whys, story.judged, (why, at) => {
    described(telling, why, at);
    judged(telling, why, at);
  });
  walk(chronicle, whys, story.ended, (why, at) => ended(telling, why, at));
  for (const [by, moment] of Object.entries(story.signed) as [Person, Moment][])
    walk(chronicle, whys, moment, (why, at) => answered(telling, why, at, by));
  if (story.settled) settled(telling, story.settled);
  if (story.onlyCause) explained(telling, story.onlyCause);
  for (const one of story.dismissed ?? []) dismissed(telling, one);
}

function explained({ chronicle, whys, deed }: Telling, { at, by, reason }: NonNullable<TreeStory["onlyCause"]>) {
  if (whys.filter(({ above }) => above === null).length !== 1) throw new Error("The problem has more than one cause.");
  deed(chronicle.calendar.instant(at), by, "tree.only_cause_explained", [], { reason, before: null });
}

/** Goes through the tree from a moment on, a few minutes each; what was asked later has its turn after that. */
function walk(
  { calendar }: Chronicle,
  whys: readonly GrowingWhy[],
  from: Moment,
  each: (why: GrowingWhy, at: Date) => void,
) {
  whys.forEach((why, place) => {
    each(why, calendar.instant(from, place * minutesEach));
  });
}

function opened(chronicle: Chronicle, story: TreeStory): Telling {
  const { cast, calendar, rows, deeds, incidents } = chronicle;
  const { problem } = story;
  const incidentId = told(incidents, story.on);
  const at = calendar.instant(story.opened.at);
  const { by } = story.opened;
  const treeId = idAt(at);
  const apartSideId = story.apart ? cast.teams[story.apart] : null;
  rows.causeTrees.push({
    id: treeId,
    workspaceId: cast.workspaceId,
    relationshipId: cast.relationshipId,
    problem,
    onlyCauseReason: story.onlyCause?.reason ?? null,
    apartSideId,
    openedById: cast.members[by],
    settledAt: null,
    settledById: null,
    settledMark: null,
    version: 1,
    createdAt: at,
  });
  rows.incidentTrees.push({ workspaceId: cast.workspaceId, incidentId, treeId });
  if (!chronicle.trees.has(story.on)) chronicle.trees.set(story.on, treeId);
  const details = { problem, incidentId, ...(apartSideId && { apartSideId }) };
  const moves = { is: "tree_opened" as const, incidentId, treeId };
  deeds.push({ at, by, verb: "tree.opened", subjectId: treeId, details, moves });
  return {
    chronicle,
    treeId,
    problem,
    whys: grown(chronicle, treeId, story.whys, null),
    deed: (when, who, verb, changes, details) =>
      deeds.push({ at: when, by: who, verb, subjectId: treeId, details: { changes, ...details } }),
  };
}

/** The rows as they are when each is first asked, outline order. */
function grown(
  chronicle: Chronicle,
  treeId: string,
  stories: readonly WhyStory[],
  above: GrowingRow | null,
): GrowingWhy[] {
  let position: string | null = null;
  return stories.flatMap((story) => {
    position = generateKeyBetween(position, null);
    const row: GrowingRow = {
      id: "", // by the moment it is asked
      workspaceId: chronicle.cast.workspaceId,
      treeId,
      parentId: null,
      position,
      text: story.text,
      kind: null,
      status: "hypothesis",
      statusReason: null,
      joint: null,
      necessary: "unknown",
      sufficient: "unknown",
      ending: null,
      category: null,
      rootCauseId: null,
      reach: null,
      removal: null,
      endingBy: null,
      endingOn: null,
      endingNote: null,
      sameAsId: null,
      authorId: chronicle.cast.members[story.by],
      sideId: sideOf(chronicle, story.by),
      version: 1,
    };
    return [{ story, row, above }, ...grown(chronicle, treeId, story.whys ?? [], row)];
  });
}

function asked({ chronicle, deed }: Telling, { story, row, above }: GrowingWhy, inTurn: Date) {
  const at = story.asked ? chronicle.calendar.instant(story.asked) : inTurn;
  Object.assign(row, { id: idAt(at), parentId: above?.id ?? null, createdAt: at });
  chronicle.rows.whys.push(row);
  if (story.key) {
    const cause = story.ends?.is === "root_cause" ? story.ends.cause : null;
    chronicle.whys.set(story.key, { id: row.id, cause });
  }
  const { id, parentId, position, text } = row;
  const said = { parentId, position, text, status: "hypothesis", joint: null, ending: null } as const;
  const before = { ...said, removedAt: at.toISOString() };
  deed(at, story.by, "why.asked", [{ row: "why", id, before, after: { ...said, removedAt: null } }], { text });
}

/** Both sides have signed each line on the way to a root cause; a test looks whether the rules agree. */
function settled({ chronicle, treeId, problem, whys }: Telling, { at: moment, by }: NonNullable<TreeStory["settled"]>) {
  const { cast, calendar, rows, deeds } = chronicle;
  const at = calendar.instant(moment);
  const index = treeIndex({
    id: treeId,
    problem,
    problemFindings: [],
    sideIds: [cast.teams.marketing, cast.teams.sales],
    whys: whys.map(({ row }) => ({
      ...row,
      sideId: null,
      author: "",
      evidence: [],
      readBacks: [],
      findings: [],
      openInvestigations: 0,
    })),
    targets: [],
    perspectiveSideIds: [],
  });
  const tree = rows.causeTrees.find(({ id }) => id === treeId);
  if (!tree) throw new Error("A tree that was not opened is settled.");
  Object.assign(tree, { settledAt: at, settledById: cast.members[by], settledMark: settledMark(index) });
  deeds.push({ at, by, verb: "tree.settled", subjectId: treeId, moves: { is: "tree_settled", treeId } });
}
