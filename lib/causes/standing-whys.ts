import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { generateKeyBetween } from "fractional-indexing";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { treeLimits } from "./input";
import { type Change, type OpenedTree, type StandingWhy, whyChange } from "./tree-deed";

/** What asking below a why, or ending a branch otherwise, takes away from an ending. */
export const noEnding = {
  ending: null,
  category: null,
  rootCauseId: null,
  reach: null,
  removal: null,
  endingBy: null,
  endingOn: null,
  endingNote: null,
  sameAsId: null,
} as const;

/** A why that gets a live why below it loses its ending, unless that is a root cause (method 1.2). */
export const withoutEnding = (parent: StandingWhy): Change[] =>
  parent.ending && parent.ending !== "root_cause" ? [whyChange(parent, noEnding)] : [];

const siblingsOf = (member: Member, tree: OpenedTree, parentId: string | null) =>
  and(
    eq(whys.workspaceId, member.workspaceId),
    eq(whys.treeId, tree.id),
    parentId ? eq(whys.parentId, parentId) : isNull(whys.parentId),
    isNull(whys.removedAt),
  );

export const listSiblings = (tx: Database, member: Member, tree: OpenedTree, parentId: string | null) =>
  tx
    .select()
    .from(whys)
    .where(siblingsOf(member, tree, parentId))
    .orderBy(asc(whys.position), asc(whys.id));

/**
 * The key of a place: behind `afterId`, at the very first, or at the end. Two people at one place may get one key.
 * A why (`movingId`) that stands there already keeps its own.
 */
export async function placeAmong(
  tx: Database,
  member: Member,
  tree: OpenedTree,
  parentId: string | null,
  afterId: string | null,
  movingId?: string,
  first = false,
): Promise<string> {
  const standing = await listSiblings(tx, member, tree, parentId);
  const siblings = standing.filter(({ id }) => id !== movingId);
  const at = first ? -1 : afterId ? siblings.findIndex(({ id }) => id === afterId) : siblings.length - 1;
  const place = afterId && at < 0 ? siblings.length - 1 : at;
  const there = standing[place + 1];
  if (there && there.id === movingId) return there.position;
  const before = siblings[place]?.position ?? null;
  // A tie has no room between; the next greater key is used then, and the id decides.
  const next = siblings.slice(place + 1).find(({ position }) => before === null || position > before);
  return generateKeyBetween(before, next?.position ?? null);
}

/** The others of a why's joint group: one that is left alone has no letter, and "enough?" is asked anew. */
export async function groupWithout(
  tx: Database,
  member: Member,
  tree: OpenedTree,
  why: StandingWhy,
): Promise<Change[]> {
  if (!why.joint) return [];
  const others = (await listSiblings(tx, member, tree, why.parentId)).filter(
    ({ id, joint }) => joint === why.joint && id !== why.id,
  );
  const left =
    others.length === 1 ? { joint: null, sufficient: "unknown" as const } : { sufficient: "unknown" as const };
  return others.map((other) => whyChange(other, left));
}

const letters = "abcdefghijklmnopqrstuvwxyz";
export const freeLetter = (taken: string[]) =>
  [...letters].find((letter) => !taken.includes(letter)) ?? refuse("invalid", "This line has 26 joint groups already.");

/** The why (level 1) and everything below it that still stands. */
export async function listBelow(tx: Database, member: Member, tree: OpenedTree, whyId: string) {
  const found = await tx.execute(sql`
    with recursive below (id, level) as (
      select id, 1 from whys where workspace_id = ${member.workspaceId} and tree_id = ${tree.id} and id = ${whyId}
      union all
      select w.id, b.level + 1 from whys w join below b on w.parent_id = b.id
      where w.workspace_id = ${member.workspaceId} and w.tree_id = ${tree.id} and w.removed_at is null
    ) select id, level from below`);
  return rows<{ id: string; level: number }>(found);
}

/** The lines from a why up to the problem, itself included. */
async function listAbove(tx: Database, member: Member, tree: OpenedTree, whyId: string) {
  const found = await tx.execute(sql`
    with recursive above as (
      select id, parent_id from whys where workspace_id = ${member.workspaceId} and tree_id = ${tree.id} and id = ${whyId}
      union all
      select w.id, w.parent_id from whys w join above a on w.id = a.parent_id
      where w.workspace_id = ${member.workspaceId} and w.tree_id = ${tree.id}
    ) select id from above`);
  return rows<{ id: string }>(found);
}

/** @throws Refusal when a why would come to stand below itself, or a branch too deep */
export async function requirePlace(tx: Database, member: Member, tree: OpenedTree, whyId: string, parentId: string) {
  const above = await listAbove(tx, member, tree, parentId);
  if (above.some(({ id }) => id === whyId)) refuse("invalid", "A why cannot stand below itself.");
  const below = await listBelow(tx, member, tree, whyId);
  requireDepth(above.length + Math.max(...below.map(({ level }) => level)));
}

/** @throws Refusal when the tree has no room for one more why below the parent */
export async function requireRoom(tx: Database, member: Member, tree: OpenedTree, parentId: string | null) {
  requireDepth(parentId ? (await listAbove(tx, member, tree, parentId)).length + 1 : 1);
  const inTree = and(eq(whys.workspaceId, member.workspaceId), eq(whys.treeId, tree.id), isNull(whys.removedAt));
  if ((await tx.$count(whys, inTree)) >= treeLimits.whys) refuse("invalid", tooMany);
}

function requireDepth(depth: number) {
  if (depth > treeLimits.depth) refuse("invalid", tooDeep);
}
export const tooDeep = `A tree is at most ${treeLimits.depth} whys deep.`;
export const tooMany = `A tree holds at most ${treeLimits.whys.toLocaleString("en")} whys.`;
