import { limitLaneInput } from "@/lib/improvements/input";
import { limitLane } from "@/lib/improvements/lane-limits";
import { type Deeds, deed } from "./deed";

/** `POST /api/v1/relationships/{relationshipId}/…` */
export const relationshipDeeds: Deeds = {
  "limit-lane": deed(
    "lane:limit",
    "Says how many a lane of the board is wanted to hold; without `most` it may hold any number.",
    limitLaneInput,
    limitLane,
  ),
};
