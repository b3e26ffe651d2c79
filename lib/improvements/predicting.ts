import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { measures, predictions } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { type OpenedImprovement, onImprovement } from "./improvement-deed";
import type { WritePredictionInput } from "./input";
import { predictionIsOpen } from "./pdca";
import { requireSomebodyWhoMay } from "./people";

/**
 * Writes what is expected and how it will be checked, one text for each iteration, open until work starts. The second
 * of two people is told and shown what stands. A measure that is followed lends its name to the words.
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
    const { measureId } = words;
    const measure = measureId
      ? await requireMeasure(tx, improvement, { id: measureId, standing: standing?.measureId })
      : words.measure;
    const said = { ...words, measure };
    const written = { ...said, writtenById: member.id, writtenAt: sql`now()` };
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
    return { verb: "improvement.predicted", details: { iteration, ...said } };
  });
}

/** @param standing the measure it was about before, which may have been taken away meanwhile. @returns its name */
async function requireMeasure(
  tx: Database,
  { workspaceId, relationshipId }: OpenedImprovement,
  { id, standing }: { id: string; standing: string | null | undefined },
): Promise<string> {
  const here = and(
    eq(measures.workspaceId, workspaceId),
    eq(measures.relationshipId, relationshipId),
    eq(measures.id, id),
  );
  const [measure] = await tx
    .select({ name: measures.name, removedAt: measures.removedAt })
    .from(measures)
    .where(here)
    .for("share");
  if (!measure || (measure.removedAt && id !== standing)) refuse("invalid", notFollowed, { measureId: [notFollowed] });
  return measure.name;
}

const notFollowed = "Choose a measure that this relationship follows.";
const fixed = "Work has started, so the prediction stands as it was written. A correction is a new iteration.";
const overtaken = "Somebody wrote on this prediction meanwhile. Keep yours, keep theirs, or join the two.";
