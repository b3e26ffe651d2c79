import fc from "fast-check";
import { v7 } from "uuid";
import type { Done } from "@/lib/causes/tree-deed";
import { asRootCause, type Deeds } from "./at-a-tree";

/** How often each deed is tried, in parts. Asking outweighs removing, so that the trees grow. */
const parts = {
  ask: 12,
  askTwice: 2,
  reword: 8,
  move: 8,
  join: 6,
  separate: 2,
  remove: 1,
  describe: 3,
  bring: 4,
  takeBack: 1,
  verify: 3,
  refute: 3,
  reconsider: 2,
  sign: 3,
  dispute: 1,
  leaveOpen: 2,
  escalate: 2,
  sameAs: 4,
  rootCause: 4,
  unend: 1,
  undo: 9,
  redo: 5,
} as const;
type Kind = keyof typeof parts;
const kinds = Object.keys(parts) as Kind[];

/** What somebody is about to do; the numbers pick among the whys that are known by then. */
export type Wish = { kind: Kind; tree: number; one: number; other: number };
const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.oneof(...kinds.map((kind) => ({ weight: parts[kind], arbitrary: fc.constant(kind) }))),
  tree: fc.nat({ max: 1 }),
  one: fc.nat(),
  other: fc.nat(),
});
/** So many wishes, one after the other. */
export const dayOf = (count: number) => fc.array(wish, { minLength: count, maxLength: count });

/** What everybody sees on their screens: a little late at times, as screens are. */
export type Seen = {
  whys: { id: string; tree: number; parentId: string; text: string }[];
  evidence: { id: string; whyId: string }[];
};
export type Deed = () => Promise<Done>;

const typing = v7();

/**
 * The deeds that a wish comes to, in their order; the first refusal ends it. Each may be sent again when nobody answered,
 * and is the same deed then.
 */
export function deedsFor(by: Deeds, seen: Seen, { kind, tree, one, other }: Wish, turn: string): Deed[] {
  const here = seen.whys.filter((why) => why.tree === tree);
  const why = here[one % here.length];
  const whyId = why?.id ?? v7();
  const otherId = here[other % here.length]?.id ?? v7();
  const anywhere = seen.whys[other % seen.whys.length]?.id ?? v7();
  const siblings = here.filter(({ parentId }) => parentId === why?.parentId);

  const ask = (id: string, parentId: string, text: string) => async () => {
    const done = await by.ask({ id, parentId, text });
    if (!seen.whys.some((known) => known.id === id)) seen.whys.push({ id, tree, parentId, text });
    return done;
  };
  const show = (id: string) => {
    const item = { id: v7(), whyId: id };
    const stance = other % 3 === 2 ? "contradicts" : "supports";
    return async () => {
      const done = await by.addEvidence({ ...item, type: "data", stance, text: `Seen ${turn}` });
      seen.evidence.push(item);
      return done;
    };
  };
  const end = (ending: string, more = {}): Deed[] => {
    const asked = v7();
    const fresh = other % 3 > 0; // an end is free at a new leaf; at other whys the rules mostly say no
    const at = fresh ? asked : whyId;
    const first = fresh ? [ask(asked, whyId, `End ${turn}`)] : [];
    return [...first, () => by.end({ whyId: at, ending, ...more })];
  };
  const judge = (status: string) => () => by.judge({ whyId, status, reason: "The log shows it" });
  const takeBack = () => {
    const item = seen.evidence[one % seen.evidence.length];
    return by.removeEvidence({ whyId: item?.whyId ?? whyId, evidenceId: item?.id ?? v7() });
  };
  const reword = async () => {
    const text = `Reworded ${turn}`;
    const done = await by.reword({ whyId, before: why?.text ?? "", text, typing: one % 3 === 0 ? typing : "" });
    if (why) why.text = text;
    return done;
  };
  // Where there is no why yet, the first stands below the problem.
  const [id, step, below] = [v7(), v7(), why && one % 5 > 0 ? whyId : ""];
  const ways: Record<Kind, Deed[]> = {
    ask: [ask(id, below, `Why ${turn}`)],
    askTwice: [ask(id, below, `Why ${turn}`), ask(id, below, `Why ${turn}`)],
    reword: [reword],
    move: [
      async () => {
        const parentId = one % 4 === 0 ? "" : otherId;
        const done = await by.move({ whyId, parentId, afterId: anywhere, first: one % 2 ? "on" : "" });
        if (why) why.parentId = parentId;
        return done;
      },
    ],
    join: [() => by.join({ whyId, withId: siblings[other % siblings.length]?.id ?? otherId })],
    separate: [() => by.join({ whyId })],
    remove: [() => by.remove({ whyId })],
    describe: [() => by.describe({ whyId, kind: "condition", sufficient: one % 2 ? "yes" : "no" })],
    bring: [show(whyId)],
    takeBack: [takeBack],
    verify: [show(whyId), judge("verified")],
    refute: [judge("refuted")],
    reconsider: [judge("hypothesis")],
    sign: [() => by.readBack({ whyId, answer: "agrees" })],
    dispute: [() => by.readBack({ whyId, answer: "disputes", reason: "It runs hourly" })],
    leaveOpen: end("open_question"),
    escalate: end("escalated", { endingBy: "IT", endingOn: "2026-11-30" }),
    sameAs: end("same_as", { sameAsId: anywhere }),
    rootCause: [
      show(whyId),
      judge("verified"),
      () => by.end({ whyId, ...asRootCause, category: one % 2 ? "role" : "process" }),
    ],
    unend: [() => by.end({ whyId, ending: "" })],
    undo: [() => by.undo({ id: step })],
    redo: [() => by.redo({ id: step })],
  };
  return ways[kind];
}
