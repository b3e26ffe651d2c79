import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { cycleReviews, huddles, objectiveReviews, objectives } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { addDays, todayOf } from "@/lib/text/days";
import { onCycle, onObjective } from "./cycle-deed";
import type { HoldHuddleInput, ReviewObjectiveInput, ReviewYearInput } from "./input";

const overtaken = "Somebody wrote on this meanwhile.";

/** The weekly quarter of an hour: one for each day, written together; saying it again changes what was said. */
export function holdHuddle(db: Database, member: Member, input: HoldHuddleInput): Promise<void> {
  return onCycle(db, member, "cycle:write", { cycleId: input.cycleId }, async (tx, cycle) => {
    if (cycle.phase !== "running") refuse("conflict", "Huddles are held while the cycle runs.");
    const { moved, stuck, help, version } = input;
    if (!moved && !stuck && !help) {
      const words = "Write at least one of the three.";
      refuse("invalid", words, { moved: [words] });
    }
    const heldOn = todayOf(member);
    const { workspaceId } = member;
    const today = and(eq(huddles.workspaceId, workspaceId), eq(huddles.cycleId, cycle.id), eq(huddles.heldOn, heldOn));
    const [standing] = await tx.select().from(huddles).where(today);
    if (standing?.moved === moved && standing?.stuck === stuck && standing?.help === help) return undefined;
    if ((standing?.version ?? null) !== version) refuse("conflict", overtaken, undefined, standing);
    const said = { moved, stuck, help, writtenById: member.id };
    if (standing) {
      await tx
        .update(huddles)
        .set({ ...said, version: sql`${huddles.version} + 1` })
        .where(today);
    } else await tx.insert(huddles).values({ ...said, id: v7(), workspaceId, cycleId: cycle.id, heldOn });
    return { verb: "cycle.huddle_held", details: { heldOn, help } };
  });
}

/** A quarterly review may take more than one meeting. */
const daysOfOneReview = 14;

/** Continue, adapt or stop, with the reason, in the quarterly review of these days; the first decision begins it. */
export function reviewObjective(db: Database, member: Member, input: ReviewObjectiveInput): Promise<void> {
  return onObjective(db, member, "cycle:write", input, async (tx, cycle, { id: objectiveId, title }) => {
    if (cycle.phase !== "running") refuse("conflict", "Objectives are reviewed while the cycle runs.");
    const { decision, reason } = input;
    const reviewId = await quarterlyReview(tx, member, cycle.id);
    const said = { decision, reason, decidedById: member.id };
    await tx
      .insert(objectiveReviews)
      .values({ ...said, id: v7(), workspaceId: member.workspaceId, reviewId, objectiveId })
      .onConflictDoUpdate({
        target: [objectiveReviews.workspaceId, objectiveReviews.reviewId, objectiveReviews.objectiveId],
        set: { ...said, decidedAt: sql`now()` },
      });
    await tx
      .update(objectives)
      .set({ decision })
      .where(and(eq(objectives.workspaceId, member.workspaceId), eq(objectives.id, objectiveId)));
    return { verb: "cycle.objective_reviewed", details: { title, decision, reason } };
  });
}

async function quarterlyReview(tx: Database, member: Member, cycleId: string): Promise<string> {
  const heldOn = todayOf(member);
  const { workspaceId } = member;
  const [latest] = await tx
    .select({ id: cycleReviews.id, heldOn: cycleReviews.heldOn })
    .from(cycleReviews)
    .where(
      and(
        eq(cycleReviews.workspaceId, workspaceId),
        eq(cycleReviews.cycleId, cycleId),
        eq(cycleReviews.kind, "quarterly"),
      ),
    )
    .orderBy(desc(cycleReviews.heldOn))
    .limit(1);
  if (latest && heldOn <= addDays(latest.heldOn, daysOfOneReview)) return latest.id;
  const id = v7();
  const begun = { id, workspaceId, cycleId, kind: "quarterly", heldOn, writtenById: member.id } as const;
  await tx.insert(cycleReviews).values(begun);
  return id;
}

/** The review of the whole: what was verified, what came back, what was learned, which pressures moved. One for each cycle. */
export function reviewYear(db: Database, member: Member, input: ReviewYearInput): Promise<void> {
  return onCycle(db, member, "cycle:write", { cycleId: input.cycleId }, async (tx, cycle) => {
    if (cycle.phase !== "review") refuse("conflict", "The whole is looked at in the review.");
    const { verified, cameBack, learned, pressuresMoved, version } = input;
    const words = { verified, cameBack, learned, pressuresMoved };
    const { workspaceId } = member;
    const whole = and(
      eq(cycleReviews.workspaceId, workspaceId),
      eq(cycleReviews.cycleId, cycle.id),
      eq(cycleReviews.kind, "annual"),
    );
    const [standing] = await tx.select().from(cycleReviews).where(whole);
    const fields = Object.keys(words) as (keyof typeof words)[];
    if (standing && fields.every((field) => standing[field] === words[field])) return undefined;
    if ((standing?.version ?? null) !== version) refuse("conflict", overtaken, undefined, standing);
    const said = { ...words, heldOn: todayOf(member), writtenById: member.id };
    if (standing) {
      await tx
        .update(cycleReviews)
        .set({ ...said, version: sql`${cycleReviews.version} + 1` })
        .where(whole);
    } else {
      await tx.insert(cycleReviews).values({ ...said, id: v7(), workspaceId, cycleId: cycle.id, kind: "annual" });
    }
    return { verb: "cycle.reviewed", details: { learned } };
  });
}
