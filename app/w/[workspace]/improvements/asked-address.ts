import type { Lane } from "@/lib/improvements/moves";

/** The page of an improvement, at what is missing before it may go to that lane. */
export const askedAddress = (workspace: string, improvementId: string, to: Lane) =>
  `/w/${workspace}/improvements/${improvementId}?to=${to}#asked`;
