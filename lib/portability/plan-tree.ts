/** One tree of a case file laid over the tree that stands: its whys, their evidence, their places. */
import { generateNKeysBetween } from "fractional-indexing";
import { v7 } from "uuid";
import { type EvidenceItem, type TreeWhy, unansweredWhy } from "@/lib/causes/cause-tree";
import { statusFaults } from "@/lib/causes/endings";
import { groupBy } from "@/lib/causes/group-by";
import type { CaseEvidence, CaseFile, CaseWhy } from "./case-file";
import { type PlacedWhy, whysOf } from "./case-places";
import { type SideOf, saidOfEvidence, saidOfWhy } from "./case-rows";
import { addedAnew, type PlannedRow, planRow } from "./planned-row";
import type { StandingEvidence, StandingWhy } from "./standing-case";

/** What is well formed but could not be taken as it is said, with the why it is about. */
export type Finding = { tree: string; why: string; code: string; message: string };

export type PlannedWhy = {
  placed: PlacedWhy | null; // null: made by hand, not in the file
  before: TreeWhy | null; // as it stood; null: new
  now: TreeWhy; // as the import leaves it
};

export type PlannedEvidence = PlannedRow<ReturnType<ReturnType<typeof saidOfEvidence>>> & {
  whyId: string;
  source: string; // "tree/why#place"
  newFiles: ({ id: string } & NamedFile)[];
  knownFiles: number;
};
type NamedFile = NonNullable<CaseEvidence["files"]>[number];

export type PlannedTree = {
  id: string;
  whys: PlannedWhy[];
  evidence: PlannedEvidence[];
  findings: Finding[];
  untouched: number; // rows that the file names and that people have taken out
};

/** What the case said the last time it was imported, by "tree/why" and "tree/why#place". */
export type SaidBefore = { whys: ReadonlyMap<string, CaseWhy>; evidence: ReadonlyMap<string, CaseEvidence> };

type Standing = { whys: readonly StandingWhy[]; evidence: readonly StandingEvidence[] };

export function planTree(
  file: CaseFile,
  treePlace: number,
  treeId: string,
  standing: Standing,
  saidBefore: SaidBefore,
  sideOf: SideOf,
): PlannedTree {
  const evidenceOf = groupBy(
    standing.evidence.filter(({ removedAt }) => removedAt === null),
    ({ whyId }) => whyId,
    asEvidence,
  );
  const bySource = new Map(standing.whys.map((why) => [why.sourceKey, why]));
  const plan: PlannedTree = { id: treeId, whys: [], evidence: [], findings: [], untouched: 0 };
  const ids = new Map<string, string>(); // the file's key → the row's id, of those that are in the tree
  const find = (placed: PlacedWhy, code: string, message: string) =>
    plan.findings.push({ tree: placed.treeKey, why: placed.why.key, code, message });

  for (const why of standing.whys) {
    if (why.removedAt !== null || why.sourceKey !== null) continue;
    const as = asTreeWhy(why, evidenceOf.get(why.id));
    plan.whys.push({ placed: null, before: as, now: { ...as } });
  }
  for (const placed of whysOf(file, treePlace)) {
    const found = bySource.get(placed.source);
    if (found?.removedAt) {
      plan.untouched++;
      find(placed, "removed", "People took this why out of the tree; it stays out.");
      continue;
    }
    const parentId = placed.parentKey === null ? null : ids.get(placed.parentKey);
    if (!found && parentId === undefined) {
      find(placed, "removed_above", "People took the line above out of the tree, so there is no place for this one.");
      continue;
    }
    const before = found ? asTreeWhy(found, evidenceOf.get(found.id)) : null;
    const said = saidOfWhy(placed.why);
    const was = saidBefore.whys.get(placed.source);
    const row = planRow(said, was && saidOfWhy(was), before ?? undefined);
    const now = { ...(before ?? newWhy(row.id, parentId ?? null)), ...row.fields };
    if (before && before.status !== now.status) now.statusReason = null;
    ids.set(placed.why.key, now.id);
    plan.whys.push({ placed, before, now });
  }
  const proofsOf = groupBy(
    standing.evidence,
    ({ whyId }) => whyId,
    (item) => item,
  );
  for (const why of plan.whys)
    if (why.placed) planEvidence(plan, why, why.placed, proofsOf.get(why.now.id) ?? [], saidBefore, sideOf);
  for (const why of plan.whys) if (why.placed) settleStatus(plan, why, why.placed, file.title);
  placeNewWhys(plan.whys);
  askGroupsAnew(plan.whys);
  return plan;
}

function planEvidence(
  plan: PlannedTree,
  { now }: PlannedWhy,
  placed: PlacedWhy,
  standing: readonly StandingEvidence[],
  saidBefore: SaidBefore,
  sideOf: SideOf,
) {
  const bySource = new Map(standing.map((item) => [item.sourceKey, item]));
  const said = saidOfEvidence(sideOf);
  const items = new Map(now.evidence.map((item) => [item.id, item]));
  for (const [at, item] of placed.why.evidence.entries()) {
    const source = `${placed.source}#${at + 1}`;
    const found = bySource.get(source);
    if (found?.removedAt) {
      plan.untouched++;
      const message = `People took evidence ${at + 1} out; it stays out.`;
      plan.findings.push({ tree: placed.treeKey, why: placed.why.key, code: "evidence_removed", message });
      continue;
    }
    const was = saidBefore.evidence.get(source);
    const row = planRow(said(item), was && said(was), found);
    const newFiles = addedAnew(item.files, row.isNew ? [] : was?.files).map((named) => ({ id: v7(), ...named }));
    const knownFiles = (item.files?.length ?? 0) - newFiles.length;
    plan.evidence.push({ ...row, whyId: now.id, source, newFiles, knownFiles });
    items.set(row.id, asEvidence({ id: row.id, ...row.fields }));
  }
  now.evidence = [...items.values()];
}

/** Verified asks for supporting evidence. Giving a why up asks for a reason: a file has none but itself. */
function settleStatus(plan: PlannedTree, { now, before }: PlannedWhy, placed: PlacedWhy, title: string) {
  const [fault] = statusFaults(now, now.status, now.statusReason);
  if (fault?.code === "no_reason" && now.status !== before?.status)
    now.statusReason = `As told in the case “${title}”.`;
  const unproven = fault?.code === "no_supporting_evidence";
  if (unproven) now.status = "hypothesis";
  const stays = now.status === "hypothesis" && placed.why.status === "verified";
  const [still] = stays ? statusFaults(now, "verified", null) : [];
  if (still)
    plan.findings.push({
      tree: placed.treeKey,
      why: placed.why.key,
      code: still.code,
      message: "Nothing supports it yet, so it stands as a hypothesis. Add evidence, then verify it.",
    });
}

/** Keys for the new whys: behind the one that the file has before them, else before the one it has behind them. */
function placeNewWhys(whys: readonly PlannedWhy[]) {
  const byParent = groupBy(
    whys,
    ({ now }) => now.parentId ?? "",
    (why) => why,
  );
  for (const siblings of byParent.values()) {
    if (siblings.every(({ before }) => before)) continue;
    const taken = siblings.flatMap(({ before, now }) => (before ? [now.position] : [])).sort();
    const inFile = siblings.filter(({ placed }) => placed);
    for (let at = 0; at < inFile.length; at++) {
      if (inFile[at]?.before) continue;
      const end = inFile.findIndex(({ before }, place) => place > at && before);
      const run = inFile.slice(at, end < 0 ? undefined : end);
      const behind = inFile[at - 1]?.now.position;
      const [low, high] = roomFor(taken, behind, end < 0 ? undefined : inFile[end]?.now.position);
      const keys = generateNKeysBetween(low, high, run.length);
      for (const [place, { now }] of run.entries()) now.position = keys[place] ?? now.position;
      at += run.length - 1;
    }
  }
}

/** Between which keys there is room; `taken` in order. A tie has no room between, so the next greater key is taken. */
function roomFor(taken: readonly string[], behind: string | undefined, before: string | undefined) {
  if (behind !== undefined) return [behind, taken.find((key) => key > behind) ?? null] as const;
  if (before !== undefined) return [taken.findLast((key) => key < before) ?? null, before] as const;
  return [taken.at(-1) ?? null, null] as const;
}

/** Changing who is in a joint group asks "is this enough?" anew (method 1.3). */
function askGroupsAnew(whys: readonly PlannedWhy[]) {
  const groupOf = (why: TreeWhy) => (why.joint === null ? null : `${why.parentId ?? ""} ${why.joint}`);
  const touched = new Set<string>();
  for (const { before, now } of whys) {
    if (before && before.joint === now.joint) continue;
    now.sufficient = "unknown";
    for (const group of [before && groupOf(before), groupOf(now)]) if (group) touched.add(group);
  }
  for (const { now } of whys) {
    const group = groupOf(now);
    if (group !== null && touched.has(group)) now.sufficient = "unknown";
  }
}

const asEvidence = (item: Pick<StandingEvidence, "id" | "type" | "stance" | "text" | "sideId">): EvidenceItem => ({
  id: item.id,
  type: item.type,
  stance: item.stance,
  text: item.text,
  sideId: item.sideId,
  source: null,
  observedOn: null,
  collectedBy: null,
  version: 1,
});

function asTreeWhy(row: StandingWhy, evidence: EvidenceItem[] = []): TreeWhy {
  const { authorId: _author, treeId: _tree, removedAt: _removed, sourceKey: _source, ...why } = row;
  return { ...why, author: "", evidence, readBacks: [], findings: [], openInvestigations: 0 };
}

/** What the file has no side for is neutral. What it says is looked at once all texts are laid over one another. */
const newWhy = (id: string, parentId: string | null): Omit<TreeWhy, "text"> => ({
  ...unansweredWhy(),
  id,
  parentId,
  position: "a0",
});
