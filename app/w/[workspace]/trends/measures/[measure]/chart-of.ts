import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import type { ChartFile } from "@/lib/charts/chart-file";
import { runShown } from "@/lib/charts/run-shown";
import { fileOfShown } from "@/lib/charts/shown";
import { xmrFile } from "@/lib/charts/xmr-file";
import { findFirstMove } from "@/lib/flow/first-move";
import { notesOn } from "@/lib/measures/building-up";
import { chartMeasure } from "@/lib/measures/charted";
import { listBands } from "@/lib/measures/pressures";
import { findMeasure } from "@/lib/measures/queries";
import { shownOf } from "@/lib/measures/shown";
import { refuse } from "@/lib/refusal";
import { todayOf } from "@/lib/text/days";

type Asked = { member: Member; params: MeasurePath; request: Request };
export type MeasurePath = { workspace: string; measure: string };

/** The chart of the measure in an address, as a file. @throws Refusal when there is none */
export async function chartOfMeasure({ member, params, request }: Asked): Promise<ChartFile> {
  const db = database();
  const measure = await findMeasure(db, member, params.measure);
  if (!measure) return refuse("not_found", "This measure does not exist.");
  const [{ chart }, bands, firstLoggedOn] = await Promise.all([
    chartMeasure(db, member, measure),
    listBands(db, member, measure.relationshipId),
    findFirstMove(db, member, measure.relationshipId),
  ]);
  const notes = notesOn(measure, firstLoggedOn, todayOf(member));
  const shown = shownOf(measure, chart, { bands, notes, locale: member.locale });
  const asRun = new URL(request.url).searchParams.get("as") === "run";
  return asRun ? fileOfShown(runShown(shown), "run chart") : xmrFile(shown);
}
