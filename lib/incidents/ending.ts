import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { incidents, perspectives } from "@/db/schema";
import { endStages, type IncidentStage } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { reopenRecurred } from "@/lib/root-causes/coming-back";
import { inPlace, lockIncident } from "./commands";
import { loadIncidentFacts } from "./incident-facts";
import { refreshFriction } from "./kept-friction";
import { closingFaults, endingWithoutAnalysisFaults, type IncidentFacts, type StageFault } from "./stages";

/** The stages that only a person enters or leaves (method 1.1). Each of these deeds is one activity, stage included. */

type Ended = { incidentId: string };
type Reasoned = Ended & { reason: string };

/** Closes an incident: every tree is settled, every root cause mended or accepted. What is missing is named. */
export async function closeIncident(db: Database, member: Member, { incidentId }: Ended): Promise<void> {
  permit(member, "incident:end");
  await end(db, member, incidentId, "closed", null, closingFaults);
}

/** Ends an incident that is none after all. The written reason is kept. */
export async function withdrawIncident(db: Database, member: Member, { incidentId, reason }: Reasoned): Promise<void> {
  permit(member, "incident:end");
  await end(db, member, incidentId, "withdrawn", reason, (facts) => endingWithoutAnalysisFaults(facts, reason));
}

/** Ends an incident whose harm was repaired and whose cause nobody will look for. The written reason is kept. */
export async function containOnly(db: Database, member: Member, { incidentId, reason }: Reasoned): Promise<void> {
  permit(member, "incident:end");
  await end(db, member, incidentId, "contained_only", reason, (facts) => endingWithoutAnalysisFaults(facts, reason));
}

/** The undo of logging: whoever logged an incident takes it back, as long as nothing has come of it. */
export async function takeBackIncident(db: Database, member: Member, { incidentId }: Ended): Promise<void> {
  permit(member, "incident:log");
  await db.transaction(async (tx) => {
    const answers = await tx
      .select({ id: perspectives.id })
      .from(perspectives)
      .where(
        and(
          eq(perspectives.workspaceId, member.workspaceId),
          eq(perspectives.incidentId, incidentId),
          ne(perspectives.writtenById, member.id),
        ),
      )
      .limit(1);
    await end(tx, member, incidentId, "withdrawn", "Taken back by whoever logged it.", (_facts, incident) => {
      if (incident.loggedById !== member.id) {
        const message = "Only whoever logged an incident takes it back. A lead can withdraw it.";
        return [{ code: "not_yours", message }];
      }
      if (incident.stage === "reported" && answers.length === 0) return [];
      return [{ code: "under_way", message: "Others work on it by now. A lead can withdraw it with a reason." }];
    });
  });
}

const isEnded = (stage: IncidentStage) => endStages.some((end) => end === stage);

async function end(
  db: Database,
  member: Member,
  incidentId: string,
  stage: (typeof endStages)[number],
  reason: string | null,
  faultsOf: (facts: IncidentFacts, incident: { loggedById: string; stage: IncidentStage }) => StageFault[],
): Promise<void> {
  await db.transaction(async (tx) => {
    const incident = await lockIncident(tx, member, incidentId);
    if (isEnded(incident.stage)) refuse("conflict", "That incident has ended. Reopen it first.");
    const known = (await loadIncidentFacts(tx, member.workspaceId, [incidentId])).get(incidentId);
    if (!known) throw new Error("A locked incident has no facts.");
    const faults = faultsOf(known.facts, incident);
    if (faults.length > 0) refuse("invalid", faults.map(({ message }) => message).join(" "));
    await tx
      .update(incidents)
      .set({
        stage,
        stageReason: reason,
        closedAt: sql`now()`,
        firstClosedAt: sql`coalesce(${incidents.firstClosedAt}, now())`,
      })
      .where(inPlace(member, incidentId));
    if (stage === "withdrawn") await refreshFriction(tx, member.workspaceId, [incidentId]);
    const details = { from: incident.stage, ...(reason === null ? {} : { reason }) };
    await recordActivity(tx, member, `incident.${stage}`, incidentId, details);
  });
}

/** Takes an ended incident up again: in analysis where it has a tree, else reported. Its first closing stays known. */
export async function reopenIncident(db: Database, member: Member, { incidentId, reason }: Reasoned): Promise<void> {
  permit(member, "incident:end");
  await db.transaction(async (tx) => {
    const incident = await lockIncident(tx, member, incidentId);
    if (!isEnded(incident.stage)) refuse("conflict", "That incident is open.");
    const known = (await loadIncidentFacts(tx, member.workspaceId, [incidentId])).get(incidentId);
    const stage = known && known.facts.trees.length > 0 ? "analysing" : "reported";
    await tx.update(incidents).set({ stage, stageReason: reason, closedAt: null }).where(inPlace(member, incidentId));
    if (incident.stage === "withdrawn") {
      await refreshFriction(tx, member.workspaceId, [incidentId]);
      await reopenRecurred(tx, member, [incidentId]);
    }
    await recordActivity(tx, member, "incident.reopened", incidentId, { from: incident.stage, to: stage, reason });
  });
}
