import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Digest, NoticeKind } from "@/db/terms";

/** A mail that this copy has taken to send. `key`: see the table. */
export type TakenMail = { id: string; workspaceId: string; memberId: string; key: string; tries: number };

export type DigestLine = {
  id: string;
  kind: NoticeKind;
  about: string;
  path: string;
  dueOn: string | null;
  sides: { first: string; second: string } | null; // of the relationship it belongs to
};

/** Who a mail goes to and what it says; `more` stand in the app besides. */
export type MailContent = {
  mailId: string;
  isHere: boolean; // still a member
  refused: boolean;
  digest: Digest | null;
  name: string;
  email: string;
  locale: string;
  timeZone: string;
  slug: string;
  workspace: string;
  lines: DigestLine[];
  more: number;
};

const mostLines = 30;

/**
 * Who each of these mails goes to, and which notices it has to tell now: what was read or settled since it was promised
 * is left out. Only a digest and the mail of a notice tell any.
 */
export async function contentOf(db: Database, mails: readonly TakenMail[]): Promise<Map<string, MailContent>> {
  const found = await db.execute(sql`
    select c.id as "mailId", m.ended_at is null as "isHere", s.refused_at is not null as refused, s.digest,
      u.name, u.email, u.locale, u.time_zone as "timeZone", w.slug, w.name as workspace, said.lines,
      greatest(said.number - ${mostLines}::int, 0) as more
    from jsonb_to_recordset(${JSON.stringify(mails)}::text::jsonb)
      as c (id uuid, "workspaceId" uuid, "memberId" uuid, key text)
    join members m on m.workspace_id = c."workspaceId" and m.id = c."memberId"
    join users u on u.id = m.user_id
    join workspaces w on w.id = c."workspaceId"
    left join notice_settings s on s.workspace_id = c."workspaceId" and s.member_id = c."memberId"
    cross join lateral (
      select coalesce(json_agg(line order by line.place) filter (where line.place <= ${mostLines}::int), '[]') as lines,
        count(*)::int as number
      from (
        select n.id, n.kind, n.about, n.path, n.due_on::text as "dueOn",
          row_number() over (order by n.due_on nulls last, n.created_at, n.id) as place
        from notices n
        where n.workspace_id = c."workspaceId" and n.member_id = c."memberId"
          and n.mailed_at is null and n.settled_at is null and n.read_at is null
          and (c.key like 'digest:%' or c.key = 'notice:' || n.id)) line) said`);
  const contents = rows<MailContent>(found);
  await nameSides(db, mails, contents);
  return new Map(contents.map((content) => [content.mailId, content]));
}

/** Addresses below a workspace whose page stands between two sides, and where the relationship is written. */
const tables = {
  improvements: "improvements",
  incidents: "incidents",
  causes: "cause_trees",
  cycles: "cycles",
} as const;
const place = /^\/(improvements|incidents|causes|cycles)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/;

async function nameSides(db: Database, mails: readonly TakenMail[], contents: MailContent[]): Promise<void> {
  const homes = new Map(mails.map(({ id, workspaceId }) => [id, workspaceId]));
  const lines = contents.flatMap(({ mailId, lines: all }) =>
    all.flatMap((line) => {
      const [, page, id] = place.exec(line.path) ?? [];
      return page && id ? [{ line, page: page as keyof typeof tables, id, workspaceId: homes.get(mailId) }] : [];
    }),
  );
  for (const { line } of lines) line.sides = null;
  const parts = Object.entries(tables).flatMap(([page, table]) => {
    const ids = lines.filter((one) => one.page === page).map(({ id, workspaceId }) => ({ id, workspaceId }));
    if (ids.length === 0) return [];
    return [
      sql`select t.id, t.workspace_id, t.relationship_id from jsonb_to_recordset(${JSON.stringify(ids)}::text::jsonb)
        as c (id uuid, "workspaceId" uuid)
        join ${sql.identifier(table)} t on t.workspace_id = c."workspaceId" and t.id = c.id`,
    ];
  });
  if (parts.length === 0) return;
  const found = await db.execute(sql`
    select t.id, a.name as first, b.name as second from (${sql.join(parts, sql` union `)}) t
    join relationships r on r.workspace_id = t.workspace_id and r.id = t.relationship_id
    join teams a on a.workspace_id = r.workspace_id and a.id = r.first_team_id
    join teams b on b.workspace_id = r.workspace_id and b.id = r.second_team_id`);
  const sides = new Map(rows<{ id: string; first: string; second: string }>(found).map(({ id, ...two }) => [id, two]));
  for (const { line, id } of lines) line.sides = sides.get(id) ?? null;
}
