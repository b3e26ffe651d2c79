import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { incidents, rootCauses, whys } from "@/db/schema";
import { type Category, categories } from "@/db/terms";
import { openExample } from "@/lib/example/open-example";
import { editIncident, logIncident } from "@/lib/incidents/commands";
import { addCost, changeCost, listCosts, removeCost, restoreCost } from "@/lib/incidents/costs";
import { reopenIncident, takeBackIncident, withdrawIncident } from "@/lib/incidents/ending";
import { editInput, logInput } from "@/lib/incidents/input";
import { linkRootCause, unlinkRootCause } from "@/lib/incidents/known-causes";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { importCase } from "@/lib/portability/import-case";
import { Refusal } from "@/lib/refusal";
import { editRootCause } from "@/lib/root-causes/edit-root-cause";
import { mergeRootCauses } from "@/lib/root-causes/merging";
import { splitRootCause } from "@/lib/root-causes/splitting";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { asRootCause, aTreeIn, type Deeds } from "../causes/at-a-tree";
import { aCase, aCaseWhy, changed } from "../portability/cases";

const db = await testDatabase();

/** What counting anew finds that is not as it is kept, in all workspaces. */
const wrong = async () =>
  (await recountFriction(db, { repair: false })).filter(({ shares, weeks }) => shares + weeks.length > 0);

/** Numbers that are the same in every run. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const oneOf = <Item>(list: readonly Item[]): Item | undefined => list[Math.floor(next() * list.length)];
  return { next, oneOf };
}

const days = ["2026-09-28", "2026-10-04", "2026-10-05", "2026-11-01", "2026-11-02"];

/** Deeds by chance on whatever stands; one that is refused changes nothing, and that is as good. */
function deedsByChance(world: World, trees: { treeId: string; lead: Deeds }[], seed: number) {
  const { next, oneOf } = dice(seed);
  const { lead } = world;
  const workspaceId = world.workspace.id;
  const someIncident = async () =>
    oneOf(await db.select().from(incidents).where(eq(incidents.workspaceId, workspaceId)).orderBy(incidents.id));
  const someWhy = async (tree: { treeId: string }) =>
    oneOf(
      await db
        .select()
        .from(whys)
        .where(and(eq(whys.treeId, tree.treeId), isNull(whys.removedAt)))
        .orderBy(whys.id),
    );
  const someCause = async () =>
    oneOf(await db.select().from(rootCauses).where(eq(rootCauses.workspaceId, workspaceId)).orderBy(rootCauses.id));
  const withIncident = (deed: (found: typeof incidents.$inferSelect) => Promise<unknown>) => async () => {
    const found = await someIncident();
    if (found) await deed(found);
  };
  const withWhy =
    (deed: (tree: { treeId: string; lead: Deeds }, why: typeof whys.$inferSelect) => Promise<unknown>) => async () => {
      const tree = oneOf(trees);
      const why = tree && (await someWhy(tree));
      if (tree && why) await deed(tree, why);
    };
  const text = () => `Words number ${Math.floor(next() * 12)}`;
  const category = () => oneOf(categories) as Category;

  return [
    () =>
      logIncident(
        db,
        lead,
        logInput.parse({ id: v7(), title: text(), occurredOn: oneOf(days), category: next() < 0.5 ? category() : "" }),
      ),
    withIncident(({ id, ...rest }) =>
      editIncident(
        db,
        lead,
        editInput.parse({
          ...rest,
          noAgreedStandard: undefined,
          anonymous: undefined,
          occurredApproximately: undefined,
          incidentId: id,
          occurredOn: oneOf(days),
          category: next() < 0.7 ? category() : "",
        }),
      ),
    ),
    withIncident(({ id }) => withdrawIncident(db, lead, { incidentId: id, reason: "It was none" })),
    withIncident(({ id }) => takeBackIncident(db, lead, { incidentId: id })),
    withIncident(({ id }) => reopenIncident(db, lead, { incidentId: id, reason: "It was one" })),
    withIncident(({ id }) => reopenIncident(db, lead, { incidentId: id, reason: "It was one" })),
    withIncident(({ id }) =>
      addCost(db, lead, {
        id: v7(),
        incidentId: id,
        sideId: null,
        ...(next() < 0.5 ? { unit: "hours", currency: null } : { unit: "money", currency: "EUR" }),
        low: next() < 0.5 ? 1 : null,
        expected: 1 + Math.floor(next() * 1000) / 100,
        high: null,
        basis: "Counted",
      }),
    ),
    withIncident(async ({ id }) => {
      const cost = oneOf(await listCosts(db, lead, id));
      if (!cost) return;
      const seen = { costId: cost.id, version: cost.version };
      if (cost.removedAt) await restoreCost(db, lead, seen);
      else if (next() < 0.5) await removeCost(db, lead, seen);
      else await changeCost(db, lead, { ...cost, ...seen, expected: 77, high: null });
    }),
    withIncident(async ({ id }) => {
      const cause = await someCause();
      if (cause) await linkRootCause(db, lead, { incidentId: id, rootCauseId: cause.id });
    }),
    withIncident(async ({ id }) => {
      const cause = await someCause();
      if (cause) await unlinkRootCause(db, lead, { incidentId: id, rootCauseId: cause.id });
    }),
    withWhy(({ lead: by }, why) => by.asks(text(), next() < 0.7 ? why.id : undefined)),
    withWhy(async ({ lead: by }, why) => {
      await by.verifies(why.id);
      await by.end({ whyId: why.id, ...asRootCause, category: category() });
    }),
    withWhy(async ({ lead: by }, why) => {
      const cause = await someCause();
      await by.verifies(why.id);
      await by.end({ whyId: why.id, ...asRootCause, rootCauseId: cause?.id });
    }),
    withWhy(async ({ lead: by }, why) => {
      const other = oneOf(trees);
      const target = other && (await someWhy(other));
      if (target) await by.end({ whyId: why.id, ending: "same_as", sameAsId: target.id });
    }),
    withWhy(({ lead: by }, why) => by.end({ whyId: why.id, ending: "" })),
    withWhy(({ lead: by }, why) => by.judge({ whyId: why.id, status: "refuted", reason: "It ran" })),
    withWhy(({ lead: by }, why) => by.judge({ whyId: why.id, status: "hypothesis" })),
    withWhy(({ lead: by }, why) => by.remove({ whyId: why.id })),
    withWhy(async (tree, why) => {
      const parent = await someWhy(tree);
      await tree.lead.move({ whyId: why.id, parentId: parent?.id });
    }),
    withWhy(({ lead: by }) => by.undo()),
    withWhy(({ lead: by }) => by.redo()),
    async () => {
      const cause = await someCause();
      if (cause) await editRootCause(db, lead, { ...cause, rootCauseId: cause.id, category: category() });
    },
    async () => {
      const [one, other] = [await someCause(), await someCause()];
      if (one && other)
        await mergeRootCauses(db, lead, { rootCauseId: one.id, version: one.version, intoId: other.id });
    },
    async () => {
      const [ended] = await db
        .select()
        .from(whys)
        .where(and(eq(whys.workspaceId, workspaceId), isNotNull(whys.rootCauseId), isNull(whys.removedAt)));
      const cause = (await db.select().from(rootCauses)).find(({ id }) => id === ended?.rootCauseId);
      if (ended && cause)
        await splitRootCause(db, lead, {
          rootCauseId: cause.id,
          version: cause.version,
          text: text(),
          category: category(),
          whyIds: [ended.id],
          incidentIds: [],
        });
    },
  ];
}

async function tried(deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await deed();
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return false;
  }
}

test.each([7, 2026])(
  "whatever is done, the kept sums are what counting anew gives (seed %i)",
  { timeout: 90_000 },
  async (seed) => {
    const world = await aWorkspace(db);
    const trees = [await aTreeIn(db, world), await aTreeIn(db, world)];
    for (const { lead } of trees) for (const text of ["a", "b", "c"]) await lead.asks(text);
    await recountFriction(db, { repair: true }); // what the test's own rows add
    const deeds = deedsByChance(world, trees, seed);
    const { oneOf } = dice(seed + 1);
    const done = new Map<number, number>();

    for (let at = 0; at < 180; at++) {
      const deed = oneOf(deeds) as (typeof deeds)[number];
      if (await tried(deed)) done.set(deeds.indexOf(deed), (done.get(deeds.indexOf(deed)) ?? 0) + 1);
      if (at % 18 === 0) expect(await wrong(), `after deed ${deeds.indexOf(deed)}, the ${at}th`).toEqual([]);
    }

    expect(await wrong()).toEqual([]);
    expect(done.size).toBeGreaterThan(deeds.length * 0.8); // hardly any deed was always refused
  },
);

test("an import brings the sums along, the first time and the next", async () => {
  const world = await aWorkspace(db);
  const ends = { ending: "root_cause", category: "process" } as const;
  const file = aCase("leads", [aCaseWhy("1", ends), aCaseWhy("2", { ...ends, category: "role" })]);
  await importCase(db, world.lead, file);
  expect(await wrong()).toEqual([]);

  const again = changed(file, (json) => {
    for (const incident of json.incidents) incident.occurredOn = "2026-04-01";
    for (const why of json.trees[0]?.whys.slice(1) ?? []) Object.assign(why, { ending: null, category: null });
  });
  await importCase(db, world.lead, again);

  expect(await wrong()).toEqual([]);
});

test("the example is opened with its sums", { timeout: 60_000 }, async () => {
  await openExample(db);

  expect(await wrong()).toEqual([]);
});

test("a recount names the sums that are off, and puts them right", async () => {
  const world = await aWorkspace(db);
  const { lead } = await aTreeIn(db, world);
  const why = await lead.asks("No one owns a web lead");
  await recountFriction(db, { repair: true });
  await lead.verifies(why);
  await lead.end({ whyId: why, ...asRootCause });
  await db.execute("update friction_weeks set expected = 5, high = 5 where root_cause_id is not null");

  const [told] = await recountFriction(db, { repair: true }).then((all) =>
    all.filter(({ workspace }) => workspace === world.workspace.slug),
  );

  expect(told?.weeks).toContainEqual({
    week: "2026-11-02",
    about: "No one owns a web lead",
    measure: "incidents",
    kept: 5,
    counted: 1,
  });
  expect(await wrong()).toEqual([]);
});
