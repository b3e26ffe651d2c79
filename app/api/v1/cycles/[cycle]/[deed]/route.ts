import { deedRoute } from "@/app/_server/deed-route";
import { cycleDeeds } from "../../../_deeds/cycle-deeds";

export const POST = deedRoute("cycle", "cycleId", cycleDeeds);
