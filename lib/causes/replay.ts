/**
 * How a tree came to be, deed by deed. The history holds what each deed found and left, so the tree of any moment is the
 * tree of today with all later deeds taken back. Plain data and plain functions: the browser works with them as well.
 */
import type { ReadBackAnswer, Stance } from "@/db/terms";
import { type CauseTree, type TreeWhy, unansweredWhy } from "./cause-tree";

/** `gone`: not there yet, or taken out again. */
export type ReplayWhy = Omit<TreeWhy, "evidence" | "readBacks" | "findings" | "openInvestigations" | "version"> & {
  gone: boolean;
};
export type ReplayProof = { id: string; whyId: string; stance: Stance; sideId: string | null; gone: boolean };
/** A side's answer to one line; null: it has given none. `mark` is the pair of sentences it was given on. */
export type ReplayAnswer = {
  id: string;
  whyId: string;
  sideId: string;
  answer: ReadBackAnswer | null;
  reason: string | null;
  mark: string;
};
export type ReplayHead = { id: string; problem: string; settled: boolean };

type Rows = { head: ReplayHead; why: ReplayWhy; proof: ReplayProof; answer: ReplayAnswer };
/** One row as a deed found and left it: only the fields it changed. None are where it only spoke of the row. */
export type ReplayChange = {
  [Row in keyof Rows]: { row: Row; id: string; before: Partial<Rows[Row]>; after: Partial<Rows[Row]> };
}[keyof Rows];

/** One deed, or one stretch of typing. */
export type ReplayStep = {
  verb: string;
  day: string; // of whoever looks
  by: string; // a name
  sideId: string | null; // where they stood then; none: neutral
  says: string; // follows the name
  quote?: string; // somebody's own words, which end the sentence
  changes: ReplayChange[];
};

/** Every row that ever stood, as it stands today, and the deeds that led there, the oldest first. */
export type Replay = {
  sideIds: readonly [string, string];
  head: ReplayHead;
  whys: readonly ReplayWhy[];
  proofs: readonly ReplayProof[];
  answers: readonly ReplayAnswer[];
  steps: readonly ReplayStep[];
};

/** The rows of a replay while they are wound back and forth, each under its kind and id. */
export type Held = Map<string, ReplayHead | ReplayWhy | ReplayProof | ReplayAnswer>;

const keyOf = ({ row, id }: Pick<ReplayChange, "row" | "id">) => `${row} ${id}`;

export function rowsHeld({ head, whys, proofs, answers }: Omit<Replay, "steps" | "sideIds">): Held {
  return new Map<string, ReplayHead | ReplayWhy | ReplayProof | ReplayAnswer>([
    [`head ${head.id}`, head],
    ...whys.map((why) => [`why ${why.id}`, why] as const),
    ...proofs.map((proof) => [`proof ${proof.id}`, proof] as const),
    ...answers.map((answer) => [`answer ${answer.id}`, answer] as const),
  ]);
}

/** What one kind of row holds. */
export const heldRow = <Row extends keyof Rows>(held: Held, row: Row, id: string) =>
  held.get(`${row} ${id}`) as Rows[Row] | undefined;

/**
 * Takes a deed back: the rows it touched are again as it found them.
 * @returns its changes, with what the rows really held after it: a merged root cause has another category by now
 */
export function windBack(held: Held, changes: readonly ReplayChange[]): ReplayChange[] {
  const exact: ReplayChange[] = [];
  for (const change of changes.toReversed()) {
    const row = held.get(keyOf(change));
    if (!row) continue;
    const fields = Object.keys(change.before) as never[];
    const after = Object.fromEntries(fields.map((field) => [field, row[field]]));
    exact.unshift({ ...change, after } as ReplayChange);
    held.set(keyOf(change), { ...row, ...change.before } as typeof row);
  }
  return exact;
}

/** Does a deed again that was taken back. */
export function windOn(held: Held, changes: readonly ReplayChange[]): void {
  for (const change of changes) {
    const row = held.get(keyOf(change));
    if (row) held.set(keyOf(change), { ...row, ...change.after } as typeof row);
  }
}

/** The tree after `n` deeds of the replay: of none it is empty, of all it is the tree of today. */
export function treeAt(replay: Replay, n: number): CauseTree & { settled: boolean } {
  const held = rowsHeld(replay);
  for (let nth = replay.steps.length; nth > Math.max(0, n); nth -= 1)
    windBack(held, replay.steps[nth - 1]?.changes ?? []);
  return treeOf(held, replay);
}

/** The rows that stand, put together as the rules and the outline know a tree. */
export function treeOf(held: Held, { head: { id }, sideIds }: Pick<Replay, "head" | "sideIds">) {
  const whys: TreeWhy[] = [];
  const byId = new Map<string, TreeWhy>();
  for (const [key, row] of held) {
    if (!key.startsWith("why ") || (row as ReplayWhy).gone) continue;
    const { gone: _, ...why } = row as ReplayWhy;
    const shown: TreeWhy = { ...unansweredWhy(), ...why, evidence: [], readBacks: [] };
    whys.push(shown);
    byId.set(shown.id, shown);
  }
  for (const [key, row] of held) {
    if (key.startsWith("proof ")) hangProof(byId, row as ReplayProof);
    else if (key.startsWith("answer ")) hangAnswer(byId, row as ReplayAnswer);
  }
  const { problem, settled } = heldRow(held, "head", id) as ReplayHead;
  return { id, problem, settled, problemFindings: [], sideIds, whys, targets: [], perspectiveSideIds: [] };
}

function hangProof(whys: ReadonlyMap<string, TreeWhy>, { id, whyId, stance, sideId, gone }: ReplayProof): void {
  if (gone) return;
  const more = { type: "data", text: "", source: null, observedOn: null, collectedBy: null, version: 1 } as const;
  whys.get(whyId)?.evidence.push({ id, stance, sideId, ...more });
}

function hangAnswer(whys: ReadonlyMap<string, TreeWhy>, { whyId, sideId, answer, reason, mark }: ReplayAnswer): void {
  if (answer) whys.get(whyId)?.readBacks.push({ sideId, answer, reason, mark, by: "", at: "" });
}
