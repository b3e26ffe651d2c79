import { deedRoute } from "@/app/_server/deed-route";
import { commentDeeds } from "../../../_deeds/comment-deeds";

export const POST = deedRoute("comment", "commentId", commentDeeds);
