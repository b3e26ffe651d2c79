import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { standardReviews, standards } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { addDays, todayOf } from "@/lib/text/days";
import { nextTry, writeRecurrence } from "./came-back";
import { defaultReviewDays } from "./check-window";
import { requireNoFaults } from "./faults";
import { type Deed, type OpenedImprovement, onImprovement } from "./improvement-deed";
import type { StandardInput, StandardReviewInput } from "./input";
import { nowInDatabase } from "./instant";
import { standardFaults } from "./pdca";
import { requireSomebodyWhoMay } from "./people";
import { mayReopen } from "./sustaining";

/**
 * Writes the verified way of working down, or rewords it: what was found effective is kept by a named person, who looks
 * at it on a day. After a reopening the old text is where the next one begins.
 */
export function writeStandard(db: Database, member: Member, input: StandardInput): Promise<void> {
  const { text, ownerId, trainedRoles, slipMeasure, reviewOn } = input;
  return onImprovement(db, member, "improvement:work", input, async (tx, improvement) => {
    requireEffective(improvement);
    const standing = await findStandard(tx, improvement);
    if (standing?.ownerId !== ownerId)
      await requireSomebodyWhoMay(tx, member, "improvement:work", { id: ownerId, field: "ownerId" });
    if (standing?.reviewOn !== reviewOn && reviewOn < todayOf(member)) {
      const past = "Its review is on a day to come.";
      refuse("invalid", past, { reviewOn: [past] });
    }
    const words = { text, ownerId, trainedRoles, slipMeasure, reviewOn };
    const isFresh = standing && isOfThisTry(standing, improvement);
    const written = isFresh ? words : { ...words, writtenById: member.id, writtenAt: nowInDatabase() };
    if (standing)
      await tx
        .update(standards)
        .set({ ...written, version: sql`${standards.version} + 1` })
        .where(inPlace(standing));
    else
      await tx.insert(standards).values({
        ...words,
        id: v7(),
        workspaceId: member.workspaceId,
        improvementId: improvement.id,
        writtenById: member.id,
        writtenAt: nowInDatabase(),
      });
    return { verb: isFresh ? "improvement.standard_changed" : "improvement.standard_written", details: words };
  });
}

/**
 * A look at the standard on its day. The first that finds it holding closes the improvement (act → closed); every one
 * names the next day. "It does not hold" is treated like a recurrence: back to plan. Sent twice, it is one look.
 */
export function reviewStandard(db: Database, member: Member, input: StandardReviewInput): Promise<void> {
  const { improvementId, version, id, seen } = input;
  return onImprovement(db, member, "improvement:work", { improvementId }, async (tx, improvement) => {
    const standard = await findStandard(tx, improvement);
    if (standard && (await isReviewed(tx, member, id, standard.id))) return undefined;
    if (version !== improvement.version)
      refuse("conflict", "This improvement was changed meanwhile. Look at it as it stands now, then decide.");
    requireEffective(improvement);
    if (!standard || !isOfThisTry(standard, improvement)) refuse("conflict", "Write the standard first.");
    const today = todayOf(member);
    if (standard.reviewOn > today) refuse("conflict", `Its review is on ${standard.reviewOn}, not before.`);
    const holds = input.holds === "yes";
    const nextReviewOn = holds ? (input.nextReviewOn ?? addDays(today, defaultReviewDays)) : today;
    if (holds && nextReviewOn <= today) {
      const past = "The next review is on a day to come.";
      refuse("invalid", past, { nextReviewOn: [past] });
    }
    const by = { sideId: improvement.memberSideId, reviewedById: member.id, reviewedAt: nowInDatabase() };
    await tx
      .insert(standardReviews)
      .values({ ...by, id, workspaceId: member.workspaceId, standardId: standard.id, holds, seen, nextReviewOn });
    await tx.update(standards).set({ reviewOn: nextReviewOn }).where(inPlace(standard));
    return holds ? held(improvement, standard, { seen, nextReviewOn }) : slipped(tx, member, improvement, seen);
  });
}

function held(
  improvement: OpenedImprovement,
  standard: Standard,
  details: { seen: string; nextReviewOn: string },
): Deed {
  const verb = "improvement.standard_reviewed";
  const { phase, verdict } = improvement;
  if (phase === "closed") return { verb, details: { holds: true, ...details } };
  requireNoFaults(standardFaults({ ...standard, phase, verdict, firstReviewPassed: true }));
  return { verb, details: { holds: true, closed: true, ...details }, set: { phase: "closed" }, moves: true };
}

async function slipped(tx: Database, member: Member, improvement: OpenedImprovement, seen: string): Promise<Deed> {
  const { id: improvementId, iteration, ownerId } = improvement;
  const reopened = mayReopen(improvement);
  const sign = { improvementId, iteration, sign: "standard_review" as const, afterVerified: true, reopened };
  await writeRecurrence(tx, member, sign, ownerId);
  const details = { holds: false, seen, reopened, iteration };
  return { verb: "improvement.standard_reviewed", details, set: nextTry(iteration), moves: true };
}

type Standard = typeof standards.$inferSelect;

function requireEffective({ phase, verdict }: OpenedImprovement): void {
  if ((phase === "act" || phase === "closed") && verdict === "effective") return;
  refuse("conflict", "Only what was found effective becomes a standard.");
}

/** Written for what was found effective now, not for an earlier try that came back. */
const isOfThisTry = ({ writtenAt }: Standard, { verdictAt }: OpenedImprovement) =>
  verdictAt === null || writtenAt >= verdictAt;

async function findStandard(tx: Database, { workspaceId, id }: OpenedImprovement): Promise<Standard | undefined> {
  const [standard] = await tx
    .select()
    .from(standards)
    .where(and(eq(standards.workspaceId, workspaceId), eq(standards.improvementId, id)));
  return standard;
}

const inPlace = ({ workspaceId, id }: Standard) => and(eq(standards.workspaceId, workspaceId), eq(standards.id, id));

async function isReviewed(tx: Database, member: Member, id: string, standardId: string): Promise<boolean> {
  const mine = and(
    eq(standardReviews.workspaceId, member.workspaceId),
    eq(standardReviews.id, id),
    eq(standardReviews.standardId, standardId),
  );
  return (await tx.select({ id: standardReviews.id }).from(standardReviews).where(mine)).length > 0;
}
