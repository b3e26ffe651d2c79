import { deedRoute } from "@/app/_server/deed-route";
import { treeDeeds } from "../../../_deeds/tree-deeds";

export const POST = deedRoute("tree", "treeId", treeDeeds);
