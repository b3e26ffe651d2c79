import { csvAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type PressuresPath, pressuresFile } from "../../pressures-file";

/** How strong each pressure was and when, for a spreadsheet. */
export const GET = visitorRoute<PressuresPath>("workspace:read", async (asked) =>
  csvAnswer(await pressuresFile(asked)),
);
