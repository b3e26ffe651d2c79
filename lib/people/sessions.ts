import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { members, sessions, users, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { unreadOf } from "@/lib/notices/queries";
import { asRelationship, type RelationshipRow, relationshipsAsJson } from "@/lib/teams/queries";
import type { Relationship } from "@/lib/teams/sides";
import { asMember } from "./member-row";
import { isSlug } from "./slug";
import { hashToken, newToken } from "./tokens";

export const sessionDays = { idle: 7, inAll: 30 } as const;

/** Starts a session and answers with the token for the cookie; only its hash is kept. */
export async function startSession(db: Database, userId: string): Promise<string> {
  const token = newToken();
  const expiresAt = sql`now() + make_interval(days => ${sessionDays.inAll})`;
  await db.insert(sessions).values({ id: v7(), tokenHash: hashToken(token), userId, expiresAt });
  return token;
}

const unended = sql`sessions.ended_at is null and sessions.expires_at > now()
  and sessions.last_seen_at > now() - make_interval(days => ${sql.raw(String(sessionDays.idle))})`;

/** Once an hour is exact enough for seven idle days, and spares every page a write. */
const isStale = sql`sessions.last_seen_at < now() - interval '1 hour'`;

/** The signed-in user, read on each request, so that an ended session is refused at once. */
export async function findSession(db: Database, token: string) {
  const [found] = await db
    .select({
      sessionId: sessions.id,
      lastSeenAt: sessions.lastSeenAt,
      userId: users.id,
      name: users.name,
      email: users.email,
      locale: users.locale,
      timeZone: users.timeZone,
      theme: users.theme,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, hashToken(token)), unended));
  return found;
}

/** Who enters, and what every page shows around itself: the relationships of the workspace, and all there is to go to. */
export type Entry = {
  member: Member;
  relationships: Relationship[];
  workspaces: { slug: string; name: string }[];
  /** Notices that wait to be read, counted up to 100. */
  unread: number;
};

/**
 * The member that this session's user is in the workspace with this slug, with what stands around every page. One query,
 * as a query more costs more than its rows, and written out: this is asked for on each request, and putting it together
 * anew took the program longer than sending it.
 */
export async function enterWorkspace(db: Database, token: string, slug: string): Promise<Entry | undefined> {
  if (!isSlug(slug)) return undefined;
  const found = await db.execute(sql`
    select m.id, u.id as "userId", u.name, m.role, m.team_id as "teamId", w.id as "workspaceId", w.slug,
      w.name as "workspaceName", w.time_zone as "workspaceTimeZone", w.is_example as "isExample", u.locale,
      u.time_zone as "timeZone", u.theme, ${isStale} as stale, ${relationshipsAsJson(sql`w.id`)} as relationships,
      ${unreadOf} as unread, (
        select json_agg(json_build_object('slug', other.slug, 'name', other.name) order by other.name, other.id)
        from members own join workspaces other on other.id = own.workspace_id
        where own.user_id = u.id and own.ended_at is null) as workspaces
    from sessions
    join users u on u.id = sessions.user_id
    join members m on m.user_id = u.id and m.ended_at is null
    join workspaces w on w.id = m.workspace_id and w.slug = ${slug}
    where sessions.token_hash = ${hashToken(token)} and ${unended}`);
  type Row = Parameters<typeof asMember>[0] & {
    stale: boolean;
    relationships: RelationshipRow[];
    workspaces: Entry["workspaces"];
    unread: number;
  };
  const [row] = rows<Row>(found);
  if (!row) return undefined;
  if (row.stale) await keepAlive(db, token);
  const { relationships, workspaces, unread } = row;
  return { member: asMember(row), relationships: relationships.map(asRelationship), workspaces, unread };
}

/** The member alone. */
export const findMember = async (db: Database, token: string, slug: string): Promise<Member | undefined> =>
  (await enterWorkspace(db, token, slug))?.member;

async function keepAlive(db: Database, token: string) {
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`now()` })
    .where(eq(sessions.tokenHash, hashToken(token)));
}

export async function endSession(db: Database, token: string) {
  await db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.tokenHash, hashToken(token)), isNull(sessions.endedAt)));
}

/** Ends every session of a user, on all devices: a change of role or password begins with a new session id (trust 3). */
export async function endSessionsOf(db: Database, userId: string) {
  await db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)));
}

/** The sessions in which a user is signed in, the latest first; `isThis` marks the one with this token. */
export function listSessions(db: Database, userId: string, token: string) {
  const { id, createdAt, lastSeenAt } = sessions;
  return db
    .select({ id, createdAt, lastSeenAt, isThis: sql<boolean>`${sessions.tokenHash} = ${hashToken(token)}` })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), unended))
    .orderBy(desc(lastSeenAt), desc(id))
    .limit(100);
}

/** The workspaces a user may enter, by name. */
export function listWorkspacesOf(db: Database, userId: string) {
  return db
    .select({ slug: workspaces.slug, name: workspaces.name })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.userId, userId), isNull(members.endedAt)))
    .orderBy(workspaces.name, workspaces.id);
}
