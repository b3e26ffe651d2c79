import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { improvements, members, predictions, recurrenceNotices, recurrences } from "@/db/schema";
import type { Phase } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { cameBackKey, settleNotices, tell } from "@/lib/notices/telling";
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
  const [it] = await tx
    .select({ title: improvements.title, checkerId: predictions.checkerId })
    .from(improvements)
    .leftJoin(
      predictions,
      and(
        eq(predictions.workspaceId, improvements.workspaceId),
        eq(predictions.improvementId, improvements.id),
        eq(predictions.iteration, iteration),
      ),
    )
    .where(and(eq(improvements.workspaceId, workspaceId), eq(improvements.id, improvementId)));
  const told = [ownerId, it?.checkerId ?? null].filter((id) => id !== null);
  const here = told.length
    ? await tx
        .select({ id: members.id })
        .from(members)
        .where(and(eq(members.workspaceId, workspaceId), inArray(members.id, told), isNull(members.endedAt)))
    : [];
  if (here.length === 0) return true;
  await tx
    .insert(recurrenceNotices)
    .values(here.map(({ id }) => ({ workspaceId, recurrenceId: written.id, memberId: id })));
  await tell(
    tx,
    { workspaceId },
    here.map(({ id }) => id),
    {
      kind: "came_back",
      key: cameBackKey(improvementId, written.id),
      about: it?.title ?? "",
      path: `/improvements/${improvementId}`,
    },
  );
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
  await db.transaction(async (tx) => {
    const told = await tx
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
    const keys = told.map(({ recurrenceId }) => cameBackKey(improvementId, recurrenceId));
    await settleNotices(tx, member, { kind: "came_back", keys, memberId: member.id });
  });
}
