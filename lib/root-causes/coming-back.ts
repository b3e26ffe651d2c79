import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { checks, improvements } from "@/db/schema";
import type { Phase } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { type Deed, recordActivities } from "@/lib/activity/record";
import { nextTry, writeRecurrence } from "@/lib/improvements/came-back";
import { nextPhase } from "@/lib/improvements/pdca";
import { causesOfIncidents, theseIds } from "@/lib/incidents/causes-of";
import { refreshStagesOfRootCauses } from "@/lib/incidents/stage-keeping";
import { listEffectiveDaysOfCause } from "./cause-page";
import { improvementsOn } from "./links";
import { type Implementation, recurrenceOn } from "./recurrence";

/** An incident of a cause that something was done about before its day. */
type CameBack = { incidentId: string; title: string; rootCauseId: string; iteration: number; afterVerified: boolean };

/**
 * Call it in the deed by which incidents came to hang on a root cause, or moved to another day, right after the kept
 * sums and before the stages. An incident of a day strictly after a countermeasure or standard on the cause was in place
 * reopens that improvement (method 1.10), once for each of the two: what had been found effective goes back to plan,
 * what is still watched or worked on keeps its phase, for its verdict or its next try says it. Either way it is written
 * down, and its owner and its checker are told.
 */
export async function reopenRecurred(tx: Database, member: Member, incidentIds: readonly string[]): Promise<void> {
  if (incidentIds.length === 0) return;
  const found = await listCameBack(tx, member, incidentIds);
  if (found.size === 0) return;
  const deeds: Deed[] = [];
  const causes = new Set<string>();
  // In the order of their ids, so that two deeds at once wait for one another.
  const locked = await tx
    .select()
    .from(improvements)
    .where(and(eq(improvements.workspaceId, member.workspaceId), inArray(improvements.id, [...found.keys()])))
    .orderBy(asc(improvements.id))
    .for("update");
  for (const standing of locked) {
    let { phase, iteration } = standing;
    for (const cameBack of found.get(standing.id) ?? []) {
      const { incidentId, title, rootCauseId, afterVerified } = cameBack;
      const inPlace = cameBack.iteration === iteration;
      const reopened = inPlace && (await mayReopen(tx, { ...standing, phase, iteration }));
      const sign = { incidentId, rootCauseId, iteration: cameBack.iteration, afterVerified, reopened };
      const said = { ...sign, improvementId: standing.id, sign: "incident" as const };
      if (!(await writeRecurrence(tx, member, said, standing.ownerId))) continue;
      deeds.push({ verb: "improvement.came_back", subjectId: standing.id, details: { ...sign, title } });
      if (!reopened) continue;
      causes.add(rootCauseId);
      const next = nextTry(iteration);
      await tx
        .update(improvements)
        .set({ ...next, version: sql`${improvements.version} + 1` })
        .where(and(eq(improvements.workspaceId, member.workspaceId), eq(improvements.id, standing.id)));
      ({ phase, iteration } = next);
    }
  }
  if (causes.size > 0) await refreshStagesOfRootCauses(tx, member, [...causes]);
  await recordActivities(tx, member, deeds);
}

type Standing = Pick<typeof improvements.$inferSelect, "workspaceId" | "id" | "kind"> & {
  phase: Phase;
  iteration: number;
};

async function mayReopen(tx: Database, { workspaceId, id, kind, phase, iteration }: Standing): Promise<boolean> {
  const [latest] = await tx
    .select({ verdict: checks.verdict })
    .from(checks)
    .where(and(eq(checks.workspaceId, workspaceId), eq(checks.improvementId, id), eq(checks.iteration, iteration)))
    .orderBy(desc(checks.givenAt), desc(checks.id))
    .limit(1);
  // What came in with a file as closed was found effective, whoever said so.
  const verdict = phase === "closed" ? "effective" : (latest?.verdict ?? null);
  return nextPhase({ kind, phase, verdict }, "reopen") === "plan";
}

/** By improvement: the incidents that came back although it was the latest in place before their day. */
async function listCameBack(tx: Database, member: Member, incidentIds: readonly string[]) {
  const { workspaceId } = member;
  const hanging = rows<{ incidentId: string; title: string; occurredOn: string; rootCauseId: string }>(
    await tx.execute(sql`
      select distinct n.id as "incidentId", n.title, n.occurred_on::text as "occurredOn",
        h.root_cause_id as "rootCauseId"
      from (${causesOfIncidents(workspaceId, theseIds(incidentIds))}) h
      join incidents n on n.workspace_id = ${workspaceId} and n.id = h.incident_id and n.stage <> 'withdrawn'
      order by "occurredOn", "incidentId", "rootCauseId"`),
  );
  const byImprovement = new Map<string, CameBack[]>();
  const causeIds = [...new Set(hanging.map(({ rootCauseId }) => rootCauseId))];
  if (causeIds.length === 0) return byImprovement;
  const done = await listImplementations(tx, member, causeIds);
  for (const rootCauseId of causeIds) {
    const onCause = done.filter((one) => one.rootCauseId === rootCauseId);
    if (onCause.length === 0) continue;
    const effectiveOn = await listEffectiveDaysOfCause(tx, member, rootCauseId);
    for (const { incidentId, title, occurredOn, rootCauseId: of } of hanging) {
      if (of !== rootCauseId) continue;
      const recurrence = recurrenceOn(occurredOn, onCause, effectiveOn);
      if (!recurrence) continue;
      const { improvementId, iteration } = recurrence.after;
      const { afterVerified } = recurrence;
      const others = byImprovement.get(improvementId) ?? [];
      byImprovement.set(improvementId, [...others, { incidentId, title, rootCauseId, iteration, afterVerified }]);
    }
  }
  return byImprovement;
}

type Done = Implementation & { rootCauseId: string; iteration: number };

/** Every try on the causes that was put in place, the later one first among those of a day. */
async function listImplementations(tx: Database, member: Member, rootCauseIds: readonly string[]): Promise<Done[]> {
  const found = await tx.execute(sql`
    select a.root_cause_id as "rootCauseId", i.id as "improvementId", i.title, i.kind, p.iteration,
      p.implemented_on::text as "implementedOn"
    from ${improvementsOn(member, rootCauseIds)} a
    join improvements i on i.workspace_id = ${member.workspaceId} and i.id = a.improvement_id
      and i.kind in ('countermeasure', 'standard')
    join predictions p on p.workspace_id = i.workspace_id and p.improvement_id = i.id
    where p.implemented_on is not null
    order by p.implemented_on desc, p.iteration desc, p.id desc`);
  return rows<Done>(found);
}
