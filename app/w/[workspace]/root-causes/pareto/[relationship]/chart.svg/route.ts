import { svgAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type ParetoPath, paretoAskedFor } from "../../../pareto-file";

/** The Pareto as a picture that stands by itself. */
export const GET = visitorRoute<ParetoPath>("workspace:read", async (asked) => svgAnswer(await paretoAskedFor(asked)));
