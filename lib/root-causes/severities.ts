import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { rootCauseSeverities } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { refuse } from "@/lib/refusal";
import type { SeverityInput } from "./input";
import { onRootCauses, requireStanding } from "./root-cause-deed";

/**
 * Says how bad a root cause is in one year, or takes that back (no severity). Whoever saw an older word on that year is
 * told what stands.
 */
export async function rateRootCause(db: Database, member: Member, input: SeverityInput): Promise<void> {
  permit(member, "cause:edit");
  const { rootCauseId, year, severity, note, ratedVersion } = input;
  const { workspaceId } = member;
  await onRootCauses(db, member, [rootCauseId], async (tx, causes) => {
    requireStanding(causes, rootCauseId);
    const key = and(
      eq(rootCauseSeverities.workspaceId, workspaceId),
      eq(rootCauseSeverities.rootCauseId, rootCauseId),
      eq(rootCauseSeverities.year, year),
    );
    // The entry is locked, so nobody else rates it meanwhile.
    const [before] = await tx.select().from(rootCauseSeverities).where(key);
    if ((before?.severity ?? null) === severity && (before?.note ?? null) === (severity === null ? null : note))
      return undefined;
    if (before && ratedVersion !== null && ratedVersion !== before.version)
      refuse("conflict", `Somebody has rated ${year} meanwhile.`, undefined, {
        severity: String(before.severity),
        note: before.note ?? "",
        version: before.version,
      });
    const said = { severity, note, setById: member.id, setAt: sql`now()` };
    if (severity === null) await tx.delete(rootCauseSeverities).where(key);
    else
      await tx
        .insert(rootCauseSeverities)
        .values({ id: v7(), workspaceId, rootCauseId, year, ...said, severity })
        .onConflictDoUpdate({
          target: [rootCauseSeverities.workspaceId, rootCauseSeverities.rootCauseId, rootCauseSeverities.year],
          set: { ...said, severity, version: sql`${rootCauseSeverities.version} + 1` },
        });
    const details = { year, severity, note, before: before ? { severity: before.severity, note: before.note } : null };
    return { deeds: [{ verb: "root_cause.rated", subjectId: rootCauseId, details }] };
  });
}

/** How bad it was, year by year, the latest first. */
export function listSeverities(db: Database, member: Member, rootCauseId: string, limit = 20) {
  const { year, severity, note, version } = rootCauseSeverities;
  return db
    .select({ year, severity, note, version })
    .from(rootCauseSeverities)
    .where(
      and(eq(rootCauseSeverities.workspaceId, member.workspaceId), eq(rootCauseSeverities.rootCauseId, rootCauseId)),
    )
    .orderBy(desc(year))
    .limit(limit);
}
export type YearSeverity = Awaited<ReturnType<typeof listSeverities>>[number];
