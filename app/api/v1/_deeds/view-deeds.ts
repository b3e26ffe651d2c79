import { overwriteView, removeView, renameView, restoreView, shareView } from "@/lib/views/commands";
import { overwriteViewInput, renameViewInput, shareViewInput, viewInput } from "@/lib/views/input";
import { type Deeds, deed } from "./deed";

/** `POST /api/v1/views/{viewId}/…` */
export const viewDeeds: Deeds = {
  "rename-view": deed("view:keep", "Gives it another name; name the version you saw.", renameViewInput, renameView),
  "share-view": deed(
    "view:share",
    "Shows it to everybody in the workspace, or to you alone.",
    shareViewInput,
    shareView,
  ),
  "overwrite-view": deed("view:keep", "Keeps other filters under its name.", overwriteViewInput, overwriteView),
  "remove-view": deed("view:keep", "Takes it away; it can be put back.", viewInput, removeView),
  "restore-view": deed("view:keep", "Puts it back.", viewInput, restoreView),
};
