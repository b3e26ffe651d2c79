import { csvAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type StuckPath, stuckFile } from "../../../stuck-file";

/** What is stuck and since when, for a spreadsheet. */
export const GET = visitorRoute<StuckPath>("workspace:read", async (asked) => csvAnswer(await stuckFile(asked)));
