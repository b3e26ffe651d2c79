import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { xmrFile } from "@/lib/charts/xmr-file";
import { chartMeasure } from "@/lib/measures/charted";
import { listBands } from "@/lib/measures/pressures";
import { findMeasure } from "@/lib/measures/queries";
import { shownOf } from "@/lib/measures/shown";
import { refuse } from "@/lib/refusal";

export type MeasurePath = { workspace: string; measure: string };

/** The chart of the measure in an address, as a file. @throws Refusal when there is none */
export async function chartOfMeasure({ member, params }: { member: Member; params: MeasurePath }) {
  const db = database();
  const measure = await findMeasure(db, member, params.measure);
  if (!measure) return refuse("not_found", "This measure does not exist.");
  const [{ chart }, bands] = await Promise.all([
    chartMeasure(db, member, measure),
    listBands(db, member, measure.relationshipId),
  ]);
  return xmrFile(shownOf(measure, chart, { bands, locale: member.locale }));
}
