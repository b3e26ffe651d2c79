import { visitorRoute } from "@/app/_server/visitor-route";
import { sheetOf } from "@/lib/charts/chart-table";
import { csvOf } from "@/lib/charts/csv";
import { chartOfMeasure, fileAnswer } from "../chart-of";

/** The values of the chart with their limits and signals, for a spreadsheet. */
export const GET = visitorRoute<{ workspace: string; measure: string }>(
  "workspace:read",
  async ({ member, params }) => {
    const { chart, figures } = await chartOfMeasure(member, params.measure);
    return fileAnswer(csvOf(sheetOf(chart, figures)), "text/csv");
  },
);
