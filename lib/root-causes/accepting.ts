import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rootCauses } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { refuse } from "@/lib/refusal";
import { dayIn } from "@/lib/text/days";
import type { AcceptInput, WithdrawAcceptanceInput } from "./input";
import { inPlace, onRootCauses, requireSeenVersion, requireStanding } from "./root-cause-deed";

/**
 * Keeps that a sponsor accepts a root cause, since mending costs more than recurring: with a reason and the day on which
 * it is looked at again. It counts as follow-through, and for closing an incident (method 1.7).
 */
export async function acceptRootCause(db: Database, member: Member, input: AcceptInput): Promise<void> {
  permit(member, "cause:accept");
  const { rootCauseId, version, sponsor, reason, reviewOn } = input;
  const past = "Choose a day that is still to come.";
  if (reviewOn <= dayIn(member.workspace.timeZone)) refuse("invalid", past, { reviewOn: [past] });
  await onRootCauses(db, member, [rootCauseId], async (tx, causes) => {
    const cause = requireStanding(causes, rootCauseId);
    const accepted = { acceptedBy: sponsor, acceptedReason: reason, acceptedReviewOn: reviewOn };
    const same = Object.entries(accepted).every(([field, value]) => cause[field as keyof typeof accepted] === value);
    if (same && cause.acceptedAt) return undefined; // sent twice
    requireSeenVersion(cause, version);
    await tx
      .update(rootCauses)
      .set({
        ...accepted,
        acceptedAt: sql`now()`,
        acceptanceRecordedById: member.id,
        version: sql`${rootCauses.version} + 1`,
      })
      .where(inPlace(member, cause.id));
    return { deeds: [{ verb: "root_cause.accepted", subjectId: cause.id, details: { sponsor, reason, reviewOn } }] };
  });
}

/** Takes the acceptance back: from here on the cause waits for something to be done about it again. */
export async function withdrawAcceptance(db: Database, member: Member, input: WithdrawAcceptanceInput): Promise<void> {
  permit(member, "cause:accept");
  await onRootCauses(db, member, [input.rootCauseId], async (tx, causes) => {
    const cause = requireStanding(causes, input.rootCauseId);
    if (!cause.acceptedAt) return undefined; // taken back already
    requireSeenVersion(cause, input.version);
    await tx
      .update(rootCauses)
      .set({
        acceptedBy: null,
        acceptedReason: null,
        acceptedReviewOn: null,
        acceptedAt: null,
        acceptanceRecordedById: null,
        version: sql`${rootCauses.version} + 1`,
      })
      .where(inPlace(member, cause.id));
    const details = { sponsor: cause.acceptedBy, reason: cause.acceptedReason, reviewOn: cause.acceptedReviewOn };
    return { deeds: [{ verb: "root_cause.acceptance_withdrawn", subjectId: cause.id, details }] };
  });
}
