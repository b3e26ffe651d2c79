import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { predictions } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { onImprovement } from "./improvement-deed";
import type { WritePredictionInput } from "./input";
import { predictionIsOpen } from "./pdca";
import { requireSomebodyWhoMay } from "./people";

/**
 * Writes what is expected and how it will be checked, one text for each iteration, open until work starts. The second
 * of two people is told and shown what stands.
 */
export function writePrediction(db: Database, member: Member, input: WritePredictionInput): Promise<void> {
  const { improvementId, predictionVersion, ...words } = input;
  const { workspaceId } = member;
  return onImprovement(db, member, "improvement:work", { improvementId }, async (tx, improvement) => {
    const { iteration, prediction: standing } = improvement;
    if (!predictionIsOpen(improvement.phase)) refuse("conflict", fixed);
    if ((standing?.version ?? 0) !== predictionVersion) refuse("conflict", overtaken, undefined, standing);
    if (words.checkerId)
      await requireSomebodyWhoMay(tx, member, "verdict:give", { id: words.checkerId, field: "checkerId" });
    const written = { ...words, writtenById: member.id, writtenAt: sql`now()` };
    if (standing) {
      const [changed] = await tx
        .update(predictions)
        .set({ ...written, version: sql`${predictions.version} + 1` })
        .where(
          and(
            eq(predictions.workspaceId, workspaceId),
            eq(predictions.id, standing.id),
            eq(predictions.version, standing.version),
            isNull(predictions.startedAt),
          ),
        )
        .returning({ id: predictions.id });
      if (!changed) refuse("conflict", fixed);
    } else await tx.insert(predictions).values({ ...written, id: v7(), workspaceId, improvementId, iteration });
    return { verb: "improvement.predicted", details: { iteration, ...words } };
  });
}

const fixed = "Work has started, so the prediction stands as it was written. A correction is a new iteration.";
const overtaken = "Somebody wrote on this prediction meanwhile. Keep yours, keep theirs, or join the two.";
