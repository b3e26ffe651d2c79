import { svgAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type OverTimePath, overTimeFile } from "../../../over-time-file";

/** How often a category was met, as a picture that stands by itself. */
export const GET = visitorRoute<OverTimePath>("workspace:read", async (asked) => svgAnswer(await overTimeFile(asked)));
