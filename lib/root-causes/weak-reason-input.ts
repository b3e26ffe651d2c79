import { z } from "zod";
import { optionalText, rowId } from "@/lib/text/shapes";

export const weakReasonInput = z.object({ rootCauseId: rowId, weakReason: optionalText(500) });
export type WeakReasonInput = z.output<typeof weakReasonInput>;
