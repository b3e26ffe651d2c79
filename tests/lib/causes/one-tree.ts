import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import fc from "fast-check";
import { generateKeyBetween } from "fractional-indexing";
import { expect } from "vitest";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { activity, incidentTrees, whys } from "@/db/schema";
import { loadLinks } from "@/lib/causes/cross-links";
import { holdsRing } from "@/lib/causes/same-as";
import { faultsIn } from "@/lib/causes/soundness";
import type { Done } from "@/lib/causes/tree-deed";
import { logIncident } from "@/lib/incidents/commands";
import { loadIncidentFacts } from "@/lib/incidents/incident-facts";
import { stageOf as derivedStage } from "@/lib/incidents/stages";
import type { Ground } from "@/lib/live/hub";
import { Refusal } from "@/lib/refusal";
import { chance, tellRound } from "../../support/faults";
import { anIncident } from "../../support/typed-incidents";
import { aMember, aWorkspace, type World } from "../../support/worlds";
import { aTreeIn, type Deeds, deedsOf, rowsOf, standing } from "./at-a-tree";
import { expectReplayed } from "./replay-shown";
import { aScreen, lossyHub, type Screen, standsIn } from "./screens";
import { dayOf, deedsFor, type Seen, type Wish } from "./wishes";

/** The database in use, and how to end it and begin anew on the same rows. */
export type Restarting = Ground & { restart(): Promise<void> };

/** The deed may be done or not: nobody answered. */
class Unanswered extends Error {}

type Day = { people: number; deedsEach: number; restarts: number; seed: number };
/** How often each kind of deed was done or refused, how often nobody answered, and how many were recorded. */
export type Told = { tried: Map<string, number>; unanswered: number; recorded: number };

/**
 * People on two copies of the program at two trees at once, each with random deeds and a screen, while copies are
 * restarted and notifications get lost, come late or twice. In the end both trees are sound, each deed that was answered
 * for is in the history once, and every screen shows what the database holds.
 */
export async function liveThrough(ground: Restarting, { people, deedsEach, restarts, seed }: Day): Promise<Told> {
  const db = ground.db();
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
  const dice = chance(seed);
  let hubs = [lossyHub(ground, dice), lossyHub(ground, dice)];
  const screens: Screen[] = [];
  for (const [place, member] of members.entries())
    screens.push(await aScreen(db, member, trees[(place >> 1) % 2 ? 1 : 0], dice));
  const connect = (screen: Screen) => screen.follow(dice() < 0.2 ? undefined : hubs[dice() < 0.5 ? 0 : 1]);
  for (const screen of screens) connect(screen);

  const seen: Seen = { whys: [], evidence: [] };
  const recorded = new Set<number>();
  const told: Told = { tried: new Map(), unanswered: 0, recorded: 0 };
  const count = (what: string) => told.tried.set(what, (told.tried.get(what) ?? 0) + 1);
  let doors: Promise<void> = Promise.resolve();
  let underWay = 0;
  let restarted = 0;
  let done = 0;

  /** Sends a deed until somebody answers, as the page does while the server is away. */
  async function send(screen: Screen, tree: string, deed: () => Promise<Done>): Promise<Done> {
    for (;;) {
      await doors;
      underWay += 1;
      const era = restarted;
      const answered = async () => {
        const done = await deed();
        if (era !== restarted) throw new Unanswered();
        return done;
      };
      try {
        return await (screen.treeId === tree ? screen.does(answered) : answered());
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
        told.unanswered += 1;
      } finally {
        underWay -= 1;
      }
    }
  }

  async function work(screen: Screen, day: Wish[], place: number) {
    const deeds = trees.map((id) => deedsOf(db, screen.member, id)) as [Deeds, Deeds];
    for (const [turn, each] of day.entries()) {
      try {
        const sent: Done[] = [];
        const tree = each.tree as 0 | 1;
        for (const deed of deedsFor(deeds[tree], seen, each, `${turn} of ${place}`)) {
          const answer = await send(screen, trees[tree], deed);
          sent.push(answer);
          if (answer.sequence !== null) recorded.add(answer.sequence);
        }
        if (each.kind === "askTwice") expect(sent[1]).toEqual(sent[0]);
        count(each.kind);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        count(`${each.kind} refused`);
      }
      done += 1;
      // The embedded database answers without a turn of the event loop, so that nothing would be told or restarted meanwhile.
      await new Promise(setImmediate);
      if (dice() < 0.05) connect(screen);
    }
  }

  /** The copies end before they have answered what is under way, and others take their place. */
  async function restart() {
    let open = () => {};
    doors = new Promise((opened) => {
      open = opened;
    });
    restarted += 1;
    while (underWay > 0) await pause(5);
    for (const screen of screens) screen.follow(undefined);
    for (const hub of hubs) await hub.stop();
    await ground.restart();
    hubs = [lossyHub(ground, dice), lossyHub(ground, dice)];
    for (const screen of screens) connect(screen);
    open();
  }

  async function restartNowAndThen() {
    const all = people * deedsEach;
    for (let round = 1; round <= restarts; round += 1) {
      while (done < (all * round) / (restarts + 1)) await pause(10);
      await restart();
      tellRound("T9", round, restarts);
    }
  }

  // Left to itself a first sample leans towards one and the same deed.
  const [days = []] = fc.sample(fc.noBias(fc.tuple(...members.map(() => dayOf(deedsEach)))), { seed, numRuns: 1 });
  await Promise.all([restartNowAndThen(), ...screens.map((screen, place) => work(screen, days[place] ?? [], place))]);
  told.recorded = recorded.size;
  // What is heard of it must not hide what was lost before.
  await logIncident(db, world.lead, anIncident());
  try {
    await showAlike(db, screens);
    await isRecordedOnce(db, world, trees, recorded, told.unanswered);
    await isSound(db, world, trees, [incidentId, next.incidentId]);
    for (const id of trees) await expectReplayed(db, world.lead, id);
    expect((await rowsOf(db, world)).whys.length).toBe(seen.whys.length); // taken out or not, no row is lost
    return told;
  } finally {
    for (const screen of screens) screen.leave();
    for (const hub of hubs) await hub.stop();
  }
}

/** However late each heard of it. */
async function showAlike(db: Database, screens: readonly Screen[]) {
  const until = Date.now() + 20_000;
  for (const screen of screens) {
    const stands = await standsIn(db, screen.member, screen.treeId);
    const alike = JSON.stringify(stands);
    while (JSON.stringify(screen.shown()) !== alike && Date.now() < until) await pause(20);
    expect(screen.shown()).toEqual(stands);
  }
}

async function isRecordedOnce(
  db: Database,
  { workspace }: World,
  trees: readonly string[],
  recorded: ReadonlySet<number>,
  unanswered: number,
) {
  const mine = and(eq(activity.workspaceId, workspace.id), inArray(activity.subjectId, [...trees]));
  const kept = await db
    .select({ sequence: activity.sequence, verb: activity.verb, by: activity.memberId, details: activity.details })
    .from(activity)
    .where(and(mine, notInArray(activity.verb, ["tree.opened", "tree.unsettled"])));
  const numbers = new Set(kept.map(({ sequence }) => sequence));
  expect([...recorded].filter((sequence) => !numbers.has(sequence))).toEqual([]);
  // Of a deed whose answer got lost nobody knows the number; sent again, it was answered as the first time, or refused.
  expect(kept.filter(({ sequence }) => !recorded.has(sequence)).length).toBeLessThanOrEqual(unanswered);

  const asked = await db.execute(sql`
    select details -> 'changes' -> 0 ->> 'id' as id from activity
    where workspace_id = ${workspace.id} and verb = 'why.asked' group by 1 having count(*) > 1`);
  expect(rows(asked)).toEqual([]);

  const byOf = new Map(kept.map(({ sequence, by }) => [sequence, by]));
  const ofOthers = kept.filter(({ verb, by, details }) => {
    if (verb !== "tree.undone" && verb !== "tree.redone") return false;
    const { of } = details as { of: number[] };
    return of.length === 0 || of.some((sequence) => byOf.get(sequence) !== by);
  });
  expect(ofOthers).toEqual([]);
}

async function isSound(db: Database, world: World, trees: readonly [string, string], incidentIds: string[]) {
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

  const facts = await loadIncidentFacts(db, world.workspace.id, incidentIds);
  for (const { stage, facts: known } of facts.values()) expect(stage).toBe(derivedStage(known));
}

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));
