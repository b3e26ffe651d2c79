import "server-only";
import { and, asc, desc, eq, ilike, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  causeTrees,
  comments,
  improvements,
  incidents,
  members,
  mentions,
  rootCauses,
  teams,
  users,
  whys,
} from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { markdownToHtml } from "@/lib/text/markdown";
import { rowId } from "@/lib/text/shapes";
import type { CommentSubject } from "./input";
import { nameAt } from "./mentions";
import { subjectColumns, subjectOf } from "./subjects";

/** A comment as pages show it. */
export type ShownComment = {
  id: string;
  whyId: string | null;
  html: string | null; // safe to stand in a page; none: it was removed
  text: string | null; // as it was typed, for its author to change
  author: string | null; // none: it came with a case, which names sides and no people
  sideId: string | null; // of the author when it was written
  saidOn: string | null; // the day, where it came with a case
  at: Date;
  mine: boolean; // whoever reads wrote it, or took it in
  edited: boolean;
  version: number;
  /** It names whoever is reading, who has not said yet that they have seen it. */
  unseen: boolean;
};
/** `older` is one of the page before these; `fromEarlier`: later ones are not shown. */
export type ShownComments = { comments: ShownComment[]; older: string | null; fromEarlier: boolean };

const commentsOnPage = 100;

/**
 * The latest comments on one thing, the oldest of them first; of a tree, also those on its whys. Where a comment is asked
 * for that is older than these, it is shown last, and those before it. One query, and one more for such a comment.
 */
export async function listComments(
  db: Database,
  member: Member,
  on: CommentSubject,
  subjectId: string,
  asked?: string,
  limit = commentsOnPage,
): Promise<ShownComments> {
  const { found, older, fromEarlier } = await loadComments(db, member, { on, subjectId, asked }, limit);
  return {
    older,
    fromEarlier,
    comments: found.map(({ text, authorId, author, names, editedAt, removedAt, ...comment }) => ({
      ...comment,
      author: comment.saidOn === null || removedAt ? author : null,
      html: removedAt ? null : markdownToHtml(text, (words, at) => nameAt(words, at, names ?? [])),
      text: authorId === member.id && !removedAt && comment.saidOn === null ? text : null,
      mine: authorId === member.id,
      edited: editedAt !== null,
      unseen: comment.unseen && !removedAt,
    })),
  };
}

type CommentsAsked = { on: CommentSubject; subjectId: string; asked?: string | undefined };

/** The same for programs: as they were typed, without what a page makes of them. `text` is null once it was removed. */
export async function readComments(db: Database, member: Member, of: CommentsAsked) {
  const { found, older } = await loadComments(db, member, of, commentsOnPage);
  return {
    older,
    comments: found.map(({ id, whyId, text, author, sideId, saidOn, at, editedAt, removedAt, version }) => ({
      ...{ id, whyId, text: removedAt ? null : text, author: saidOn === null ? author : null },
      ...{ sideId, saidOn, at, edited: editedAt !== null, version },
    })),
  };
}

async function loadComments(db: Database, member: Member, { on, subjectId, asked }: CommentsAsked, limit: number) {
  if (!rowId.safeParse(subjectId).success) return { found: [], older: null, fromEarlier: false };
  const here = and(eq(comments.workspaceId, member.workspaceId), eq(subjectColumns[on], subjectId));
  const wanted = rowId.safeParse(asked).data;
  const last = wanted && (await isOlder(db, here, wanted, limit)) ? wanted : undefined;
  const found = await db
    .select({
      id: comments.id,
      whyId: comments.whyId,
      text: comments.text,
      authorId: comments.authorId,
      author: users.name,
      sideId: comments.sideId,
      saidOn: comments.saidOn,
      at: comments.createdAt,
      editedAt: comments.editedAt,
      removedAt: comments.removedAt,
      version: comments.version,
      names: sql<string[] | null>`(
        select array_agg(named.name) from ${mentions} m
        join members who on who.workspace_id = m.workspace_id and who.id = m.member_id
        join users named on named.id = who.user_id
        where m.workspace_id = ${comments.workspaceId} and m.comment_id = ${comments.id})`,
      unseen: sql<boolean>`exists (
        select 1 from ${mentions} m
        where m.workspace_id = ${comments.workspaceId} and m.comment_id = ${comments.id}
          and m.member_id = ${member.id} and m.seen_at is null)`,
    })
    .from(comments)
    .innerJoin(members, and(eq(members.workspaceId, comments.workspaceId), eq(members.id, comments.authorId)))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(here, last === undefined ? undefined : upTo(member, last)))
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(limit + 1);
  return { found: found.slice(0, limit).reverse(), older: found[limit]?.id ?? null, fromEarlier: last !== undefined };
}

/** Whether the latest page does not hold it. What is no comment there is older than all. */
async function isOlder(db: Database, here: SQL | undefined, commentId: string, limit: number): Promise<boolean> {
  const latest = await db
    .select({ id: comments.id })
    .from(comments)
    .where(here)
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(limit);
  return !latest.some(({ id }) => id === commentId);
}

/** By the instant and the id of its row: comments of one moment keep their order. */
const upTo = ({ workspaceId }: Member, commentId: string) => sql`
  (${comments.createdAt}, ${comments.id}) <= (
    select bound.created_at, bound.id from comments bound where bound.workspace_id = ${workspaceId} and bound.id = ${commentId})`;

/** What names the member and waits to be read, the latest first. One query. */
export async function listUnseenMentions(db: Database, member: Member, limit = 8) {
  const found = await db
    .select({
      commentId: comments.id,
      text: comments.text,
      author: users.name,
      sideId: comments.sideId,
      at: comments.createdAt,
      incidentId: comments.incidentId,
      treeId: comments.treeId,
      rootCauseId: comments.rootCauseId,
      improvementId: comments.improvementId,
      about: sql<string>`coalesce(${whys.text}, ${incidents.title}, ${causeTrees.problem}, ${rootCauses.text}, ${improvements.title})`,
      relationshipId: sql<
        string | null
      >`coalesce(${incidents.relationshipId}, ${causeTrees.relationshipId}, ${improvements.relationshipId})`,
    })
    .from(mentions)
    .innerJoin(comments, and(eq(comments.workspaceId, mentions.workspaceId), eq(comments.id, mentions.commentId)))
    .innerJoin(members, and(eq(members.workspaceId, comments.workspaceId), eq(members.id, comments.authorId)))
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(incidents, and(eq(incidents.workspaceId, comments.workspaceId), eq(incidents.id, comments.incidentId)))
    .leftJoin(causeTrees, and(eq(causeTrees.workspaceId, comments.workspaceId), eq(causeTrees.id, comments.treeId)))
    .leftJoin(whys, and(eq(whys.workspaceId, comments.workspaceId), eq(whys.id, comments.whyId)))
    .leftJoin(
      rootCauses,
      and(eq(rootCauses.workspaceId, comments.workspaceId), eq(rootCauses.id, comments.rootCauseId)),
    )
    .leftJoin(
      improvements,
      and(eq(improvements.workspaceId, comments.workspaceId), eq(improvements.id, comments.improvementId)),
    )
    .where(
      and(
        eq(mentions.workspaceId, member.workspaceId),
        eq(mentions.memberId, member.id),
        isNull(mentions.seenAt),
        isNull(comments.removedAt),
      ),
    )
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(limit);
  return found.map(({ text, incidentId, treeId, rootCauseId, improvementId, ...mention }) => ({
    ...mention,
    ...subjectOf({ incidentId, treeId, rootCauseId, improvementId }),
    words: text.length > 200 ? `${text.slice(0, 199).trimEnd()}…` : text,
  }));
}
export type UnseenMention = Awaited<ReturnType<typeof listUnseenMentions>>[number];

/** People whose name has a word that begins like this, to be named in a comment. */
export function suggestPeople(db: Database, member: Member, beginning: string, limit = 8) {
  const literally = beginning.trim().replace(/[\\%_]/g, "\\$&");
  return db
    .select({ id: members.id, name: users.name, team: teams.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, and(eq(teams.workspaceId, members.workspaceId), eq(teams.id, members.teamId)))
    .where(
      and(
        eq(members.workspaceId, member.workspaceId),
        isNull(members.endedAt),
        ilike(sql`' ' || ${users.name}`, `% ${literally}%`),
      ),
    )
    .orderBy(asc(users.name), asc(members.id))
    .limit(limit);
}
