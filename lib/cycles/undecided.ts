import "server-only";
import { and, asc, count, eq, inArray, notExists, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { carryOvers, checks, improvements } from "@/db/schema";
import { openPhases } from "@/db/terms";
import type { Member } from "@/lib/access/member";

/**
 * The improvements of a cycle that wait for a decision. What was found effective and waits for its standard carries over
 * by itself (method 3.5).
 */
function isUndecided(db: Database, member: Member, cycleId: string) {
  const decided = db
    .select({ one: sql`1` })
    .from(carryOvers)
    .where(
      and(
        eq(carryOvers.workspaceId, member.workspaceId),
        eq(carryOvers.fromCycleId, cycleId),
        eq(carryOvers.improvementId, improvements.id),
      ),
    );
  const verdict = sql`(
    select ${checks.verdict} from ${checks}
    where ${checks.workspaceId} = ${improvements.workspaceId} and ${checks.improvementId} = ${improvements.id}
      and ${checks.iteration} = ${improvements.iteration}
    order by ${checks.givenAt} desc, ${checks.id} desc limit 1)`;
  return and(
    eq(improvements.workspaceId, member.workspaceId),
    eq(improvements.cycleId, cycleId),
    inArray(improvements.phase, [...openPhases]),
    sql`not (${improvements.phase} = 'act' and coalesce(${verdict}, '') = 'effective')`,
    notExists(decided),
  );
}

/** So many decisions are asked for on one page; the next come up as they are taken. */
const mostAtOnce = 10;

/** The oldest first. */
export function listUndecided(db: Database, member: Member, cycleId: string) {
  const { id, title, phase, carriedOver, createdAt, firstDueOn } = improvements;
  return db
    .select({ id, title, phase, carriedOver, createdAt, firstDueOn })
    .from(improvements)
    .where(isUndecided(db, member, cycleId))
    .orderBy(asc(createdAt), asc(id))
    .limit(mostAtOnce);
}

/** How many wait; of one alone, whether it does. */
export async function countUndecided(db: Database, member: Member, cycleId: string, improvementId?: string) {
  const one = improvementId ? eq(improvements.id, improvementId) : undefined;
  const [found] = await db
    .select({ waiting: count() })
    .from(improvements)
    .where(and(isUndecided(db, member, cycleId), one));
  return found?.waiting ?? 0;
}
