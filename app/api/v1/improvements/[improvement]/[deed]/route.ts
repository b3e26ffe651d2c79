import { deedRoute } from "@/app/_server/deed-route";
import { improvementDeeds } from "../../../_deeds/improvement-deeds";

export const POST = deedRoute("improvement", "improvementId", improvementDeeds);
