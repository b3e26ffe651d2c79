import "server-only";
import { and, eq, isNull, lt, type SQL } from "drizzle-orm";
import type { Database } from "@/db/client";
import { sustainChecks } from "@/db/schema";
import { nowInDatabase } from "./instant";

type Asked = { workspaceId: string; improvementId: string };

/** The questions of an improvement that still wait for an answer. */
export const waitingOf = ({ workspaceId, improvementId }: Asked, ...more: (SQL | undefined)[]) =>
  and(
    eq(sustainChecks.workspaceId, workspaceId),
    eq(sustainChecks.improvementId, improvementId),
    isNull(sustainChecks.answer),
    isNull(sustainChecks.droppedAt),
    ...more,
  );

/** They are not asked any more: all, or those before one that was answered (nobody is asked twice). */
export async function dropSustainChecks(tx: Database, asked: Asked, before?: number): Promise<void> {
  await tx
    .update(sustainChecks)
    .set({ droppedAt: nowInDatabase() })
    .where(waitingOf(asked, before === undefined ? undefined : lt(sustainChecks.afterDays, before)));
}
