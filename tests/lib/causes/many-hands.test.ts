import { and, eq, inArray, notInArray } from "drizzle-orm";
import fc from "fast-check";
import { generateKeyBetween } from "fractional-indexing";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { activity, incidentTrees, whys } from "@/db/schema";
import { loadLinks } from "@/lib/causes/cross-links";
import { holdsRing } from "@/lib/causes/same-as";
import { faultsIn } from "@/lib/causes/soundness";
import type { Done } from "@/lib/causes/tree-deed";
import { loadIncidentFacts } from "@/lib/incidents/incident-facts";
import { stageOf as derivedStage } from "@/lib/incidents/stages";
import { Refusal } from "@/lib/refusal";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import { asRootCause, aTreeIn, type Deeds, deedsOf, rowsOf, standing } from "./at-a-tree";

/** T9. The short form is part of every run; FAULTS_LONG=1 is the long one. FAULTS_SEED repeats what failed. */
const long = process.env.FAULTS_LONG === "1";
const people = long ? 20 : 6;
const deedsEach = long ? 500 : 50;
const seed = Number(process.env.FAULTS_SEED) || Date.now() % 2 ** 31;

const db = await testDatabase();

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
type Wish = { kind: Kind; tree: number; one: number; other: number };
const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.oneof(...kinds.map((kind) => ({ weight: parts[kind], arbitrary: fc.constant(kind) }))),
  tree: fc.nat({ max: 1 }),
  one: fc.nat(),
  other: fc.nat(),
});
const dayOf = (count: number) => fc.array(wish, { minLength: count, maxLength: count });

/** What everybody sees on their screens: a little late at times, as screens are. */
type Seen = {
  whys: { id: string; tree: number; parentId: string; text: string }[];
  evidence: { id: string; whyId: string }[];
};
type Deed = () => Promise<Done>;

/** The deeds that a wish comes to, in their order; the first refusal ends it. */
function deedsFor(by: Deeds, seen: Seen, { kind, tree, one, other }: Wish, turn: string): Deed[] {
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
  const show = (id: string) => async () => {
    const item = { id: v7(), whyId: id };
    const stance = other % 3 === 2 ? "contradicts" : "supports";
    const done = await by.addEvidence({ ...item, type: "data", stance, text: `Seen ${turn}` });
    seen.evidence.push(item);
    return done;
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
  const [id, below] = [v7(), one % 5 === 0 ? "" : whyId];
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
    undo: [() => by.undo()],
    redo: [() => by.redo()],
  };
  return ways[kind];
}
const typing = v7();

test(`${people} people at two trees at once, ${deedsEach} random deeds each (seed ${seed}): both trees stay sound and every deed is recorded once`, {
  timeout: long ? 3_600_000 : 120_000,
}, async () => {
  const world = await aWorkspace(db);
  const { treeId, incidentId } = await aTreeIn(db, world);
  const next = await aTreeIn(db, world, "Restoring took a day");
  const { id: workspaceId } = world.workspace;
  await db.insert(incidentTrees).values({ workspaceId, incidentId, treeId: next.treeId });
  const trees = [treeId, next.treeId] as const;
  const members = [world.lead, world.seller, world.facilitator];
  while (members.length < people) {
    const teamId = members.length % 2 ? world.sales : world.marketing;
    members.push(await aMember(db, world, { name: `Person ${members.length} of many`, role: "member", teamId }));
  }
  const seen: Seen = { whys: [], evidence: [] };
  const recorded = new Set<number>();
  const tried = new Map<string, number>();
  const count = (what: string) => tried.set(what, (tried.get(what) ?? 0) + 1);
  const [days = []] = fc.sample(fc.tuple(...members.map(() => dayOf(deedsEach))), { seed, numRuns: 1 });

  const work = async (member: (typeof members)[number], day: Wish[], place: number) => {
    const deeds = trees.map((id) => deedsOf(db, member, id)) as [Deeds, Deeds];
    for (const [turn, each] of day.entries()) {
      try {
        const sent: Done[] = [];
        for (const deed of deedsFor(deeds[each.tree as 0 | 1], seen, each, `${turn} of ${place}`)) {
          const done = await deed();
          sent.push(done);
          if (done.sequence !== null) recorded.add(done.sequence);
        }
        if (each.kind === "askTwice") expect(sent[1]).toEqual(sent[0]);
        count(each.kind);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        count(`${each.kind} refused`);
      }
    }
  };
  await Promise.all(members.map((member, place) => work(member, days[place] ?? [], place)));

  if (long) process.stderr.write(`${JSON.stringify(Object.fromEntries([...tried].toSorted()))}\n`);

  const mine = and(eq(activity.workspaceId, workspaceId), inArray(activity.subjectId, [...trees]));
  const kept = await db
    .select({ sequence: activity.sequence })
    .from(activity)
    .where(and(mine, notInArray(activity.verb, ["tree.opened", "tree.unsettled"])));
  const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);
  expect(sorted([...recorded])).toEqual(sorted(kept.map(({ sequence }) => sequence)));
  expect(recorded.size).toBeGreaterThan((people * deedsEach) / 4); // refusals are expected, not the rule

  const { index: first } = await standing(db, world.lead, trees[0]); // throws on an orphan or a circle
  const { index: second } = await standing(db, world.lead, trees[1]);
  expect(holdsRing(await loadLinks(db, world.lead, [...trees]))).toBe(false);
  for (const id of trees) expect(await faultsIn(db, world.lead, id)).toEqual(new Map());
  for (const { position } of [...first.inOrder, ...second.inOrder])
    expect(generateKeyBetween(position, null) > position).toBe(true);

  // The order that the database gives is the order that the screen shows.
  for (const index of [first, second])
    for (const [parentId, children] of index.children) {
      const found = await db
        .select({ id: whys.id, removedAt: whys.removedAt })
        .from(whys)
        .where(and(eq(whys.treeId, index.tree.id), parentId ? eq(whys.parentId, parentId) : undefined))
        .orderBy(whys.position, whys.id);
      const below = new Set(children.map(({ id }) => id));
      expect(found.filter(({ id }) => below.has(id)).map(({ id }) => id)).toEqual(children.map(({ id }) => id));
    }

  const facts = await loadIncidentFacts(db, workspaceId, [incidentId, next.incidentId]);
  for (const { stage, facts: known } of facts.values()) expect(stage).toBe(derivedStage(known));
  expect((await rowsOf(db, world)).whys.length).toBe(seen.whys.length); // taken out or not, no row is lost
});
