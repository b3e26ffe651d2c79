import type { Measure } from "@/lib/measures/queries";
import type { Value } from "@/lib/measures/values";
import type { Chart } from "@/lib/trends/chart";
import type { Reader } from "../../../improvements/words";

/** What all parts of a measure's page need. */
export type MeasureContext = {
  workspace: string;
  here: string;
  measure: Measure;
  chart: Chart;
  values: Value[];
  reader: Reader;
  mayDefine: boolean;
  mayWrite: boolean;
};
