import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { readBacks, whys } from "@/db/schema";
import type { Category, Ending, ReadBackAnswer, WhyStatus } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { type CauseTree, depthOf, isLive, type TreeWhy, treeIndex } from "@/lib/causes/cause-tree";
import { rootCauseWhys } from "@/lib/causes/gates";
import { groupBy } from "@/lib/causes/group-by";
import { agreedByBothSides, standingReadBack } from "@/lib/causes/read-back";
import { whyColumns } from "@/lib/causes/tree-rows";

export type OutlineLine = {
  id: string;
  depth: number; // 0 for a first why
  text: string;
  status: WhyStatus;
  ending: Ending | null;
  category: Category | null;
  settled: boolean; // both sides agree with it
  answers: (ReadBackAnswer | null)[]; // of the first side, then of the second
};

/** A cause tree in a few lines, for the pages of its incidents. */
export type TreeOutline = {
  id: string;
  problem: string;
  settledAt: Date | null;
  whys: number; // refuted ones too
  rootCauses: number; // live whys that end in one
  incidents: number; // that it serves, this one too
  apartSideId: string | null; // the side that draws it by itself
  lines: OutlineLine[];
  more: number; // live whys that the lines leave out
};

const shownLines = 12;
/** Beyond so many whys a tree is read only in part: its own page is the place for it. */
const mostWhys = 600;

/** The cause trees of an incident, oldest first, each with its first live whys. Three queries, however many trees. */
export async function listTreeOutlines(db: Database, member: Member, incidentId: string): Promise<TreeOutline[]> {
  const { workspaceId } = member;
  const mine = sql`(select tree_id from incident_trees
    where workspace_id = ${workspaceId} and incident_id = ${incidentId})`;
  const standing = and(eq(whys.workspaceId, workspaceId), inArray(whys.treeId, mine), isNull(whys.removedAt));
  const [heads, found, answers] = await Promise.all([
    loadHeads(db, member, incidentId),
    db
      .select({ treeId: whys.treeId, ...whyColumns })
      .from(whys)
      .where(standing)
      .orderBy(asc(whys.createdAt), asc(whys.id))
      .limit(mostWhys),
    db
      .select({
        whyId: readBacks.whyId,
        sideId: readBacks.sideId,
        answer: readBacks.answer,
        mark: readBacks.mark,
        at: readBacks.at,
      })
      .from(readBacks)
      .innerJoin(whys, and(eq(whys.workspaceId, readBacks.workspaceId), eq(whys.id, readBacks.whyId)))
      .where(standing)
      .limit(2 * mostWhys),
  ]);
  const answersOf = groupBy(
    answers,
    ({ whyId }) => whyId,
    ({ whyId: _, at, ...answer }) => ({ ...answer, at: at.toISOString(), reason: null, by: "" }),
  );
  const whysOf = groupBy(
    found,
    ({ treeId }) => treeId,
    ({ treeId: _, authorId, ...why }): TreeWhy => ({
      ...why,
      author: authorId,
      evidence: [],
      readBacks: answersOf.get(why.id) ?? [],
      findings: [],
      openInvestigations: 0,
    }),
  );
  return heads.map((head) => outlineOf(head, whysOf.get(head.id) ?? []));
}

type Head = Pick<TreeOutline, "id" | "problem" | "settledAt" | "whys" | "incidents" | "apartSideId"> & {
  sideIds: readonly [string, string];
};

async function loadHeads(db: Database, member: Member, incidentId: string): Promise<Head[]> {
  const { workspaceId } = member;
  const found = await db.execute(sql`
    select t.id, t.problem, t.settled_at, r.first_team_id, r.second_team_id, (
      select count(*)::int from whys w
      where w.workspace_id = ${workspaceId} and w.tree_id = t.id and w.removed_at is null) as whys, (
      select count(*)::int from incident_trees o
      where o.workspace_id = ${workspaceId} and o.tree_id = t.id) as incidents, t.apart_side_id
    from incident_trees it
    join cause_trees t on t.workspace_id = it.workspace_id and t.id = it.tree_id
    join relationships r on r.workspace_id = t.workspace_id and r.id = t.relationship_id
    where it.workspace_id = ${workspaceId} and it.incident_id = ${incidentId}
    order by t.created_at, t.id limit 20`);
  type Row = Omit<Head, "settledAt" | "sideIds" | "apartSideId"> & {
    settled_at: string | null;
    apart_side_id: string | null;
    first_team_id: string;
    second_team_id: string;
  };
  return rows<Row>(found).map(({ settled_at, first_team_id, second_team_id, apart_side_id, ...head }) => ({
    ...head,
    apartSideId: apart_side_id,
    settledAt: settled_at === null ? null : new Date(settled_at),
    sideIds: [first_team_id, second_team_id],
  }));
}

function outlineOf({ sideIds, ...head }: Head, found: TreeWhy[]): TreeOutline {
  const tree: CauseTree = {
    ...head,
    problemFindings: [],
    sideIds,
    whys: connected(found),
    targets: [],
    perspectiveSideIds: [],
  };
  const index = treeIndex(tree);
  const live = index.inOrder.filter((why) => isLive(index, why.id));
  const lines = live.slice(0, shownLines).map(
    (why): OutlineLine => ({
      id: why.id,
      depth: depthOf(index, why.id) - 1,
      text: why.text,
      status: why.status,
      ending: why.ending,
      category: why.category,
      settled: agreedByBothSides(index, why),
      answers: sideIds.map((sideId) => standingReadBack(index, why, sideId)?.answer ?? null),
    }),
  );
  return { ...head, rootCauses: rootCauseWhys(index).length, lines, more: live.length - lines.length };
}

/** Of a tree that was read in part, the whys whose way up to the problem was read, too. */
function connected(found: TreeWhy[]): TreeWhy[] {
  const known = new Map(found.map((why) => [why.id, why]));
  const hangs = new Map<string, boolean>();
  const leadsUp = (why: TreeWhy): boolean => {
    const walked: string[] = [];
    let at: TreeWhy | undefined = why;
    while (at && at.parentId !== null && !hangs.has(at.id)) {
      walked.push(at.id);
      at = known.get(at.parentId);
    }
    const whole = at !== undefined && (at.parentId === null || hangs.get(at.id) === true);
    for (const id of walked) hangs.set(id, whole);
    return whole;
  };
  return found.filter(leadsUp);
}
