import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { improvements, measures, predictions } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import type { Chart } from "@/lib/trends/chart";
import { dayWords } from "@/lib/trends/period-words";
import { outcomeSentence, sentenceOf } from "@/lib/trends/sentences";
import { chartMeasures, figureWordsOf } from "./charted";
import type { MeasureRow } from "./measure-deed";

/** A measure that a prediction is about, with its chart. */
export type Measured = { measure: MeasureRow; chart: Chart };

/** The measures that predictions are about, by their ids, those that were taken away, too. Four queries, or none. */
export async function findMeasured(
  db: Database,
  member: Member,
  measureIds: readonly (string | null)[],
): Promise<Map<string, Measured>> {
  const ids = [...new Set(measureIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const found = await db
    .select()
    .from(measures)
    .where(and(eq(measures.workspaceId, member.workspaceId), inArray(measures.id, ids)));
  const charts = await chartMeasures(db, member, found);
  return new Map(
    found.flatMap((measure) => {
      const charted = charts.get(measure.id);
      return charted ? [[measure.id, { measure, chart: charted.chart }]] : [];
    }),
  );
}

/** One turn of an improvement; `implementedOn`: it was in place from then on. */
export type Try = { improvementId: string; iteration: number; implementedOn: string | null };

/** What the chart says of a try, in a sentence without a full stop; before it is in place, what it says anyway. */
export function trySentence({ measure, chart }: Measured, of: Try, locale: string): string {
  const words = figureWordsOf(measure, locale);
  if (of.implementedOn === null) return sentenceOf(chart, words);
  if (measure.wanted === null) return "No verdict from the chart: nobody has said which way is better";
  const outcome = chart.outcomes.find(
    ({ change }) => change.improvementId === of.improvementId && change.iteration === of.iteration,
  );
  if (!outcome)
    return `Cannot be judged: nothing was measured before ${dayWords(of.implementedOn, "week", locale, true)}`;
  return outcomeSentence(outcome, chart, words);
}

/** The tries whose prediction is about a measure, the first that were in place first, then those that are not yet. */
export function listTries(db: Database, member: Member, measureId: string) {
  return db
    .select({
      improvementId: improvements.id,
      title: improvements.title,
      phase: improvements.phase,
      iteration: predictions.iteration,
      implementedOn: predictions.implementedOn,
    })
    .from(predictions)
    .innerJoin(
      improvements,
      and(eq(improvements.workspaceId, predictions.workspaceId), eq(improvements.id, predictions.improvementId)),
    )
    .where(and(eq(predictions.workspaceId, member.workspaceId), eq(predictions.measureId, measureId)))
    .orderBy(asc(predictions.implementedOn), asc(predictions.id))
    .limit(50);
}
export type ListedTry = Awaited<ReturnType<typeof listTries>>[number];
