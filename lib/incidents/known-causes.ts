import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { incidentRootCauses } from "@/db/schema";
import { endStages } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { reopenRecurred } from "@/lib/root-causes/coming-back";
import { lockStandingEntry, type StandingEntry } from "@/lib/root-causes/standing-entry";
import { lockIncident } from "./commands";
import { refreshFriction } from "./kept-friction";
import { refreshStages } from "./stage-keeping";

type Link = { incidentId: string; rootCauseId: string };

/** Says that a known root cause stands behind an incident: it needs no tree of its own and is improving from here on. */
export async function linkRootCause(db: Database, member: Member, { incidentId, rootCauseId }: Link): Promise<void> {
  permit(member, "incident:edit");
  await db.transaction(async (tx) => {
    await requireOpen(tx, member, incidentId);
    const cause = await requireRootCause(tx, member, rootCauseId);
    const [linked] = await tx
      .insert(incidentRootCauses)
      .values({ workspaceId: member.workspaceId, incidentId, rootCauseId: cause.id, linkedById: member.id })
      .onConflictDoNothing()
      .returning({ rootCauseId: incidentRootCauses.rootCauseId });
    if (!linked) return; // linked already: a double click is one deed
    await refreshFriction(tx, member.workspaceId, [incidentId]);
    await reopenRecurred(tx, member, [incidentId]);
    await refreshStages(tx, member, [incidentId]);
    const details = { rootCauseId: cause.id, text: cause.text };
    await recordActivity(tx, member, "incident.root_cause_linked", incidentId, details);
  });
}

/** Takes the link back; the undo of linking. A root cause that a tree ends in is not a link and stays. */
export async function unlinkRootCause(db: Database, member: Member, { incidentId, rootCauseId }: Link): Promise<void> {
  permit(member, "incident:edit");
  await db.transaction(async (tx) => {
    await requireOpen(tx, member, incidentId);
    const cause = await requireRootCause(tx, member, rootCauseId);
    const [unlinked] = await tx
      .delete(incidentRootCauses)
      .where(
        and(
          eq(incidentRootCauses.workspaceId, member.workspaceId),
          eq(incidentRootCauses.incidentId, incidentId),
          eq(incidentRootCauses.rootCauseId, cause.id),
        ),
      )
      .returning({ rootCauseId: incidentRootCauses.rootCauseId });
    if (!unlinked) return;
    await refreshFriction(tx, member.workspaceId, [incidentId]);
    await refreshStages(tx, member, [incidentId]);
    const details = { rootCauseId: cause.id, text: cause.text };
    await recordActivity(tx, member, "incident.root_cause_unlinked", incidentId, details);
  });
}

async function requireOpen(tx: Database, member: Member, incidentId: string) {
  const { stage } = await lockIncident(tx, member, incidentId);
  if (endStages.some((end) => end === stage)) refuse("conflict", "That incident has ended. Reopen it first.");
}

/** The entry that stands for it today: a list may show one that was merged a moment ago. */
async function requireRootCause(tx: Database, member: Member, rootCauseId: string): Promise<StandingEntry> {
  const found = await lockStandingEntry(tx, member.workspaceId, rootCauseId);
  const refused = { rootCauseId: ["Choose one from the list."] };
  return found ?? refuse("not_found", "This root cause does not exist.", refused);
}
