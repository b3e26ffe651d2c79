import { csvAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type OverTimePath, overTimeFile } from "../../../over-time-file";

/** How often a category was met, for a spreadsheet. */
export const GET = visitorRoute<OverTimePath>("workspace:read", async (asked) => csvAnswer(await overTimeFile(asked)));
