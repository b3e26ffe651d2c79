import { z } from "zod";
import { rowId } from "@/lib/text/shapes";

export const noticeInput = z.object({ noticeId: rowId });

/** What the list showed when the member said so; what was told since then stays unread. */
export const readAllInput = z.object({ upTo: z.iso.datetime("Please load the page again.") });
