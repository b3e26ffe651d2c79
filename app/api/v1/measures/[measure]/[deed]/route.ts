import { deedRoute } from "@/app/_server/deed-route";
import { measureDeeds } from "../../../_deeds/measure-deeds";

export const POST = deedRoute("measure", "measureId", measureDeeds);
