import { svgAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type CostPath, costFile } from "../../cost-file";

/** The cost of friction by month, as a picture that stands by itself. */
export const GET = visitorRoute<CostPath>("workspace:read", async (asked) => svgAnswer(await costFile(asked)));
