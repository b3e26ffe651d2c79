import { csvAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type CausePath, countsFile } from "../counts-file";

/** How often a root cause was met, for a spreadsheet. */
export const GET = visitorRoute<CausePath>("workspace:read", async (asked) => csvAnswer(await countsFile(asked)));
