import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { type Member, sideIn } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { refuse } from "@/lib/refusal";
import { rowId } from "@/lib/text/shapes";
import { forgottenMs } from "./here";

/** Which page of a tree somebody has before them, and where on it. `end` and `whole` belong to reading aloud. */
const shownPlace = z.object({
  view: z.enum(["outline", "diagram", "read-back"]),
  why: rowId.nullable(),
  end: rowId.nullable(),
  whole: z.boolean(),
});
export type ShownPlace = z.output<typeof shownPlace>;

/** Somebody who shows a tree to everyone who has it before them. */
export type Showing = {
  tree: string;
  tab: string;
  member: string;
  name: string;
  side: string | null; // the team; none: neutral
  /** When they began, in ms as the database counts them: whoever began later has taken over. */
  begun: number;
  place: ShownPlace;
};

/**
 * What a notification says. `at`: when it was said, as the database counts it. `lastsMs`: how long it holds unless it is
 * said again; 0: it has ended.
 */
export type ToldShowing = Showing & { w: string; at: number; lastsMs: number };
/** A copy of the program that has only begun to listen asks the others what is shown. */
export type AskedShowing = { asks: "what" };
export const showingChannel = "common_cause_showing";

/** A page that is left may be loaded anew: for so long it is waited for. */
export const returningMs = 10_000;

export const showingInput = z.object({
  tab: rowId,
  /** As it was answered when they began; null begins, and takes over from whoever shows the tree. */
  begun: z.number().int().positive().nullable(),
  place: shownPlace,
  going: z.enum(["on", "leaving", "ended"]).default("on"),
});

/** Leads, owners, and a member of neither side, who facilitates (product: sides). Of the two sides nobody leads the other. */
export const mayShow = (member: Member, relationship: { firstTeamId: string; secondTeamId: string }): boolean =>
  ["owner", "lead"].includes(member.role) || (member.role === "member" && sideIn(member, relationship) === null);

/** A tree's problem and the two teams of its relationship; undefined when there is no such tree in this workspace. */
export async function treeHead(db: Database, { workspaceId }: Member, treeId: string) {
  if (!z.uuid().safeParse(treeId).success) return undefined;
  return rows<{ problem: string; firstTeamId: string; secondTeamId: string; firstName: string; secondName: string }>(
    await db.execute(sql`
      select t.problem, r.first_team_id as "firstTeamId", r.second_team_id as "secondTeamId",
        a.name as "firstName", b.name as "secondName"
      from cause_trees t
      join relationships r on r.workspace_id = t.workspace_id and r.id = t.relationship_id
      join teams a on a.workspace_id = r.workspace_id and a.id = r.first_team_id
      join teams b on b.workspace_id = r.workspace_id and b.id = r.second_team_id
      where t.workspace_id = ${workspaceId} and t.id = ${treeId}`),
  )[0];
}

/**
 * Tells every copy what somebody shows. Nothing of it is kept.
 * @returns when they began: the page says it with all that follows
 * @throws Refusal when the tree is not in this workspace, or the member may not ask others to follow
 */
export async function tellShowing(db: Database, member: Member, treeId: string, given: unknown): Promise<number> {
  permit(member, "tree:show");
  const head = await treeHead(db, member, treeId);
  if (!head) refuse("not_found", "This cause tree does not exist.");
  const { going, begun, ...input } = showingInput.parse(given);
  if (!mayShow(member, head))
    refuse("forbidden", "A lead, an owner or a member of neither side may ask everyone to follow.");
  // One clock for all copies. Nobody can have begun in the future, where no one could take over from them.
  const { at } = one(
    rows<{ at: number }>(
      await db.execute(sql`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as at`),
    ),
  );
  const told: ToldShowing = {
    ...input,
    w: member.workspaceId,
    tree: treeId,
    member: member.id,
    name: member.name,
    side: member.teamId,
    begun: Math.min(begun ?? at, at),
    at,
    lastsMs: { on: forgottenMs, leaving: returningMs, ended: 0 }[going],
  };
  await tellAgain(db, told);
  return told.begun;
}

export const tellAgain = (db: Database, told: ToldShowing | AskedShowing) =>
  db.execute(sql`select pg_notify(${showingChannel}, ${JSON.stringify(told)})`);

/** What is shown where, as one copy has heard. */
export type Showings = {
  /** @returns whether something has changed by it */
  heard(told: ToldShowing, at: number): boolean;
  /** Forgets what was not heard of. @returns of which trees of which workspaces */
  forget(at: number): { workspaceId: string; tree: string }[];
  on(workspaceId: string, tree: string): Showing | null;
  of(workspaceId: string, at: number): Showing[];
  /** All of it, for a copy that has not heard it. */
  all(at: number): ToldShowing[];
};

type Kept = ToldShowing & { until: number; isOver: boolean };

export function showings(): Showings {
  // What has ended is remembered a while: a word of it that comes late begins nothing anew.
  const known = new Map<string, Kept>();
  const key = (workspaceId: string, tree: string) => `${workspaceId} ${tree}`;
  const shown = ({ w: _w, at: _at, lastsMs: _lasts, until: _until, isOver: _over, ...showing }: Kept): Showing =>
    showing;
  return {
    heard(told, at) {
      const before = known.get(key(told.w, told.tree));
      if (before && (before.begun > told.begun || (before.begun === told.begun && before.isOver))) return false;
      // Said again by a copy that had not yet heard what came after.
      if (before && before.begun === told.begun && before.at > told.at) return false;
      const isOver = told.lastsMs <= 0;
      known.set(key(told.w, told.tree), { ...told, isOver, until: at + (isOver ? forgottenMs : told.lastsMs) });
      return !isOver || (!!before && !before.isOver);
    },
    forget(at) {
      const gone = [...known.values()].filter(({ until }) => until <= at);
      for (const { w, tree } of gone) known.delete(key(w, tree));
      return gone.filter(({ isOver }) => !isOver).map(({ w, tree }) => ({ workspaceId: w, tree }));
    },
    on: (workspaceId, tree) => {
      const found = known.get(key(workspaceId, tree));
      return found && !found.isOver ? shown(found) : null;
    },
    of: (workspaceId, at) =>
      [...known.values()].filter(({ w, isOver, until }) => w === workspaceId && !isOver && until > at).map(shown),
    all: (at) =>
      [...known.values()]
        .filter(({ isOver, until }) => !isOver && until > at)
        .map((kept) => ({ ...shown(kept), w: kept.w, at: kept.at, lastsMs: kept.until - at })),
  };
}
