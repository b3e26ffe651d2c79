import "server-only";
import type { Database } from "@/db/client";
import { hasRoom } from "@/db/room";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { byteOrderMark, csvLine } from "@/lib/charts/csv";
import { listAudit } from "./audit";
import type { AuditFilter } from "./audit-filter";
import { auditWords, whoDid } from "./audit-sentences";
import { activityKinds } from "./kinds";
import { recordActivity } from "./record";
import type { TeamNames } from "./sentences";

const atATime = 500;
const heading = ["Number", "Time (UTC)", "Who", "What", "Words", "Belongs to", "Kind", "Verb", "Details"];

/**
 * The history as CSV, newest first, a few hundred lines at a time, so that a million need no memory; others are served in
 * between. That it was exported is written down before the first line.
 */
export async function* exportAudit(
  db: Database,
  member: Member,
  filter: AuditFilter,
  teams: TeamNames,
): AsyncGenerator<string> {
  permit(member, "activity:read");
  await recordExport(db, member, "activity.exported", member.workspaceId, { ...filter });
  yield byteOrderMark + csvLine(heading);
  for (let before = filter.before; ; ) {
    const { entries, older } = await listAudit(db, member, { ...filter, before }, atATime);
    yield entries.map((entry) => lineOf(entry, teams)).join("");
    if (older === undefined) return;
    before = older;
    await new Promise((rested) => setImmediate(rested));
  }
}

function lineOf(entry: Awaited<ReturnType<typeof listAudit>>["entries"][number], teams: TeamNames): string {
  const { says, quote } = auditWords(entry, teams);
  const kind = entry.verb.split(".")[0] ?? "";
  return csvLine([
    entry.sequence,
    entry.at.toISOString(),
    whoDid(entry),
    says,
    quote ?? null,
    entry.subject,
    activityKinds[kind as keyof typeof activityKinds] ?? kind,
    entry.verb,
    entry.details && JSON.stringify(entry.details),
  ]);
}

/** Writes down that something left the house as a file; on a disk that is nearly full it is read without. */
export async function recordExport(
  db: Database,
  member: Member,
  verb: string,
  subjectId: string,
  details?: Record<string, unknown>,
): Promise<void> {
  if (!(await hasRoom())) return;
  await db.transaction((tx) => recordActivity(tx, member, verb, subjectId, details));
}
