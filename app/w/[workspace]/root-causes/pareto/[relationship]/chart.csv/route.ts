import { csvAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type ParetoPath, paretoAskedFor } from "../../../pareto-file";

/** The bars of the Pareto, for a spreadsheet. */
export const GET = visitorRoute<ParetoPath>("workspace:read", async (asked) => csvAnswer(await paretoAskedFor(asked)));
