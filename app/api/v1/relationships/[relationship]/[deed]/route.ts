import { deedRoute } from "@/app/_server/deed-route";
import { relationshipDeeds } from "../../../_deeds/relationship-deeds";

export const POST = deedRoute("relationship", "relationshipId", relationshipDeeds);
