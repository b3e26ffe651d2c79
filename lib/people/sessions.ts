import "server-only";
import { and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { members, sessions, users, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { unreadOf } from "@/lib/notices/queries";
import { refuse } from "@/lib/refusal";
import { asRelationship, type RelationshipRow, relationshipsAsJson } from "@/lib/teams/queries";
import type { Relationship } from "@/lib/teams/sides";
import { recordOnAccount } from "./account-events";
import { fromNowhere, type Whence } from "./device";
import { asMember } from "./member-row";
import { isSlug } from "./slug";
import { hashToken, newToken } from "./tokens";

export const sessionDays = { idle: 7, inAll: 30 } as const;

/** Starts a session and answers with the token for the cookie; only its hash is kept. */
export async function startSession(db: Database, userId: string, { device, network }: Whence = fromNowhere) {
  const token = newToken();
  const expiresAt = sql`now() + make_interval(days => ${sessionDays.inAll})`;
  await db.insert(sessions).values({ id: v7(), tokenHash: hashToken(token), userId, device, network, expiresAt });
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
  /** How far the history had come before anything else of the page was read. */
  sequence: number;
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
      w.name as "workspaceName", w.time_zone as "workspaceTimeZone", w.is_example as "isExample", w.activity_sequence::float8 as sequence, u.locale,
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
    sequence: number;
  };
  const [row] = rows<Row>(found);
  if (!row) return undefined;
  if (row.stale) await keepAlive(db, token);
  const { relationships, workspaces, unread, sequence } = row;
  return { member: asMember(row), relationships: relationships.map(asRelationship), workspaces, unread, sequence };
}

async function keepAlive(db: Database, token: string) {
  await db
    .update(sessions)
    .set({ lastSeenAt: sql`now()` })
    .where(eq(sessions.tokenHash, hashToken(token)));
}

/** Ends a session for good, on every copy at once. Who signs out by it is written down; a new sign-in says so itself. */
export async function endSession(db: Database, token: string, { signedOut = false } = {}): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ endedAt: sql`now()` })
      .where(and(eq(sessions.tokenHash, hashToken(token)), isNull(sessions.endedAt)))
      .returning({ userId: sessions.userId, device: sessions.device });
    if (ended && signedOut)
      await recordOnAccount(tx, ended.userId, "session.ended", { how: "signed_out", device: ended.device });
  });
}

/**
 * Ends every session of a user, on all devices: a change of role or password begins with a new session id (trust 3).
 * @returns how many had not ended before
 */
export async function endSessionsOf(db: Database, userId: string): Promise<number> {
  const ended = await db
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.userId, userId), unended))
    .returning({ id: sessions.id });
  return ended.length;
}

/** Ends one of one's own sessions, on whatever device it is. */
export async function endOwnSession(db: Database, userId: string, sessionId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ endedAt: sql`now()` })
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)))
      .returning({ device: sessions.device });
    if (!ended) refuse("not_found", "This session has ended already.");
    await recordOnAccount(tx, userId, "session.ended", { how: "one_of_own", device: ended.device });
  });
}

/** Ends all of one's own sessions but the one with this token. @returns how many */
export async function endOtherSessions(db: Database, userId: string, token: string): Promise<number> {
  return db.transaction(async (tx) => {
    const ended = await tx
      .update(sessions)
      .set({ endedAt: sql`now()` })
      .where(and(eq(sessions.userId, userId), ne(sessions.tokenHash, hashToken(token)), unended))
      .returning({ id: sessions.id });
    const count = ended.length;
    if (count > 0) await recordOnAccount(tx, userId, "session.ended", { how: "all_others", count });
    return count;
  });
}

/** The sessions in which a user is signed in, the latest first; `isThis` marks the one with this token. */
export function listSessions(db: Database, userId: string, token: string) {
  const { id, device, network, createdAt, lastSeenAt } = sessions;
  const isThis = sql<boolean>`${sessions.tokenHash} = ${hashToken(token)}`;
  return db
    .select({ id, device, network, createdAt, lastSeenAt, isThis })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), unended))
    .orderBy(desc(isThis), desc(lastSeenAt), desc(id))
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
