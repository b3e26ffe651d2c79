"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { memberAction } from "@/app/_server/member-action";
import { beginSnapshot } from "@/db/snapshot-now";
import { refuse } from "@/lib/refusal";

/** Begins a snapshot; the page tells how far it is. */
export const makeSnapshotAction = memberAction("workspace:manage", z.object({}), async (_member, _input, workspace) => {
  if (!beginSnapshot())
    refuse("conflict", "This installation keeps its data in a server, which has no snapshots here.");
  revalidatePath(`/w/${workspace}/settings/backup`);
});
