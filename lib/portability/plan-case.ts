/** What an import would do, worked out without touching a row: the preview shows it, the import writes it. */
import { v7 } from "uuid";
import type { Category } from "@/db/terms";
import { treeIndex } from "@/lib/causes/cause-tree";
import { groupBy } from "@/lib/causes/group-by";
import { treeLimits } from "@/lib/causes/input";
import { findingsReader } from "@/lib/causes/text-findings";
import { type Counts, countCase } from "./case-counts";
import type { Fault } from "./case-faults";
import type { CaseEvidence, CaseFile, CaseImprovement, CaseTree, CaseWhy } from "./case-file";
import { whysOf } from "./case-places";
import { saidOfCost, saidOfImprovement, saidOfIncident, saidOfTree } from "./case-rows";
import { type PlannedComments, planComments } from "./plan-comments";
import { planEndings } from "./plan-endings";
import { type Finding, type PlannedTree, type PlannedWhy, planTree } from "./plan-tree";
import { addedAnew, type PlannedRow, planRow } from "./planned-row";
import type { StandingCase } from "./standing-case";

/** The relationship of a case; `sideIds` in the order in which the file names its teams. */
export type Pair = { relationshipId: string; sideIds: readonly [string, string] };

export type PlannedIncident = PlannedRow<ReturnType<ReturnType<typeof saidOfIncident>>> & {
  key: string;
  newCosts: ({ id: string } & ReturnType<ReturnType<typeof saidOfCost>>)[];
  knownCosts: number;
};
export type PlannedCauseTree = PlannedRow<ReturnType<typeof saidOfTree>> & {
  key: string;
  newIncidentIds: string[];
  settledMark: string | null;
  inside: PlannedTree;
};
export type PlannedImprovement = PlannedRow<ReturnType<typeof saidOfImprovement>> & {
  key: string;
  newWhyIds: string[];
  whyIds: string[];
};

export type CasePlan = {
  faults: Fault[];
  findings: Finding[];
  counts: Counts;
  incidents: PlannedIncident[];
  trees: PlannedCauseTree[];
  improvements: PlannedImprovement[];
  comments: PlannedComments;
  /** Whys that end in a root cause and need its entry in the catalogue. */
  entries: { why: PlannedWhy; text: string; category: Category }[];
};

export function planCase(
  file: CaseFile,
  standing: StandingCase,
  pair: Pair,
  alongside?: ReadonlySet<string>,
): CasePlan {
  const before = standing.before?.file;
  const sideOf = (name: string | null) =>
    name === null ? null : (pair.sideIds[file.relationship.indexOf(name)] ?? null);
  const incidents = planIncidents(file, before, standing, sideOf);
  const trees = planTrees(file, before, standing, sideOf, incidents);
  const inside = trees.map((tree) => tree.inside);
  const rules = { members: standing.memberNames, sides: file.relationship, words: standing.words };
  const faults = [
    ...standingRelationshipFaults(file, before),
    ...planEndings(file, inside, {
      ...standing,
      findingsOn: findingsReader(rules, standing.settlements),
      saidBefore: whysBefore(before),
      alongside,
    }),
    ...trees.flatMap(({ inside: tree }, place) => roomFaults(tree, place)),
  ];
  const improvements = planImprovements(file, before, standing, inside);
  const comments = planComments(file, before, { incidents, trees, improvements }, sideOf);
  return {
    faults,
    findings: inside.flatMap((tree) => tree.findings),
    counts: countCase({ incidents, trees, improvements, comments }),
    incidents,
    trees,
    improvements,
    comments,
    entries: inside.flatMap((tree) => tree.whys.flatMap(entryOf)),
  };
}

const byKey = <Entry extends { key: string }>(list: readonly Entry[] = []) =>
  new Map(list.map((entry) => [entry.key, entry]));
const bySource = <Row extends { sourceKey: string | null }>(list: readonly Row[]) =>
  new Map(list.map((row) => [row.sourceKey, row]));

/** Sides hang on the relationship, and so does all that people have signed since. */
function standingRelationshipFaults(file: CaseFile, before: CaseFile | undefined): Fault[] {
  if (!before || before.relationship.every((name, at) => name === file.relationship[at])) return [];
  const [first, second] = before.relationship;
  return [{ path: "relationship", message: `This case was imported for ${first} and ${second}, and stays with them.` }];
}

type SideOf = (name: string | null) => string | null;

function planIncidents(
  file: CaseFile,
  before: CaseFile | undefined,
  standing: StandingCase,
  sideOf: SideOf,
): PlannedIncident[] {
  const [was, rows, said] = [byKey(before?.incidents), bySource(standing.incidents), saidOfIncident(sideOf)];
  return file.incidents.map((incident) => {
    const earlier = was.get(incident.key);
    const row = planRow(said(incident), earlier && said(earlier), rows.get(incident.key));
    const costs = incident.costs ?? [];
    const newCosts = addedAnew(costs, row.isNew ? [] : earlier?.costs);
    return {
      ...row,
      key: incident.key,
      newCosts: newCosts.map((cost) => ({ id: v7(), ...saidOfCost(sideOf)(cost) })),
      knownCosts: costs.length - newCosts.length,
    };
  });
}

function planTrees(
  file: CaseFile,
  before: CaseFile | undefined,
  standing: StandingCase,
  sideOf: SideOf,
  incidents: readonly PlannedIncident[],
): PlannedCauseTree[] {
  const [was, rows, incidentOf] = [byKey(before?.trees), bySource(standing.trees), byKey(incidents)];
  const saidBefore = { whys: whysBefore(before), evidence: evidenceBefore(before) };
  const linked = new Set(standing.treeLinks.map(({ incidentId, treeId }) => `${incidentId} ${treeId}`));
  const itself = <Row>(row: Row) => row;
  const treeOfWhy = new Map(standing.whys.map(({ id, treeId }) => [id, treeId]));
  const whysOfTree = groupBy(standing.whys, ({ treeId }) => treeId, itself);
  const evidenceOfTree = groupBy(standing.evidence, ({ whyId }) => treeOfWhy.get(whyId) ?? "", itself);
  return file.trees.map((tree, place) => {
    const [earlier, found] = [was.get(tree.key), rows.get(tree.key)];
    const row = planRow(saidOfTree(tree), earlier && saidOfTree(earlier), found);
    const inTree = { whys: whysOfTree.get(row.id) ?? [], evidence: evidenceOfTree.get(row.id) ?? [] };
    return {
      ...row,
      key: tree.key,
      settledMark: found?.settledMark ?? null,
      newIncidentIds: addedLinks(tree.incidents, earlier?.incidents)
        .flatMap((key) => incidentOf.get(key)?.id ?? [])
        .filter((id) => !linked.has(`${id} ${row.id}`)),
      inside: planTree(file, place, row.id, inTree, saidBefore, sideOf),
    };
  });
}

/** What a list names anew: a link that people have taken away since is not made again. */
function addedLinks(said: readonly string[], before: readonly string[] = []): string[] {
  const known = new Set(before);
  return said.filter((key) => !known.has(key));
}

function planImprovements(
  file: CaseFile,
  before: CaseFile | undefined,
  standing: StandingCase,
  trees: readonly PlannedTree[],
): PlannedImprovement[] {
  const [was, rows] = [byKey<CaseImprovement>(before?.improvements), bySource(standing.improvements)];
  const whys = new Map(
    trees.flatMap((tree) => tree.whys.flatMap(({ placed, now }) => (placed ? [[placed.source, now.id] as const] : []))),
  );
  const linked = new Set(standing.whyLinks.map(({ improvementId, whyId }) => `${improvementId} ${whyId}`));
  return file.improvements.map((improvement) => {
    const earlier = was.get(improvement.key);
    const row = planRow(
      saidOfImprovement(improvement),
      earlier && saidOfImprovement(earlier),
      rows.get(improvement.key),
    );
    const idsOf = (sources: readonly string[]) => sources.flatMap((source) => whys.get(source) ?? []);
    const isLinked = (whyId: string) => linked.has(`${row.id} ${whyId}`);
    const newWhyIds = idsOf(addedLinks(improvement.whys, earlier?.whys)).filter((id) => !isLinked(id));
    const whyIds = [...newWhyIds, ...idsOf(improvement.whys).filter(isLinked)];
    return { ...row, key: improvement.key, newWhyIds, whyIds };
  });
}

const whysBefore = (before: CaseFile | undefined): Map<string, CaseWhy> =>
  new Map((before?.trees ?? []).flatMap((_tree: CaseTree, place) => placedBefore(before, place)));

const placedBefore = (before: CaseFile | undefined, place: number) =>
  before ? whysOf(before, place).map(({ source, why }) => [source, why] as const) : [];

const evidenceBefore = (before: CaseFile | undefined): Map<string, CaseEvidence> =>
  new Map(
    [...whysBefore(before)].flatMap(([source, why]) =>
      why.evidence.map((item, at) => [`${source}#${at + 1}`, item] as const),
    ),
  );

/** A file that fits may still be too much for a tree in which people have gone on working. */
function roomFaults({ id, whys }: PlannedTree, place: number): Fault[] {
  if (whys.every(({ before }) => before)) return [];
  const most = treeLimits.whys.toLocaleString("en");
  if (whys.length > treeLimits.whys)
    return [{ path: `trees.${place}.whys`, message: `With what people added, the tree would hold over ${most} whys.` }];
  const now = whys.map((why) => why.now);
  const index = treeIndex({
    id,
    problem: "",
    problemFindings: [],
    sideIds: ["", ""],
    whys: now,
    targets: [],
    perspectiveSideIds: [],
  });
  const tooDeep = whys.find(({ before, now: why }) => !before && (index.depths.get(why.id) ?? 0) > treeLimits.depth);
  const message = `Where people moved the lines above it, this would stand over ${treeLimits.depth} whys deep.`;
  return tooDeep?.placed ? [{ path: tooDeep.placed.path, message }] : [];
}

function entryOf(why: PlannedWhy): CasePlan["entries"] {
  const { ending, category, rootCauseId, text } = why.now;
  return why.placed && ending === "root_cause" && category && rootCauseId === null ? [{ why, text, category }] : [];
}
