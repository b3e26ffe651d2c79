import { z } from "zod";
import { rowId } from "@/lib/text/shapes";

/** An incident and a tree that serves it. */
export const treeLinkInput = z.object({ incidentId: rowId, treeId: rowId });
