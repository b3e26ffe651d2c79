import { deedsRoute } from "@/app/_server/deed-route";
import { wordingDeeds } from "../../_deeds/wording-deeds";

export const POST = deedsRoute(wordingDeeds);
