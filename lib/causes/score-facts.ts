import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { EvidenceType, Stance } from "@/db/terms";
import { rowId } from "@/lib/text/shapes";
import { evidenceStrength } from "./evidence-strength";
import { groupBy } from "./group-by";
import type { ScoreFacts } from "./score";
import type { Scope } from "./tree-rows";

/** What the score of a tree needs beside the tree. Three queries at once, whatever its size. */
export async function loadScoreFacts(db: Database, member: Scope, treeId: string): Promise<ScoreFacts> {
  if (!rowId.safeParse(treeId).success) return nothingSaid;
  const [problem, followed, proofs] = await Promise.all([
    problemFacts(db, member, treeId),
    followedWhys(db, member, treeId),
    proofsOfTargets(db, member, treeId),
  ]);
  const targets = groupBy(
    proofs,
    ({ whyId }) => whyId,
    (item) => item,
  );
  return {
    onlyCauseReason: problem?.onlyCauseReason ?? null,
    problem: {
      handOff: !!problem?.handOff,
      day: !!problem?.day,
      extent: !!problem?.extent,
      expected: !!problem?.expected,
    },
    followedIds: followed.map(({ id }) => id),
    targetStrengths: Object.fromEntries([...targets].map(([id, items]) => [id, evidenceStrength(items)])),
  };
}

const nothingSaid: ScoreFacts = {
  onlyCauseReason: null,
  problem: { handOff: false, day: false, extent: false, expected: false },
  followedIds: [],
  targetStrengths: {},
};

type ProblemRow = Record<"handOff" | "day" | "extent" | "expected", boolean | null> & {
  onlyCauseReason: string | null;
};

const problemFacts = async (db: Database, { workspaceId }: Scope, treeId: string) =>
  rows<ProblemRow>(
    await db.execute(sql`
      select t.only_cause_reason as "onlyCauseReason", bool_or(i.id is not null) as "day",
        bool_or(coalesce(btrim(i.hand_off), '') <> '') as "handOff",
        bool_or(coalesce(btrim(i.extent), '') <> '') as "extent",
        bool_or(i.no_agreed_standard or coalesce(btrim(i.expected), '') <> '') as "expected"
      from cause_trees t
      left join incident_trees it on it.workspace_id = t.workspace_id and it.tree_id = t.id
      left join incidents i on i.workspace_id = it.workspace_id and i.id = it.incident_id
      where t.workspace_id = ${workspaceId} and t.id = ${treeId}
      group by t.only_cause_reason`),
  )[0];

/**
 * An improvement that was neither cancelled nor abandoned acts on the why, on the why a cross-link points to, or on
 * their entry in the catalogue; or a sponsor accepted that entry.
 */
const followedWhys = async (db: Database, { workspaceId }: Scope, treeId: string) =>
  rows<{ id: string }>(
    await db.execute(sql`
      select w.id
      from whys w
      left join whys target on w.ending = 'same_as' and target.workspace_id = w.workspace_id
        and target.id = w.same_as_id and target.removed_at is null and target.ending = 'root_cause'
      left join root_causes cause on cause.workspace_id = w.workspace_id
        and cause.id = case w.ending when 'root_cause' then w.root_cause_id else target.root_cause_id end
      where w.workspace_id = ${workspaceId} and w.tree_id = ${treeId} and w.removed_at is null
        and w.ending in ('root_cause', 'same_as')
        and (cause.accepted_at is not null
          or exists (
            select 1 from improvement_whys link
            join improvements i on i.workspace_id = link.workspace_id and i.id = link.improvement_id
            where link.workspace_id = w.workspace_id and link.why_id in (w.id, target.id)
              and i.phase not in ('cancelled', 'abandoned'))
          or exists (
            select 1 from improvement_root_causes link
            join improvements i on i.workspace_id = link.workspace_id and i.id = link.improvement_id
            where link.workspace_id = w.workspace_id and link.root_cause_id = cause.id
              and i.phase not in ('cancelled', 'abandoned')))`),
  );

type Proof = { whyId: string; type: EvidenceType; stance: Stance; sideId: string | null };

/** The evidence on cross-link targets in other trees; that of this tree is in the tree itself. */
const proofsOfTargets = async (db: Database, { workspaceId }: Scope, treeId: string) =>
  rows<Proof>(
    await db.execute(sql`
      select distinct e.id, e.why_id as "whyId", e.type, e.stance, e.side_id as "sideId"
      from whys w
      join whys target on target.workspace_id = w.workspace_id and target.id = w.same_as_id
        and target.removed_at is null and target.tree_id <> w.tree_id
      join evidence e on e.workspace_id = target.workspace_id and e.why_id = target.id and e.removed_at is null
      where w.workspace_id = ${workspaceId} and w.tree_id = ${treeId} and w.removed_at is null
        and w.ending = 'same_as'`),
  );
