import { NextResponse } from "next/server";
import { memberRoute } from "@/app/_server/member-route";
import { database } from "@/db/client";
import { chartMeasure } from "@/lib/measures/charted";
import { listBaselines } from "@/lib/measures/locked";
import { findMeasure } from "@/lib/measures/queries";
import { listSignals } from "@/lib/measures/signals";
import { toldChart } from "@/lib/measures/told-chart";
import { refuse } from "@/lib/refusal";

/** What a measure is, its values, what its chart says, the limits that were locked, and what became of its signals. */
export const GET = memberRoute<{ measure: string }>("workspace:read", async ({ member, params }) => {
  const db = database();
  const measure = await findMeasure(db, member, params.measure);
  if (!measure) return refuse("not_found", "This measure does not exist.");
  const [{ chart, values }, baselines, proposals] = await Promise.all([
    chartMeasure(db, member, measure),
    listBaselines(db, member, [measure.id]),
    listSignals(db, member, measure.id),
  ]);
  return NextResponse.json({
    ...measure,
    values,
    chart: toldChart(measure, chart, member.locale),
    baselines: baselines.map(({ measureId: _, ...baseline }) => baseline),
    signals: proposals,
  });
});
