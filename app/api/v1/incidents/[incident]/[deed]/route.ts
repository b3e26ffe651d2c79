import { deedRoute } from "@/app/_server/deed-route";
import { incidentDeeds } from "../../../_deeds/incident-deeds";

export const POST = deedRoute("incident", "incidentId", incidentDeeds);
