import { deedRoute } from "@/app/_server/deed-route";
import { viewDeeds } from "../../../_deeds/view-deeds";

export const POST = deedRoute("view", "viewId", viewDeeds);
