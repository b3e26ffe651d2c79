import { deedRoute } from "@/app/_server/deed-route";
import { objectiveDeeds } from "../../../_deeds/cycle-deeds";

export const POST = deedRoute("objective", "objectiveId", objectiveDeeds);
