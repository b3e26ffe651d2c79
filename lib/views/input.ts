import { z } from "zod";
import { viewPages } from "@/db/terms";
import { newId, rowId, seenText, seenVersion, ticked, titleText } from "@/lib/text/shapes";
import { cleanQuery, mostQuery } from "./view-query";

const page = z.enum(viewPages, "Choose a page whose filters can be kept.");
const name = titleText("Give the view a name.", 80);
/** Anything may stand here: only what the page's own filters know is kept of it. */
const query = seenText(mostQuery);

export const saveViewInput = z
  .object({ id: newId, page, name, query, isShared: ticked })
  .transform((input) => ({ ...input, query: cleanQuery(input.page, input.query) }));
export type SaveViewInput = z.output<typeof saveViewInput>;

export const viewInput = z.object({ viewId: rowId });
export type ViewInput = z.output<typeof viewInput>;

export const renameViewInput = z.object({ viewId: rowId, version: seenVersion, name });
export type RenameViewInput = z.output<typeof renameViewInput>;

export const shareViewInput = z.object({ viewId: rowId, isShared: ticked });
export type ShareViewInput = z.output<typeof shareViewInput>;

export const overwriteViewInput = z.object({ viewId: rowId, version: seenVersion, query });
export type OverwriteViewInput = z.output<typeof overwriteViewInput>;
