import { z } from "zod";
import { newId, rowId } from "@/lib/text/shapes";

/** What is sent beside the file itself. */
export const attachInput = z.object({ id: newId, treeId: rowId, whyId: rowId, evidenceId: rowId });
export type AttachInput = z.output<typeof attachInput>;

export const fileInput = z.object({ treeId: rowId, whyId: rowId, attachmentId: rowId });
export type FileInput = z.output<typeof fileInput>;
