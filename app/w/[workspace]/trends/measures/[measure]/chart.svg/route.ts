import { svgAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { chartOfMeasure, type MeasurePath } from "../chart-of";

/** The chart as a picture that stands by itself. */
export const GET = visitorRoute<MeasurePath>("workspace:read", async (asked) => svgAnswer(await chartOfMeasure(asked)));
