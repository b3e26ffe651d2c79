import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { type AuditFilter, spanOf } from "./audit-filter";

/** What a deed belongs to, where it has a page of its own. */
export type AuditPlace = "incident" | "tree" | "root_cause" | "improvement" | "measure" | "cycle" | "member";

/** One deed of the whole history. `memberName` is null where nobody is named: the program itself, or `hidden`. */
export type AuditEntry = {
  sequence: number;
  at: Date;
  verb: string;
  details: Record<string, unknown> | null;
  memberId: string | null;
  memberName: string | null;
  /** An anonymous reporter, whom only their own side may know (method 1.1). */
  hidden: boolean;
  subjectId: string;
  subject: string | null;
  place: AuditPlace | null;
};

export const auditPageSize = 50;

/**
 * One page of all that was done in the workspace, newest first, from `filter.before` on backward; its days are those of the
 * member's time zone. `older` is where the next page begins.
 */
export async function listAudit(
  db: Database,
  member: Member,
  filter: AuditFilter,
  limit = auditPageSize,
): Promise<{ entries: AuditEntry[]; older: number | undefined }> {
  permit(member, "activity:read");
  const found = rows<AuditRow>(await db.execute(pageOf(member, filter, limit + 1)));
  const entries = found.slice(0, limit).map((row) => asEntry(member, row));
  return { entries, older: found.length > limit ? entries.at(-1)?.sequence : undefined };
}

type AuditRow = Omit<AuditEntry, "at" | "hidden"> & { at: Date | string; teamId: string | null; isReporters: boolean };

function asEntry(member: Member, { teamId, isReporters, ...row }: AuditRow): AuditEntry {
  const known = row.memberId === member.id || (teamId !== null && teamId === member.teamId);
  const hidden = isReporters && !known;
  return {
    ...row,
    at: new Date(row.at),
    hidden,
    ...(hidden && { memberId: null, memberName: null }),
  };
}

/** The page is cut from an index first; what its rows are called is looked up for those alone. */
const pageOf = (member: Member, filter: AuditFilter, limit: number) => sql`
  select a.sequence, a.at, a.verb, a.details, a.member_id as "memberId", u.name as "memberName", m.team_id as "teamId",
    a.subject_id as "subjectId",
    coalesce(i.title, t.problem, rc.text, im.title, me.name, cy.name, su.name, te.name, inv.email, tok.name) as subject,
    case when i.id is not null then 'incident' when t.id is not null then 'tree' when rc.id is not null then 'root_cause'
      when im.id is not null then 'improvement' when me.id is not null then 'measure' when cy.id is not null then 'cycle'
      when sm.id is not null then 'member' end as place,
    coalesce(split_part(a.verb, '.', 1) = 'incident' and i.anonymous and i.logged_by_id = a.member_id, false) as "isReporters"
  from (
    select a.* from activity a where ${conditions(member, filter)}
    order by a.at desc, a.sequence desc limit ${limit}::int) a
  left join members m on m.workspace_id = a.workspace_id and m.id = a.member_id
  left join users u on u.id = m.user_id
  left join incidents i on i.workspace_id = a.workspace_id and i.id = a.subject_id
  left join cause_trees t on t.workspace_id = a.workspace_id and t.id = a.subject_id
  left join root_causes rc on rc.workspace_id = a.workspace_id and rc.id = a.subject_id
  left join improvements im on im.workspace_id = a.workspace_id and im.id = a.subject_id
  left join measures me on me.workspace_id = a.workspace_id and me.id = a.subject_id
  left join cycles cy on cy.workspace_id = a.workspace_id and cy.id = a.subject_id
  left join members sm on sm.workspace_id = a.workspace_id and sm.id = a.subject_id
  left join users su on su.id = sm.user_id
  left join teams te on te.workspace_id = a.workspace_id and te.id = a.subject_id
  left join invitations inv on inv.workspace_id = a.workspace_id and inv.id = a.subject_id
  left join api_tokens tok on tok.workspace_id = a.workspace_id and tok.id = a.subject_id
  order by a.at desc, a.sequence desc`;

function conditions(member: Member, filter: AuditFilter): SQL {
  const { person, kind, about, before } = filter;
  const { from, to } = spanOf(filter, member.timeZone);
  const here = sql`a.workspace_id = ${member.workspaceId}::uuid`;
  const all = [
    here,
    person === "nobody" ? sql`a.member_id is null` : person && deedsOf(member, person),
    kind && sql`split_part(a.verb, '.', 1) = ${kind}`,
    about && sql`a.subject_id = ${about}::uuid`,
    from && sql`a.at >= ${from.toISOString()}::timestamptz`,
    to && sql`a.at < ${to.toISOString()}::timestamptz`,
    before !== undefined &&
      sql`(a.at, a.sequence) < (
        (select b.at from activity b where b.workspace_id = ${member.workspaceId}::uuid and b.sequence = ${before}::bigint),
        ${before}::bigint)`,
  ];
  return sql.join(
    all.filter((one): one is SQL => typeof one === "object"),
    sql` and `,
  );
}

/** A filter must not tell whom a row does not name. */
function deedsOf(member: Member, person: string): SQL {
  const theirs = sql`a.member_id = ${person}::uuid`;
  if (person === member.id) return theirs;
  const mySide = member.teamId
    ? sql`exists (select 1 from members p where p.workspace_id = a.workspace_id and p.id = a.member_id
        and p.team_id = ${member.teamId}::uuid)`
    : sql`false`;
  return sql`${theirs} and (split_part(a.verb, '.', 1) <> 'incident' or ${mySide} or not exists (
    select 1 from incidents r where r.workspace_id = a.workspace_id and r.id = a.subject_id
      and r.anonymous and r.logged_by_id = a.member_id))`;
}

/** Everybody who ever was a member, by name; those who have left are marked. */
export async function listEverMembers(db: Database, member: Member) {
  permit(member, "activity:read");
  const found = await db.execute(sql`
    select m.id, u.name, m.ended_at is not null as "hasLeft" from members m join users u on u.id = m.user_id
    where m.workspace_id = ${member.workspaceId} order by u.name, m.id limit 1000`);
  return rows<{ id: string; name: string; hasLeft: boolean }>(found);
}
