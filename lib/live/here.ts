import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { rowId } from "@/lib/text/shapes";

/** Somebody who has a tree before them: in which tab, on which line, and whether they are typing in it. */
export type Here = {
  tab: string;
  tree: string;
  member: string;
  name: string;
  side: string | null; // the team; none: neutral
  why: string | null;
  isTyping: boolean;
};

/** What a notification says; `w` is the workspace, `n` counts what a tab says, for it may come in another order. */
export type ToldHere = Here & { w: string; gone: boolean; n: number };
export const hereChannel = "common_cause_here";

/** Whoever is not heard of for so long has gone: two beats of a page and a little. */
export const forgottenMs = 45_000;

export const hereInput = z.object({
  tab: rowId,
  why: rowId.nullable(),
  isTyping: z.boolean(),
  gone: z.boolean().default(false),
  n: z.number().int().nonnegative().default(0),
});

/** @throws Refusal when the tree is not in this workspace */
export async function requireTree(db: Database, { workspaceId }: Member, treeId: string): Promise<void> {
  const found = z.uuid().safeParse(treeId).success
    ? rows(await db.execute(sql`select 1 from cause_trees where workspace_id = ${workspaceId} and id = ${treeId}`))
    : [];
  if (found.length === 0) refuse("not_found", "This cause tree does not exist.");
}

/** Tells every copy who is where. Nothing of it is kept: it is true for a moment only. */
export async function tellHere(
  db: Database,
  member: Member,
  tree: string,
  input: z.output<typeof hereInput>,
): Promise<void> {
  const told: ToldHere = {
    ...input,
    w: member.workspaceId,
    tree,
    member: member.id,
    name: member.name,
    side: member.teamId,
  };
  await db.execute(sql`select pg_notify(${hereChannel}, ${JSON.stringify(told)})`);
}

/** Who is where, as one copy has heard. */
export type Presence = {
  /** @returns the trees on which something has changed by it */
  heard(told: ToldHere, at: number): string[];
  /** Forgets whoever was not heard of. @returns on which trees of which workspaces */
  forget(at: number): { workspaceId: string; trees: string[] }[];
  on(workspaceId: string, tree: string): Here[];
  trees(workspaceId: string): string[];
};

export function presence(): Presence {
  // Whoever has gone is known for a while: what they said before may come after it.
  const all = new Map<string, Map<string, Here & { n: number; gone: boolean; until: number }>>();
  const among = (workspaceId: string) => [...(all.get(workspaceId)?.values() ?? [])].filter(({ gone }) => !gone);
  return {
    heard({ w, ...here }, at) {
      const tabs = all.get(w) ?? new Map();
      all.set(w, tabs);
      const before = tabs.get(here.tab);
      if (before && here.n < before.n) return [];
      tabs.set(here.tab, { ...here, until: at + forgottenMs });
      return [...new Set([here.tree, before?.tree ?? here.tree])];
    },
    forget(at) {
      return [...all].flatMap(([workspaceId, tabs]) => {
        const over = [...tabs.values()].filter(({ until }) => until <= at);
        for (const { tab } of over) tabs.delete(tab);
        if (tabs.size === 0) all.delete(workspaceId);
        const trees = [...new Set(over.filter(({ gone }) => !gone).map(({ tree }) => tree))];
        return trees.length > 0 ? [{ workspaceId, trees }] : [];
      });
    },
    on: (workspaceId, tree) =>
      among(workspaceId)
        .filter((here) => here.tree === tree)
        .map(({ until: _, n: __, gone: ___, ...here }) => here),
    trees: (workspaceId) => [...new Set(among(workspaceId).map(({ tree }) => tree))],
  };
}
