import { csvAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { chartOfMeasure, type MeasurePath } from "../chart-of";

/** The values of the chart with their limits and signals, for a spreadsheet. */
export const GET = visitorRoute<MeasurePath>("workspace:read", async (asked) => csvAnswer(await chartOfMeasure(asked)));
