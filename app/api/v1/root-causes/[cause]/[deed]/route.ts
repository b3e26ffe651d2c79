import { deedRoute } from "@/app/_server/deed-route";
import { rootCauseDeeds } from "../../../_deeds/root-cause-deeds";

export const POST = deedRoute("cause", "rootCauseId", rootCauseDeeds);
