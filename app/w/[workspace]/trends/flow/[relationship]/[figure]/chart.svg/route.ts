import { svgAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type FlowPath, flowFile } from "../../../flow-file";

/** A chart of the flow as a picture that stands by itself. */
export const GET = visitorRoute<FlowPath>("workspace:read", async (asked) => svgAnswer(await flowFile(asked)));
