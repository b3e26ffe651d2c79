import { z } from "zod";
import { withdrawShare } from "@/lib/a3/share-links";
import { rowId } from "@/lib/text/shapes";
import { type Deeds, deed } from "./deed";

/** `POST /api/v1/shares/{linkId}/…` */
export const shareDeeds: Deeds = {
  "withdraw-share": deed(
    "incident:share",
    "Takes the link back at once.",
    z.object({ linkId: rowId }),
    (db, member, { linkId }) => withdrawShare(db, member, linkId),
  ),
};
