/** Two trees that the sides drew apart, laid side by side: what both found, and what only one did (method 1.11). */
import { alikeFrom, wordOverlap, wordsThatMatter } from "@/lib/root-causes/overlap";
import { isLive, type TreeIndex, type TreeWhy } from "./cause-tree";
import { rootCauseWhys } from "./gates";
import { targetOf } from "./same-as";

/** Why two whys count as one finding; a person has said so, or their words are alike. */
export type Likeness = "same_as" | "same_entry" | "alike";
export type FoundByBoth = { one: TreeWhy; other: TreeWhy; because: Likeness; overlap: number };

export type Comparison = {
  both: FoundByBoth[]; // each why of either tree that has a counterpart is in at least one pair
  onlyOne: TreeWhy[];
  onlyOther: TreeWhy[];
  /** Shared root causes / all root causes; `shared` of `all`, where causes that are alike count once. */
  rootCauses: { shared: number; all: number };
};

/** What is refuted is no finding; a why that is the same as another counts as what it points to. */
export function compareTrees(one: TreeIndex, other: TreeIndex): Comparison {
  const [ours, theirs] = [findingsOf(one), findingsOf(other)];
  const pairs = [...saidToBeOne(ours, theirs), ...alikeInWords(ours, theirs)];
  const best = strongestPerWhy(pairs);
  return {
    both: best.map(({ one: a, other: b, because, overlap }) => ({ one: a.why, other: b.why, because, overlap })),
    onlyOne: without(ours, new Set(pairs.map((pair) => pair.one))),
    onlyOther: without(theirs, new Set(pairs.map((pair) => pair.other))),
    rootCauses: sharedRootCauses(one, other, pairs),
  };
}

/** A live why with all that tells it is another: itself and its target, its entry in the catalogue, its words. */
type Finding = { why: TreeWhy; place: number; ids: string[]; entry: string | null; words: ReadonlySet<string> };
type Pair = { one: Finding; other: Finding; because: Likeness; overlap: number };

function findingsOf(index: TreeIndex): Finding[] {
  return index.inOrder
    .filter((why) => isLive(index, why.id))
    .map((why, place) => {
      const target = targetOf(index, why);
      const ended = target ?? why;
      return {
        why,
        place,
        ids: target ? [why.id, target.id] : [why.id],
        entry: ended.ending === "root_cause" ? ended.rootCauseId : null,
        words: wordsThatMatter(why.text),
      };
    });
}

const without = (findings: readonly Finding[], found: ReadonlySet<Finding>) =>
  findings.filter((finding) => !found.has(finding)).map(({ why }) => why);

/** One is marked as the same as the other, both are as a third, or both stand for one entry of the catalogue. */
function saidToBeOne(ours: readonly Finding[], theirs: readonly Finding[]): Pair[] {
  const byId = keyed(theirs, ({ ids }) => ids);
  const byEntry = keyed(theirs, ({ entry }) => (entry ? [entry] : []));
  return ours.flatMap((one) => {
    const same = new Set(one.ids.flatMap((id) => byId.get(id) ?? []));
    const entries = (one.entry && byEntry.get(one.entry)) || [];
    const pair = (other: Finding, because: Likeness) => ({ one, other, because, overlap: overlapOf(one, other) });
    return [
      ...[...same].map((other) => pair(other, "same_as")),
      ...entries.filter((other) => !same.has(other)).map((other) => pair(other, "same_entry")),
    ];
  });
}

const overlapOf = (one: Finding, other: Finding) => wordOverlap(one.words, other.words);

function keyed(findings: readonly Finding[], keysOf: (finding: Finding) => readonly string[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings)
    for (const key of keysOf(finding)) {
      const known = found.get(key);
      if (known) known.push(finding);
      else found.set(key, [finding]);
    }
  return found;
}

/** Of whys that all say nearly the same, so many are compared with each: the nearest are among those of a rare word. */
const mostNear = 50;

/**
 * Whys whose words overlap by 0.6 or more (method 1.10). Of two such texts one of the rarest words of either is in the
 * other, so that only those are looked up; else two trees of 5,000 whys would be 25 million comparisons.
 */
function alikeInWords(ours: readonly Finding[], theirs: readonly Finding[]): Pair[] {
  const uses = new Map<string, number>();
  for (const { words } of [...ours, ...theirs]) for (const word of words) uses.set(word, (uses.get(word) ?? 0) + 1);
  const rarest = ({ words }: Finding) =>
    [...words]
      .sort((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0) || (a < b ? -1 : 1))
      .slice(0, words.size - Math.ceil(alikeFrom * words.size) + 1);
  const byWord = keyed(theirs, rarest);
  return ours.flatMap((one) => {
    const near = new Set<Finding>();
    for (const word of rarest(one))
      for (const other of byWord.get(word) ?? []) if (near.size < mostNear) near.add(other);
    return [...near]
      .map((other): Pair => ({ one, other, because: "alike", overlap: overlapOf(one, other) }))
      .filter(({ overlap }) => overlap >= alikeFrom);
  });
}

const order: Record<Likeness, number> = { same_as: 0, same_entry: 1, alike: 2 };
const stronger = (a: Pair, b: Pair) =>
  order[a.because] - order[b.because] ||
  b.overlap - a.overlap ||
  a.one.place - b.one.place ||
  a.other.place - b.other.place;

/** The strongest pair of each why of the first tree, then of those of the second that none of them has; in order. */
function strongestPerWhy(pairs: readonly Pair[]): Pair[] {
  const taken = new Set<Finding>();
  const kept: Pair[] = [];
  const sorted = [...pairs].sort(stronger);
  for (const pair of sorted) {
    if (taken.has(pair.one)) continue;
    taken.add(pair.one).add(pair.other);
    kept.push(pair);
  }
  for (const pair of sorted) {
    if (taken.has(pair.other)) continue;
    taken.add(pair.other);
    kept.push(pair);
  }
  return kept.sort((a, b) => a.one.place - b.one.place || a.other.place - b.other.place);
}

/** Root causes that hang together, through one entry or through pairs, are one; shared where both trees have a part in it. */
function sharedRootCauses(one: TreeIndex, other: TreeIndex, pairs: readonly Pair[]): Comparison["rootCauses"] {
  const sides = new Map<string, "one" | "other">();
  for (const { id } of rootCauseWhys(one)) sides.set(id, "one");
  for (const { id } of rootCauseWhys(other)) sides.set(id, "other");
  const above = new Map<string, string>();
  const top = (id: string): string => {
    const next = above.get(id);
    return next === undefined ? id : top(next);
  };
  const join = (a: string, b: string) => {
    const [first, second] = [top(a), top(b)];
    if (first !== second) above.set(second, first);
  };
  for (const { one: a, other: b } of pairs) if (sides.has(a.why.id) && sides.has(b.why.id)) join(a.why.id, b.why.id);
  for (const findings of [findingsOf(one), findingsOf(other)])
    for (const same of keyed(findings, ({ why, entry }) => (entry && sides.has(why.id) ? [entry] : [])).values())
      for (const { why } of same.slice(1)) join((same[0] as Finding).why.id, why.id);

  const causes = new Map<string, Set<string>>();
  for (const [id, side] of sides) {
    const cause = top(id);
    causes.set(cause, (causes.get(cause) ?? new Set()).add(side));
  }
  return { shared: [...causes.values()].filter((found) => found.size === 2).length, all: causes.size };
}
