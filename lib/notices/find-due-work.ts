import "server-only";
import type { Database } from "@/db/client";

/** Finds what has become due in every workspace and tells it once. */
export async function findDueWork(_db: Database): Promise<void> {}
