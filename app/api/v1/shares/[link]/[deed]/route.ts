import { deedRoute } from "@/app/_server/deed-route";
import { shareDeeds } from "../../../_deeds/share-deeds";

export const POST = deedRoute("link", "linkId", shareDeeds);
