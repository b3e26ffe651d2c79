import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { rootCauses } from "@/db/schema";
import type { Category } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { refuse } from "@/lib/refusal";
import type { MergeInput } from "./input";
import { inPlace, type OpenedCause, onRootCauses, requireSeenVersion, requireStanding } from "./root-cause-deed";
import { findStandingId } from "./standing-entry";

/**
 * Says that two entries of the catalogue are one: whys, links, improvements, comments and severities of the first point
 * at the second from here on. The first stays with its history and leads there. Its acceptance does not come along: a sponsor
 * accepted other words. Splitting the second takes a merge apart again.
 */
export async function mergeRootCauses(db: Database, member: Member, input: MergeInput): Promise<void> {
  permit(member, "cause:edit");
  const { rootCauseId, version } = input;
  const unknown = "Choose an entry of the catalogue.";
  const intoId =
    (await findStandingId(db, member.workspaceId, input.intoId)) ?? refuse("not_found", unknown, { intoId: [unknown] });
  await onRootCauses(db, member, [rootCauseId, intoId], async (tx, causes) => {
    const gone = causes.get(rootCauseId);
    if (gone?.mergedIntoId && gone.mergedIntoId === intoId) return undefined; // sent twice
    if (rootCauseId === intoId) {
      const same = "These two are one entry already. Choose another.";
      refuse("invalid", same, { intoId: [same] });
    }
    const from = requireStanding(causes, rootCauseId);
    const into = requireStanding(causes, intoId);
    requireSeenVersion(from, version);
    const moved = await moveAll(tx, member, from, into);
    await tx
      .update(rootCauses)
      .set({ ...besides(from, into), version: sql`${rootCauses.version} + 1` })
      .where(inPlace(member, into.id));
    await tx
      .update(rootCauses)
      .set({ mergedIntoId: into.id, mergedAt: sql`now()`, version: sql`${rootCauses.version} + 1` })
      .where(inPlace(member, from.id));
    const details = { from: from.id, text: from.text, category: from.category, into: into.id, ...moved };
    return {
      moves: [into.id],
      deeds: [
        { verb: "root_cause.merged", subjectId: from.id, details: { ...details, text: into.text } },
        { verb: "root_cause.took_in", subjectId: into.id, details },
      ],
    };
  });
}

/** What the entry that stays takes over beside what pointed at the other: further categories, and a note it has not. */
function besides(from: OpenedCause, into: OpenedCause): { otherCategories: Category[]; trendNote: string | null } {
  const categories = new Set([...into.otherCategories, from.category, ...from.otherCategories]);
  categories.delete(into.category);
  return { otherCategories: [...categories], trendNote: into.trendNote ?? from.trendNote };
}

type Moved = { whyIds: string[]; incidentIds: string[]; improvementIds: string[]; years: number[] };

/** Everything that points at the one points at the other; what pointed at both does so once. */
async function moveAll(tx: Database, { workspaceId }: Member, from: OpenedCause, into: OpenedCause): Promise<Moved> {
  const list = (name: string, table: string) =>
    sql`(select coalesce(json_agg(${sql.raw(name)}), '[]') from ${sql.raw(table)})`;
  const found = await tx.execute(sql`
    with whys_moved as (
      update whys set root_cause_id = ${into.id}, category = ${into.category}, version = version + 1
      where workspace_id = ${workspaceId} and root_cause_id = ${from.id} returning id),
    links as (
      delete from incident_root_causes where workspace_id = ${workspaceId} and root_cause_id = ${from.id} returning *),
    links_moved as (
      insert into incident_root_causes (workspace_id, incident_id, root_cause_id, linked_by_id, linked_at)
      select workspace_id, incident_id, ${into.id}::uuid, linked_by_id, linked_at from links on conflict do nothing),
    acting as (
      delete from improvement_root_causes where workspace_id = ${workspaceId} and root_cause_id = ${from.id} returning *),
    acting_moved as (
      insert into improvement_root_causes (workspace_id, improvement_id, root_cause_id)
      select workspace_id, improvement_id, ${into.id}::uuid from acting on conflict do nothing),
    came_back as (
      update recurrences set root_cause_id = ${into.id}
      where workspace_id = ${workspaceId} and root_cause_id = ${from.id}),
    talk as (
      update comments set root_cause_id = ${into.id}
      where workspace_id = ${workspaceId} and root_cause_id = ${from.id}),
    years_moved as (
      update root_cause_severities s set root_cause_id = ${into.id}, version = s.version + 1
      where s.workspace_id = ${workspaceId} and s.root_cause_id = ${from.id} and not exists (
        select 1 from root_cause_severities o
        where o.workspace_id = ${workspaceId} and o.root_cause_id = ${into.id} and o.year = s.year)
      returning s.year)
    select ${list("id", "whys_moved")} as "whyIds", ${list("incident_id", "links")} as "incidentIds",
      ${list("improvement_id", "acting")} as "improvementIds", ${list("year", "years_moved")} as years`);
  return one(rows<Moved>(found));
}
