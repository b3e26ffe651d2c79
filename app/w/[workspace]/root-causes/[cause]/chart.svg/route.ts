import { svgAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type CausePath, countsFile } from "../counts-file";

/** How often a root cause was met, as a picture that stands by itself. */
export const GET = visitorRoute<CausePath>("workspace:read", async (asked) => svgAnswer(await countsFile(asked)));
