import { csvAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type CostPath, costFile } from "../../cost-file";

/** Low, expected and high of each month, for a spreadsheet. */
export const GET = visitorRoute<CostPath>("workspace:read", async (asked) => csvAnswer(await costFile(asked)));
