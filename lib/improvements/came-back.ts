import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { members, predictions, recurrenceNotices, recurrences } from "@/db/schema";
import type { Phase } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { refuse } from "@/lib/refusal";
import type { SeeRecurrenceInput } from "./input";
import { nowInDatabase } from "./instant";
import { dropSustainChecks } from "./sustain-rows";

type Scope = Pick<Member, "workspaceId">;
type Sign = Omit<typeof recurrences.$inferInsert, "id" | "workspaceId" | "at">;

/** Where the next try begins: in plan, with a new prediction and a new day to be written. What was is kept with its try. */
export const nextTry = (iteration: number) => ({
  phase: "plan" as const satisfies Phase,
  iteration: iteration + 1,
  dueOn: null,
  implementedOn: null,
  implementation: null,
});

/**
 * Writes down that what an improvement had been put in place against came back, once for each incident, and whom to
 * tell: its owner, and whoever checked that try for the other side. Where it reopens the improvement, nobody is asked
 * about that try any more. Belongs into the deed's transaction.
 * @returns false when this was written down before
 */
export async function writeRecurrence(tx: Database, { workspaceId }: Scope, sign: Sign, ownerId: string | null) {
  const { improvementId, iteration, reopened } = sign;
  const [written] = await tx
    .insert(recurrences)
    .values({ ...sign, id: v7(), workspaceId, at: nowInDatabase() })
    .onConflictDoNothing()
    .returning({ id: recurrences.id });
  if (!written) return false;
  if (reopened) await dropSustainChecks(tx, { workspaceId, improvementId });
  const [judged] = await tx
    .select({ checkerId: predictions.checkerId })
    .from(predictions)
    .where(
      and(
        eq(predictions.workspaceId, workspaceId),
        eq(predictions.improvementId, improvementId),
        eq(predictions.iteration, iteration),
      ),
    );
  const told = [ownerId, judged?.checkerId ?? null].filter((id) => id !== null);
  const here = told.length
    ? await tx
        .select({ id: members.id })
        .from(members)
        .where(and(eq(members.workspaceId, workspaceId), inArray(members.id, told), isNull(members.endedAt)))
    : [];
  if (here.length > 0)
    await tx
      .insert(recurrenceNotices)
      .values(here.map(({ id }) => ({ workspaceId, recurrenceId: written.id, memberId: id })));
  return true;
}

/** The member has seen that it came back: they are not told again. @throws Refusal where they never were */
export async function seeRecurrence(db: Database, member: Member, { improvementId }: SeeRecurrenceInput) {
  permit(member, "workspace:read");
  const { workspaceId } = member;
  const ofIt = db
    .select({ id: recurrences.id })
    .from(recurrences)
    .where(and(eq(recurrences.workspaceId, workspaceId), eq(recurrences.improvementId, improvementId)));
  const told = await db
    .update(recurrenceNotices)
    .set({ seenAt: sql`coalesce(${recurrenceNotices.seenAt}, ${nowInDatabase()})` })
    .where(
      and(
        eq(recurrenceNotices.workspaceId, workspaceId),
        eq(recurrenceNotices.memberId, member.id),
        inArray(recurrenceNotices.recurrenceId, ofIt),
      ),
    )
    .returning({ recurrenceId: recurrenceNotices.recurrenceId });
  if (told.length === 0) refuse("not_found", "Nothing came back there that you are told of.");
}
