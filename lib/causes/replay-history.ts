/** From the rows of a tree and its part of the history to a replay. */
import type { ReadBackAnswer, Stance } from "@/db/terms";
import { pairMark } from "./read-back";
import {
  type Held,
  heldRow,
  type Replay,
  type ReplayAnswer,
  type ReplayChange,
  type ReplayStep,
  type ReplayWhy,
  rowsHeld,
  windBack,
  windOn,
} from "./replay";
import { stepWords } from "./replay-words";
import type { Change, WhyRow as WhyFields } from "./tree-deed";
import type { WhyRow } from "./tree-rows";

/** One entry of the history, with what it holds of the rows it changed. */
export type ToldDeed = {
  sequence: number;
  at: Date;
  memberId: string | null;
  verb: string;
  details: Record<string, unknown> | null;
};

/** All that is known of a tree: its rows as they stand, those that were taken out included, and its deeds in order. */
export type Told = {
  treeId: string;
  problem: string;
  settled: boolean;
  begunAt: Date;
  sideIds: readonly [string, string];
  names: ReadonlyMap<string, string>;
  whys: readonly (WhyRow & { removedAt: Date | null })[];
  proofs: readonly { id: string; whyId: string; stance: Stance; sideId: string | null; removedAt: Date | null }[];
  answers: readonly (Omit<ReplayAnswer, "id"> & { memberId: string })[];
  deeds: readonly ToldDeed[];
  /** Whose team it was up to a number of the history; the earliest entry that reaches a deed counts. */
  teams: readonly { memberId: string; teamId: string | null; until: number }[];
};

/** What the details of a deed on a tree may hold. */
type Details = {
  changes?: Change[];
  typing?: string;
  sideId?: string | null;
  reason?: string | null;
  case?: string;
  newWhyIds?: string[];
  newEvidenceIds?: string[];
  problem?: string | { before?: { problem?: string } }[];
  whys?: { id: string; before: Partial<WhyFields>; after: Partial<WhyFields> }[];
  evidence?: { id: string; before: { stance?: Stance } }[];
};

type Deed = ToldDeed & { details: Details & Record<string, unknown>; changes: ReplayChange[] };

/** @param dayOf the calendar day of an instant, where the reader is */
export function toldAsReplay(told: Told, dayOf: (at: Date) => string): Replay {
  const deeds = withBeginning(told, deedsOf(told));
  const today: Omit<Replay, "steps" | "sideIds"> = {
    head: { id: told.treeId, problem: told.problem, settled: told.settled },
    whys: told.whys.map(({ authorId, removedAt, version: _, ...why }) => ({
      ...why,
      author: told.names.get(authorId) ?? "",
      gone: removedAt !== null,
    })),
    proofs: told.proofs.map(({ removedAt, ...proof }) => ({ ...proof, gone: removedAt !== null })),
    answers: answersOf(told, deeds),
  };
  const held = rowsHeld(today);
  for (const deed of deeds.toReversed()) deed.changes = windBack(held, deed.changes);
  const opening = deeds[0];
  if (opening) opening.changes.push(...whatCameWith(held));
  const steps = deeds.map((deed): ReplayStep => {
    for (const change of deed.changes) foundAnswer(held, change);
    windOn(held, deed.changes);
    for (const change of deed.changes) signed(held, told.treeId, change);
    const { verb, at, memberId, details, changes } = deed;
    const by = memberId === null ? "Common Cause" : (told.names.get(memberId) ?? "");
    const words = stepWords({ verb, details, changes }, held, told.treeId);
    return { verb, day: dayOf(at), by, sideId: sideAt(told, deed), ...words, changes };
  });
  return { sideIds: told.sideIds, ...today, steps };
}

/** The deeds in order; the rewordings of one stretch of typing are one, as they are for undo. */
function deedsOf(told: Told): Deed[] {
  const deeds: Deed[] = [];
  for (const { details: kept, ...entry } of told.deeds) {
    const details: Deed["details"] = kept ?? {};
    const deed = { ...entry, details, changes: changesOf(told, entry, details) };
    const last = deeds.at(-1);
    const goesOn = last && details.typing && details.typing === last.details.typing && last.memberId === entry.memberId;
    if (goesOn) Object.assign(last, { at: entry.at, details, changes: [...last.changes, ...deed.changes] });
    else deeds.push(deed);
  }
  return deeds;
}

function changesOf(told: Told, { verb, memberId, sequence }: Omit<ToldDeed, "details">, details: Details) {
  const { treeId } = told;
  const changes: ReplayChange[] = (details.changes ?? []).map((change) => replayed(change, treeId));
  if (verb === "tree.settled" || verb === "tree.unsettled")
    changes.push({ row: "head", id: treeId, before: { settled: verb === "tree.unsettled" }, after: {} });
  if (verb === "tree.imported") changes.push(...imported(details, treeId));
  if (verb.startsWith("read_back.")) {
    const whyId = details.changes?.[0]?.id;
    const sideId = details.sideId ?? sideAt(told, { memberId, sequence });
    const answer = verb === "read_back.taken" ? null : (verb.slice("read_back.".length) as ReadBackAnswer);
    const after = { answer, reason: (answer && details.reason) || null };
    if (whyId && sideId) changes.push({ row: "answer", id: `${whyId} ${sideId}`, before: {}, after });
  }
  return changes;
}

/** A row that comes or goes does so by `gone`; only fields that differ are a change. */
function replayed(change: Change, treeId: string): ReplayChange {
  if (change.row === "problem") return { row: "head", id: treeId, before: change.before, after: change.after };
  if (change.row === "evidence") {
    const [before, after] = [{ gone: change.before.removedAt !== null }, { gone: change.after.removedAt !== null }];
    return { row: "proof", id: change.id, before, after };
  }
  const turned = ({ removedAt, ...fields }: Partial<WhyFields>): Partial<ReplayWhy> =>
    removedAt === undefined ? fields : { ...fields, gone: removedAt !== null };
  const [before, after] = [turned(change.before), turned(change.after)];
  const differs = (Object.keys(after) as (keyof ReplayWhy)[]).filter((field) => before[field] !== after[field]);
  const pick = (from: Partial<ReplayWhy>) => Object.fromEntries(differs.map((field) => [field, from[field]]));
  return { row: "why", id: change.id, before: pick(before), after: pick(after) };
}

/** What a newer case file brought into a tree that stood. */
function imported({ newWhyIds = [], newEvidenceIds = [], whys = [], evidence = [], problem }: Details, treeId: string) {
  const [before, after] = [{ gone: true }, {}];
  const earlier = Array.isArray(problem) ? problem[0]?.before?.problem : undefined;
  return [
    ...newWhyIds.map((id): ReplayChange => ({ row: "why", id, before, after })),
    ...newEvidenceIds.map((id): ReplayChange => ({ row: "proof", id, before, after })),
    ...whys.map((why) => replayed({ row: "why", ...why }, treeId)),
    ...evidence.flatMap(({ id, before: { stance } }): ReplayChange[] =>
      stance ? [{ row: "proof", id, before: { stance }, after }] : [],
    ),
    ...(earlier === undefined ? [] : [{ row: "head", id: treeId, before: { problem: earlier }, after } as const]),
  ];
}

/** The side a person stood on when a deed was done; null for neutral, and for the program itself. */
function sideAt({ teams, sideIds }: Told, { memberId, sequence }: Pick<ToldDeed, "memberId" | "sequence">) {
  const then = teams.find((each) => each.memberId === memberId && sequence < each.until);
  return sideIds.find((id) => id === then?.teamId) ?? null;
}

/** Every answer that was ever given, as it stands today; each deed is told what it found. */
function answersOf({ answers }: Told, deeds: readonly Deed[]): ReplayAnswer[] {
  const given = new Map<string, ReplayAnswer>();
  for (const { changes } of deeds) {
    for (const change of changes) {
      if (change.row !== "answer") continue;
      const [whyId = "", sideId = ""] = change.id.split(" ");
      const found = given.get(change.id) ?? { id: change.id, whyId, sideId, answer: null, reason: null, mark: "" };
      change.before = { answer: found.answer, reason: found.reason, mark: "" };
      given.set(change.id, { ...found, ...change.after });
    }
  }
  for (const { memberId: _, ...answer } of answers) {
    const id = `${answer.whyId} ${answer.sideId}`;
    given.set(id, { id, ...answer });
  }
  return [...given.values()];
}

/** What stood in place of an answer, with the sentences that was signed on. */
function foundAnswer(held: Held, change: ReplayChange): void {
  const found = change.row === "answer" && heldRow(held, "answer", change.id);
  if (found) change.before = { answer: found.answer, reason: found.reason, mark: found.mark };
}

/** An answer is signed on two sentences; which they were is known by how the tree stood when it was given. */
function signed(held: Held, treeId: string, change: ReplayChange): void {
  if (change.row !== "answer" || !change.after.answer) return;
  const why = heldRow(held, "why", change.id.split(" ", 1)[0] ?? "");
  const above = why?.parentId ? heldRow(held, "why", why.parentId) : undefined;
  const problem = heldRow(held, "head", treeId)?.problem ?? "";
  if (why) change.after = { ...change.after, mark: pairMark(why, above ?? { text: problem, parentId: null }) };
  windOn(held, [change]);
}

/** A tree whose opening nobody wrote down begins with what stood then. */
function withBeginning({ begunAt }: Told, deeds: readonly Deed[]): Deed[] {
  if (deeds[0]?.verb === "tree.opened") return [...deeds];
  return [{ sequence: 0, at: begunAt, memberId: null, verb: "tree.begun", details: {}, changes: [] }, ...deeds];
}

/** What stood before the first deed came with it: a case file brings a whole tree at once. */
const whatCameWith = (held: Held): ReplayChange[] =>
  [...held].flatMap(([key, row]): ReplayChange[] => {
    const kind = key.startsWith("why ") ? "why" : key.startsWith("proof ") ? "proof" : undefined;
    if (!kind || !("gone" in row) || row.gone) return [];
    return [{ row: kind, id: row.id, before: { gone: true }, after: { gone: false } }];
  });
