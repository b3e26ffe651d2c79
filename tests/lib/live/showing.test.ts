import { v7 } from "uuid";
import { afterEach, expect, test } from "vitest";
import { database, engine } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { forgottenMs } from "@/lib/live/here";
import { type Hub, openHub } from "@/lib/live/hub";
import { returningMs, showings, type ToldShowing, tellShowing } from "@/lib/live/showing";
import { testDatabase } from "../../support/database";
import { soon } from "../../support/soon";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn } from "../causes/at-a-tree";

const db = await testDatabase();
const hubs: Hub[] = [];
const aHub = () => {
  const hub = openHub({ engine, db: database });
  hubs.push(hub);
  return hub;
};
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.stop();
});

const place = { view: "outline", why: null, end: null, whole: false } as const;
const told = (more: Partial<ToldShowing> = {}): ToldShowing => ({
  w: "the mill",
  tree: "tree",
  tab: "tab",
  member: "ines",
  name: "Ines Okafor",
  side: null,
  begun: 1_000,
  at: 1_000,
  place,
  lastsMs: forgottenMs,
  ...more,
});
const says = (more = {}) => ({ tab: v7(), begun: null, place, ...more });

test("whoever begins later takes over, and a word of the one before changes nothing any more", () => {
  const shown = showings();
  expect(shown.heard(told(), 0)).toBe(true);
  expect(shown.heard(told({ member: "jonas", begun: 2_000 }), 1)).toBe(true);

  expect(shown.heard(told({ place: { ...place, view: "diagram" } }), 2)).toBe(false);
  expect(shown.heard(told({ lastsMs: 0 }), 3)).toBe(false);
  expect(shown.on("the mill", "tree")?.member).toBe("jonas");
  expect(shown.on("the depot", "tree")).toBe(null);
});

test("what has ended is not begun anew by a word that comes late", () => {
  const shown = showings();
  shown.heard(told(), 0);

  expect(shown.heard(told({ lastsMs: 0 }), 10)).toBe(true);
  expect(shown.heard(told(), 20)).toBe(false);
  expect(shown.on("the mill", "tree")).toBe(null);
  expect(shown.heard(told({ begun: 30 }), 30)).toBe(false);
  expect(shown.heard(told({ begun: 3_000 }), 30)).toBe(true);
});

test("of two words about one showing the later stands, in whichever order they come", () => {
  const shown = showings();
  shown.heard(told({ at: 1_200, place: { ...place, view: "diagram" } }), 0);

  expect(shown.heard(told({ at: 1_100 }), 1)).toBe(false);
  expect(shown.on("the mill", "tree")?.place.view).toBe("diagram");
});

test("a page that is left is waited for a moment, one that falls silent as long as anybody who is here", () => {
  const shown = showings();
  shown.heard(told(), 0);
  shown.heard(told({ lastsMs: returningMs }), 100);
  shown.heard(told({ lastsMs: forgottenMs }), 200); // loaded anew
  expect(shown.forget(100 + returningMs)).toEqual([]);

  expect(shown.forget(199 + forgottenMs)).toEqual([]);
  expect(shown.of("the mill", 200 + forgottenMs)).toEqual([]);
  expect(shown.forget(200 + forgottenMs)).toEqual([{ workspaceId: "the mill", tree: "tree" }]);
  expect(shown.heard(told(), 60_000)).toBe(true); // heard of again: it goes on
});

const [world, theirs] = [await aWorkspace(db), await aWorkspace(db)];
const { treeId } = await aTreeIn(db, world);

test("leads, owners and a member of neither side may ask others to follow, and nobody else", async () => {
  const neutral: Member = { ...world.seller, teamId: null };
  for (const member of [world.owner, world.lead, neutral])
    expect(await tellShowing(db, member, treeId, says())).toBeGreaterThan(0);

  for (const member of [world.seller, world.executive, { ...world.executive, teamId: null }])
    await expect(tellShowing(db, member, treeId, says())).rejects.toMatchObject({ kind: "forbidden" });
});

test("a tree of another workspace, and what is no place on a tree, is refused", async () => {
  for (const tree of [treeId, "no-id", v7()])
    await expect(tellShowing(db, theirs.lead, tree, says())).rejects.toMatchObject({ kind: "not_found" });
  const bad = [{ place: { ...place, view: "https://elsewhere.example" } }, { place: { ...place, why: "../" } }, null];
  for (const more of [...bad, { begun: -1 }, { tab: "x" }, { going: "home" }])
    await expect(tellShowing(db, world.lead, treeId, more && says(more))).rejects.toThrow();
});

test("nobody can have begun in the future, where no one could take over from them", async () => {
  const begun = await tellShowing(db, world.lead, treeId, says({ begun: Number.MAX_SAFE_INTEGER }));

  expect(begun).toBeLessThan(Date.now() + 60_000);
  expect(await tellShowing(db, world.owner, treeId, says({ begun: begun - 5 }))).toBe(begun - 5);
});

test("everyone on the workspace hears who shows a tree, also who comes late or to another copy, and no other workspace", async () => {
  const ours = await aWorkspace(db);
  const { treeId } = await aTreeIn(db, ours);
  const follow = (workspaceId: string, hub = aHub()) => {
    const seen: [string, string | null][] = [];
    hub.follow(
      workspaceId,
      0,
      () => {},
      undefined,
      (tree, showing) => seen.push([tree, showing?.name ?? null]),
    );
    return { seen, hub };
  };
  const first = follow(ours.workspace.id);
  const stranger = follow(theirs.workspace.id);
  const tab = v7();
  let begun: number | null = null;
  await soon(async () => {
    begun = await tellShowing(db, ours.lead, treeId, says({ tab, begun }));
    expect(first.seen).toContainEqual([treeId, ours.lead.name]);
  });

  const [late, elsewhere] = [follow(ours.workspace.id, first.hub), follow(ours.workspace.id)];
  expect(late.seen).toEqual([[treeId, ours.lead.name]]);
  await soon(() => expect(elsewhere.seen.at(-1)).toEqual([treeId, ours.lead.name]));
  const asks = aHub();
  expect(await asks.now(ours.workspace.id)).toMatchObject({ shown: [{ tree: treeId, member: ours.lead.id }] });

  await tellShowing(db, ours.lead, treeId, says({ tab, begun, going: "ended" }));
  await soon(() => {
    for (const { seen } of [first, late, elsewhere]) expect(seen.at(-1)).toEqual([treeId, null]);
  });
  expect(stranger.seen).toEqual([]);
  expect(await asks.now(ours.workspace.id)).toEqual({ here: [], shown: [] });
});
