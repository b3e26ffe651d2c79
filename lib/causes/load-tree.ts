import "server-only";
import { z } from "zod";
import type { Database } from "@/db/client";
import { endStages, type ImprovementKind, openPhases, type Phase } from "@/db/terms";
import { type Relationship, sidesOf } from "@/lib/teams/sides";
import type { CauseTree, EvidenceItem, ReadBack, TreeWhy } from "./cause-tree";
import { loadRowsAroundTargets, targetsAmong } from "./cross-links";
import { groupBy } from "./group-by";
import { loadSettlements, loadWordLists } from "./load-wording";
import { type FindingsReader, findingsReader } from "./text-findings";
import {
  type Investigation,
  loadEvidence,
  loadHead,
  loadImprovements,
  loadIncidents,
  loadNames,
  loadPerspectiveSides,
  loadReadBacks,
  loadWhys,
  type Scope,
  type WhyRow,
} from "./tree-rows";
import type { LanguageWords, WordingRules } from "./wording";

/** A cause tree with all that its page, its gates and the API need. */
export type LoadedTree = {
  tree: CauseTree;
  version: number;
  settledAt: Date | null;
  apartSideId: string | null; // the side that draws it by itself
  relationship: Relationship;
  incidents: { id: string; title: string; occurredOn: string }[]; // oldest day first
  hasEnded: boolean; // every one of them has: the tree is only read
  memberNames: string[]; // whoever is or was a member: none of them can be a cause
  improvements: TreeImprovement[];
};

/** An improvement that hangs on whys of the tree. */
export type TreeImprovement = { id: string; title: string; kind: ImprovementKind; phase: Phase; whyIds: string[] };

/**
 * The tree with its whys, evidence and read-backs; undefined when this workspace has none of that id.
 * One round of queries, the same number whatever the size.
 */
export async function loadTree(db: Database, member: Scope, treeId: string): Promise<LoadedTree | undefined> {
  if (!z.uuid().safeParse(treeId).success) return undefined;
  const [head, names, found, proofs, answers, plans, causes, sides, abroad, words, settlements] = await Promise.all([
    loadHead(db, member, treeId),
    loadNames(db, member),
    loadWhys(db, member, treeId),
    loadEvidence(db, member, treeId),
    loadReadBacks(db, member, treeId),
    loadImprovements(db, member, treeId),
    loadIncidents(db, member, treeId),
    loadPerspectiveSides(db, member, treeId),
    loadRowsAroundTargets(db, member, treeId),
    loadWordLists(db, member),
    loadSettlements(db, member, [treeId]),
  ]);
  if (!head) return undefined;

  const memberNames = [...names.values()];
  const findingsOn = findingsReader(rulesOf(memberNames, head, words), settlements);
  const asWhy = assembly(treeId, findingsOn, names, proofs, answers, [...plans, ...abroad.investigations]);
  const relationshipSides = sidesOf(head.first, head.second);
  const sideIds = [head.first.id, head.second.id] as const;
  const around = abroad.whys.map(({ treeId: of, ...why }) => ({ treeId: of, why: asWhy(why, of) }));

  return {
    tree: {
      id: treeId,
      problem: head.problem,
      problemFindings: findingsOn(treeId, null, head.problem),
      sideIds,
      whys: found.map((why) => asWhy(why)),
      targets: targetsAmong(around, abroad.targetIds, sideIds),
      perspectiveSideIds: sides.map(({ sideId }) => sideId),
    },
    version: head.version,
    settledAt: head.settledAt,
    apartSideId: head.apartSideId,
    relationship: {
      id: head.relationshipId,
      name: `${head.first.name} and ${head.second.name}`,
      sides: relationshipSides,
    },
    incidents: causes.map(({ stage: _, ...incident }) => incident),
    hasEnded: causes.length > 0 && causes.every(({ stage }) => endStages.some((end) => end === stage)),
    memberNames,
    improvements: improvementsAmong(plans),
  };
}

/**
 * The head of a tree and some of its whys as they stand now; those that were taken out of it are missing. Where one of
 * them is a cross-link, all targets in other trees come along: three more queries at once.
 */
export async function loadWhysAgain(db: Database, member: Scope, treeId: string, ids: readonly string[]) {
  const [head, names, found, proofs, answers, plans, words, settlements] = await Promise.all([
    loadHead(db, member, treeId),
    loadNames(db, member),
    loadWhys(db, member, treeId, ids),
    loadEvidence(db, member, treeId, ids),
    loadReadBacks(db, member, treeId, ids),
    loadImprovements(db, member, treeId, ids),
    loadWordLists(db, member),
    loadSettlements(db, member, [treeId]),
  ]);
  if (!head) return undefined;
  const findingsOn = findingsReader(rulesOf([...names.values()], head, words), settlements);
  const isCrossing = found.some(({ ending }) => ending === "same_as");
  const abroad = isCrossing ? await loadRowsAroundTargets(db, member, treeId) : undefined;
  const links = [...plans, ...(abroad?.investigations ?? [])];
  const asWhy = assembly(treeId, findingsOn, names, proofs, answers, links);
  const around = abroad?.whys.map(({ treeId: of, ...why }) => ({ treeId: of, why: asWhy(why, of) })) ?? [];
  return {
    head,
    whys: found.map((why) => asWhy(why)),
    problemFindings: findingsOn(treeId, null, head.problem),
    targets: abroad && targetsAmong(around, abroad.targetIds, [head.first.id, head.second.id]),
  };
}

/** What the wording check would find on a why, or on the problem (`whyId` null), if it read so. */
export async function loadFindingsOn(db: Database, member: Scope, treeId: string, whyId: string | null, text: string) {
  const [head, names, words, settlements] = await Promise.all([
    loadHead(db, member, treeId),
    loadNames(db, member),
    loadWordLists(db, member),
    loadSettlements(db, member, [treeId]),
  ]);
  return head ? findingsReader(rulesOf([...names.values()], head, words), settlements)(treeId, whyId, text) : [];
}

type Head = NonNullable<Awaited<ReturnType<typeof loadHead>>>;

const rulesOf = (
  members: readonly string[],
  { first, second }: Head,
  words: readonly LanguageWords[],
): WordingRules => ({
  members,
  sides: [first.name, second.name],
  words,
});

/** Puts a row of `whys` together with its evidence, its read-backs, its findings and its open investigations. */
function assembly(
  treeId: string,
  findingsOn: FindingsReader,
  names: ReadonlyMap<string, string>,
  proofs: Awaited<ReturnType<typeof loadEvidence>>,
  answers: Awaited<ReturnType<typeof loadReadBacks>>,
  links: Investigation[],
) {
  const nameOf = (id: string) => names.get(id) ?? "";
  const investigations = countOpenInvestigations(links);
  const proofsOf = groupBy(
    proofs,
    ({ whyId }) => whyId,
    ({ whyId: _, collectedById, ...item }): EvidenceItem => ({ ...item, collectedBy: nameOf(collectedById) }),
  );
  const answersOf = groupBy(
    answers,
    ({ whyId }) => whyId,
    ({ whyId: _, memberId, at, ...answer }): ReadBack => ({ ...answer, by: nameOf(memberId), at: at.toISOString() }),
  );
  return ({ authorId, ...why }: WhyRow, of = treeId): TreeWhy => ({
    ...why,
    findings: findingsOn(of, why.id, why.text),
    author: nameOf(authorId),
    evidence: proofsOf.get(why.id) ?? [],
    readBacks: answersOf.get(why.id) ?? [],
    openInvestigations: investigations.get(why.id) ?? 0,
  });
}

/** From one row per improvement and why to one entry per improvement. */
function improvementsAmong(links: Awaited<ReturnType<typeof loadImprovements>>): TreeImprovement[] {
  const found = new Map<string, TreeImprovement>();
  for (const { id, title, kind, phase, whyId } of links) {
    const known = found.get(id);
    if (known) known.whyIds.push(whyId);
    else found.set(id, { id, title, kind, phase, whyIds: [whyId] });
  }
  return [...found.values()];
}

/** Per why: the investigations under way with an owner and a due day (method 1.7). */
function countOpenInvestigations(links: Investigation[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { whyId, kind, phase, ownerId, dueOn } of links) {
    if (kind !== "investigation" || ownerId === null || dueOn === null) continue;
    if (!openPhases.some((open) => open === phase)) continue;
    counts.set(whyId, (counts.get(whyId) ?? 0) + 1);
  }
  return counts;
}
