import "server-only";
import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { improvements } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refreshStagesOfRootCauses } from "@/lib/incidents/stage-keeping";
import { refuse } from "@/lib/refusal";
import { requireRelationship } from "@/lib/teams/queries";
import { requireNoFaults } from "./faults";
import { listCausesActedOn, type OpenedImprovement, onImprovement } from "./improvement-deed";
import type { EditImprovementInput, PlanImprovementInput } from "./input";
import { insertLinks } from "./linking";
import { type FieldFault, isOpenPhase } from "./pdca";
import { requireSomebodyWhoMay } from "./people";

/**
 * Plans an improvement: from a why, from a root cause, or loose for now. Sending the same id again answers with the one
 * that stands.
 */
export async function planImprovement(
  db: Database,
  member: Member,
  input: PlanImprovementInput,
): Promise<{ id: string }> {
  permit(member, "improvement:plan");
  const { whyId, rootCauseId, ...plan } = input;
  return db.transaction(async (tx) => {
    await requireRelationship(tx, member, plan.relationshipId);
    if (plan.ownerId)
      await requireSomebodyWhoMay(tx, member, "improvement:work", { id: plan.ownerId, field: "ownerId" });
    const row = { ...plan, workspaceId: member.workspaceId, plannedById: member.id, firstDueOn: plan.dueOn };
    const [planned] = await tx
      .insert(improvements)
      .values(row)
      .onConflictDoNothing({ target: improvements.id })
      .returning({ id: improvements.id });
    if (!planned) return requireOwnPlan(tx, member, plan.id);
    await insertLinks(tx, member, plan, { whyId, rootCauseId });
    await refreshStagesOfRootCauses(tx, member, await listCausesActedOn(tx, member, plan.id));
    const { title, kind } = plan;
    await recordActivity(tx, member, "improvement.planned", plan.id, { title, kind, whyId, rootCauseId });
    return { id: plan.id };
  });
}

async function requireOwnPlan(tx: Database, member: Member, id: string) {
  const { workspaceId, id: plannedById } = member;
  const mine = and(
    eq(improvements.workspaceId, workspaceId),
    eq(improvements.id, id),
    eq(improvements.plannedById, plannedById),
  );
  const [standing] = await tx.select({ id: improvements.id }).from(improvements).where(mine);
  return standing ?? refuse("conflict", "Please load the page again.");
}

/** Changes title, kind, owner, day and strength as far as the phase leaves them open. The first due day is kept. */
export function editImprovement(db: Database, member: Member, input: EditImprovementInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", input, async (tx, improvement) => {
    const { title, kind, ownerId, dueOn, strength } = input;
    const wanted = { title, kind, ownerId, dueOn, strength };
    const fields = Object.keys(wanted) as (keyof typeof wanted)[];
    const changed = fields.filter((field) => wanted[field] !== improvement[field]);
    if (changed.length === 0) return undefined;
    if (!isOpenPhase(improvement.phase))
      refuse("conflict", "This improvement has ended. What was written stays as it is.");
    const owner =
      wanted.ownerId && changed.includes("ownerId")
        ? await requireSomebodyWhoMay(tx, member, "improvement:work", { id: wanted.ownerId, field: "ownerId" })
        : undefined;
    if (improvement.phase !== "plan") requireNoFaults(faultsOnceStarted(improvement, wanted, owner));
    const of = (row: typeof wanted) => Object.fromEntries(changed.map((field) => [field, row[field]]));
    return {
      verb: "improvement.edited",
      set: { ...wanted, firstDueOn: improvement.firstDueOn ?? wanted.dueOn },
      details: { before: of({ ...wanted, ...improvement }), after: of(wanted) },
      moves: changed.includes("kind"),
    };
  });
}

/** What the start asked for has to hold on. `owner` is a new one. */
function faultsOnceStarted(
  { kind, strength, ownerSideId, sideIds }: OpenedImprovement,
  wanted: Pick<EditImprovementInput, "kind" | "strength" | "dueOn" | "ownerId">,
  owner: { teamId: string | null } | undefined,
): FieldFault[] {
  const sideOf = (teamId: string | null) => (teamId && sideIds.includes(teamId) ? teamId : null);
  const faults: [boolean, string, string][] = [
    [wanted.kind !== kind, "kind", "The kind is fixed once work has started."],
    [wanted.strength !== strength, "strength", "The strength is fixed once work has started."],
    [!wanted.dueOn, "dueOn", "Work has started: it needs a day by which it is in place."],
    [!wanted.ownerId, "ownerId", "Work has started: it needs an owner."],
    // Else the side that does the work could come to judge it.
    [
      !!owner && sideOf(owner.teamId) !== ownerSideId,
      "ownerId",
      "Work has started: choose somebody of the same side, so that the verdict stays with the other.",
    ],
  ];
  return faults.filter(([broken]) => broken).map(([, field, message]) => ({ field, message }));
}
