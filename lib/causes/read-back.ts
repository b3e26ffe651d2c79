/** Read-back: each side signs the sentence "this, therefore the line above" (method 1.5). */
import type { ReadBack, TreeIndex, TreeWhy } from "./cause-tree";

const spaces = /[\s\p{Cf}]/gu;
// A sign inside a number belongs to it (1.5, 9:30, 1/2), as per cent does: 1.5 hours are not 15.
const punctuation = /(?<!\d)[.,:/]|[.,:/](?!\d)|(?![.,:/%‰])\p{P}/gu;

/** A text without case, white space and punctuation: what is left has to change for a signature to fall. */
export const essence = (text: string): string =>
  text.normalize("NFKC").replace(spaces, "").replace(punctuation, "").toUpperCase();

/** Two 32-bit hashes (after cyrb53) in base 36. Tells texts apart; keeps no secret. */
export function fingerprint(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a, b].map((half) => (half >>> 0).toString(36).padStart(7, "0")).join("");
}

type Line = { text: string; parentId: string | null };

/**
 * Fingerprint of the pair that is signed: the why and its parent, and where that parent hangs.
 * `above` is the why above, or the problem, which hangs on nothing.
 */
export const pairMark = (why: Line, above: Line): string =>
  fingerprint(JSON.stringify([essence(why.text), why.parentId, essence(above.text), above.parentId]));

type Marked = { text: string; parentId: string | null; aboveText: string; aboveParentId: string | null; mark: string };
/** Each change makes a new index; the lines that it left alone are the same objects, and keep their marks. */
const marks = new WeakMap<TreeWhy, Marked>();

/**
 * The mark of a why in its tree.
 * Rewording or moving a why therefore changes its own mark and those of the whys directly below, and no other.
 */
export function readBackMark(index: TreeIndex, whyId: string): string {
  const why = index.byId.get(whyId);
  if (!why) throw new Error(`Tree ${index.tree.id} has no why ${whyId}.`);
  const { text, parentId } = why;
  const parent = parentId === null ? undefined : index.byId.get(parentId);
  const above = parent ?? { text: index.tree.problem, parentId: null };
  const known = marks.get(why);
  const isSame =
    known?.text === text &&
    known.parentId === parentId &&
    known.aboveText === above.text &&
    known.aboveParentId === above.parentId;
  if (isSame) return known.mark;
  const mark = pairMark(why, above);
  marks.set(why, { text, parentId, aboveText: above.text, aboveParentId: above.parentId, mark });
  return mark;
}

/** The side's latest answer, if it was given on the sentence as it reads now. */
export function standingReadBack(index: TreeIndex, why: TreeWhy, sideId: string): ReadBack | undefined {
  let latest: ReadBack | undefined;
  for (const answer of why.readBacks) {
    if (answer.sideId === sideId && (!latest || answer.at >= latest.at)) latest = answer;
  }
  return latest && latest.mark === readBackMark(index, why.id) ? latest : undefined;
}

/** Has each side signed the why, and does neither dispute it? */
export const agreedByBothSides = (index: TreeIndex, why: TreeWhy): boolean =>
  index.tree.sideIds.every((sideId) => standingReadBack(index, why, sideId)?.answer === "agrees");

/** The disputes that stand on a why, in the order of the sides. */
export const disputedBy = (index: TreeIndex, why: TreeWhy): ReadBack[] =>
  index.tree.sideIds
    .map((sideId) => standingReadBack(index, why, sideId))
    .filter((answer) => answer !== undefined)
    .filter((answer) => answer.answer === "disputes");

/**
 * A path from its end up to the problem, as it is read aloud: "C, therefore B, therefore problem."
 * The words stay as people wrote them; only a closing full stop makes room for the link.
 */
export function readAloud(texts: readonly string[]): { text: string; link: ", therefore " | "." }[] {
  return texts.map((text, at) => ({
    text: text.trim().replace(/[\s.,;:]{1,9}$/u, ""),
    link: at === texts.length - 1 ? "." : ", therefore ",
  }));
}

/** The side's latest answer where it was given on another wording, or in another place: it stands no more. */
export function earlierReadBack(index: TreeIndex, why: TreeWhy, sideId: string): ReadBack | undefined {
  if (standingReadBack(index, why, sideId)) return undefined;
  return why.readBacks
    .filter((answer) => answer.sideId === sideId)
    .reduce<ReadBack | undefined>((latest, answer) => (latest && latest.at > answer.at ? latest : answer), undefined);
}
