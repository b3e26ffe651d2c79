import { svgAnswer } from "@/app/_server/chart-file";
import { visitorRoute } from "@/app/_server/visitor-route";
import { type PressuresPath, pressuresFile } from "../../pressures-file";

/** The pressures as a picture that stands by itself. */
export const GET = visitorRoute<PressuresPath>("workspace:read", async (asked) =>
  svgAnswer(await pressuresFile(asked)),
);
