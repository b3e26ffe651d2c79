import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { apiAnswers } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";

/** How long an answer is kept: whoever repeats a call does so within minutes. */
const keptDays = 3;

/**
 * Does what is asked once for each key of a member, in one transaction with the note that it was done; asked again it gives
 * the first answer (trust 5). A refused deed leaves no note, so it may be tried again under the same key.
 * @param fingerprint of what is asked: another call under the same key is refused
 */
export async function answerOnce<T>(
  db: Database,
  member: Member,
  key: string,
  fingerprint: string,
  run: () => Promise<T>,
): Promise<T> {
  const { workspaceId, id: memberId } = member;
  return db.transaction(async (tx) => {
    const mine = and(
      eq(apiAnswers.workspaceId, workspaceId),
      eq(apiAnswers.memberId, memberId),
      eq(apiAnswers.key, key),
    );
    const [fresh] = await tx
      .insert(apiAnswers)
      .values({ workspaceId, memberId, key, fingerprint, body: { result: null } })
      .onConflictDoNothing()
      .returning({ key: apiAnswers.key });
    if (!fresh) {
      const [before] = await tx
        .select({ fingerprint: apiAnswers.fingerprint, body: apiAnswers.body })
        .from(apiAnswers)
        .where(mine);
      if (before?.fingerprint !== fingerprint)
        return refuse("conflict", "This Idempotency-Key was used for something else. Take a new one.");
      return before.body.result as T;
    }
    const result = await run();
    await tx.update(apiAnswers).set({ body: { result } }).where(mine);
    await tx
      .delete(apiAnswers)
      .where(
        and(
          eq(apiAnswers.workspaceId, workspaceId),
          lt(apiAnswers.createdAt, sql`now() - make_interval(days => ${keptDays})`),
        ),
      );
    return result;
  });
}
