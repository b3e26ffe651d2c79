import { csvAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type FlowPath, flowFile } from "../../../flow-file";

/** What a chart of the flow is drawn from, for a spreadsheet. */
export const GET = visitorRoute<FlowPath>("workspace:read", async (asked) => csvAnswer(await flowFile(asked)));
