import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { judgeWhyInput } from "@/lib/causes/input";
import { judgeWhy } from "@/lib/causes/judge-whys";
import { lockTree } from "@/lib/causes/tree-deed";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aTreeReadyToSettle, type Deeds, historyOf, settledAt } from "./at-a-tree";

const db = await testDatabase();

/** Two trees of one workspace; a branch of the first ends because the second's root cause says the same. */
async function twoTrees() {
  const world = await aWorkspace(db);
  const [first, second] = [await aTreeReadyToSettle(db, world), await aTreeReadyToSettle(db, world)];
  await link(first, second.root);
  return { world, first, second };
}

async function link({ lead, seller }: { lead: Deeds; seller: Deeds }, sameAsId: string) {
  const whyId = await lead.asks("It is the same over there");
  await lead.end({ whyId, ending: "same_as", sameAsId });
  for (const side of [lead, seller]) await side.signs(whyId);
}

const refuted = { status: "refuted", reason: "The desk owns it" };

/** A deed that is under way in a transaction of its own until it is let go. */
async function underWay(deed: (tx: Database) => Promise<unknown>) {
  let letGo = () => {};
  const done = new Promise<void>((go) => {
    letGo = go;
  });
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((begun) => {
    ended = db.transaction(async (tx) => {
      await deed(tx);
      begun();
      await done;
    });
  });
  return async () => {
    letGo();
    await ended;
  };
}

/** Until a deed has ended or waits for a lock. */
async function untilEndedOrWaiting(deed: Promise<unknown>) {
  let over = false;
  const ended = deed
    .catch(() => {})
    .finally(() => {
      over = true;
    });
  while (!over) {
    const waiting = rows(
      await db.execute(sql`select 1 from pg_locks l join pg_database d on d.oid = l.database
      where not l.granted and d.datname = current_database() union all
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`),
    );
    if (waiting.length > 0) return;
    await Promise.race([ended, new Promise((go) => setImmediate(go))]);
  }
}

test("a settled tree is settled no more by a deed in another tree, also while somebody works on it", async () => {
  const { world, first, second } = await twoTrees();
  await first.lead.settle();
  const goOn = await underWay((tx) => lockTree(tx, world.lead, first.treeId));

  const refuting = second.seller.judge({ whyId: second.root, ...refuted });
  await untilEndedOrWaiting(refuting);
  await goOn();
  await refuting;

  expect(await settledAt(db, first.treeId)).toBeNull();
  expect((await historyOf(db, first.treeId)).at(-1)).toBe("tree.unsettled");
});

test("a tree is not settled upon what is being refuted in another tree at that moment", async () => {
  const { world, first, second } = await twoTrees();
  const goOn = await underWay((tx) => refuteIn(tx, world, second));

  const settling = first.lead.settle();
  await untilEndedOrWaiting(settling);
  await goOn();
  await settling.catch(() => {});

  expect(await settledAt(db, first.treeId)).toBeNull();
});

const refuteIn = (tx: Database, world: World, { treeId, root }: { treeId: string; root: string }) =>
  judgeWhy(tx, world.seller, judgeWhyInput.parse({ treeId, whyId: root, version: "", ...refuted }));

test("deeds at the same moment in two settled trees that point at each other are both done, and unsettle both", async () => {
  const { first, second } = await twoTrees();
  await link(second, first.root);
  await first.lead.settle();
  await second.lead.settle();

  await Promise.all([
    first.seller.judge({ whyId: first.root, ...refuted }),
    second.seller.judge({ whyId: second.root, ...refuted }),
  ]);

  expect([await settledAt(db, first.treeId), await settledAt(db, second.treeId)]).toEqual([null, null]);
});
