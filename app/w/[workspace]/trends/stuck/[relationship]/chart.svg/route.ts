import { svgAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type StuckPath, stuckFile } from "../../../stuck-file";

/** What is stuck, as a picture that stands by itself. */
export const GET = visitorRoute<StuckPath>("workspace:read", async (asked) => svgAnswer(await stuckFile(asked)));
