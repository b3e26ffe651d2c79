import "server-only";
import { and, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { comments, members, mentions, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { mentionKey, settleNotices, tell } from "@/lib/notices/telling";
import { refuse } from "@/lib/refusal";
import type { RewordComment, WriteComment } from "./input";
import { namedIn } from "./mentions";
import { placeOfComment } from "./place-of";
import { requireSubject, subjectColumns, subjectField, subjectOf } from "./subjects";

/**
 * Says something about an incident, a tree or a why, a root cause or an improvement. Whoever is named after an "@" finds
 * it on Today; what named the writer there is answered by it. Sending the same id again changes nothing.
 */
export async function writeComment(db: Database, member: Member, input: WriteComment): Promise<void> {
  permit(member, "comment:write");
  const { id, on, subjectId, whyId, text } = input;
  await db.transaction(async (tx) => {
    await requireSubject(tx, member, input);
    const about = { ...subjectField(on, subjectId), whyId };
    const [written] = await tx
      .insert(comments)
      .values({ id, workspaceId: member.workspaceId, ...about, text, authorId: member.id, sideId: member.teamId })
      .onConflictDoNothing({ target: comments.id })
      .returning({ id: comments.id });
    if (!written) return requireSame(tx, member, input);
    await nameAnew(tx, member, { id, text, on, subjectId, whyId });
    await seeAll(tx, member, input);
    await recordActivity(tx, member, "comment.written", subjectId, { commentId: id, whyId });
  });
}

/** Changes one's own words. Whoever saw an older text, as in a second window, is shown the standing one. */
export async function rewordComment(db: Database, member: Member, input: RewordComment): Promise<void> {
  permit(member, "comment:write");
  const { commentId, version, text } = input;
  await db.transaction(async (tx) => {
    const standing = await lockOwn(tx, member, commentId);
    if (standing.removedAt) refuse("conflict", "You have removed this comment meanwhile.");
    if (standing.saidOn) refuse("forbidden", "These words came with a case; nobody here wrote them.");
    if (standing.text === text) return;
    if (standing.version !== version) {
      const said = { version: standing.version, text: standing.text };
      refuse("conflict", "You have changed this comment meanwhile, in another window.", undefined, said);
    }
    await tx
      .update(comments)
      .set({ text, editedAt: sql`now()`, version: sql`${comments.version} + 1` })
      .where(inPlace(member, commentId));
    await nameAnew(tx, member, { id: commentId, text, ...subjectOf(standing), whyId: standing.whyId });
    const details = { commentId, before: standing.text };
    await recordActivity(tx, member, "comment.reworded", subjectOf(standing).subjectId, details);
  });
}

/** Takes one's own comment out of sight. That there was one stays to be seen, for others may have answered it. */
export async function removeComment(db: Database, member: Member, { commentId }: { commentId: string }): Promise<void> {
  permit(member, "comment:write");
  await db.transaction(async (tx) => {
    const standing = await lockOwn(tx, member, commentId);
    if (standing.removedAt) return;
    await tx
      .update(comments)
      .set({ removedAt: sql`now()`, version: sql`${comments.version} + 1` })
      .where(inPlace(member, commentId));
    await settleNotices(tx, member, { kind: "mentioned", keys: [mentionKey(commentId)] });
    await recordActivity(tx, member, "comment.removed", subjectOf(standing).subjectId, { commentId });
  });
}

/**
 * Says that the member has read the comment that names them; it waits on Today no more. Reading is no deed, so the
 * history knows nothing of it.
 * @returns where the comment stands
 */
export async function seeMention(db: Database, member: Member, { commentId }: { commentId: string }) {
  permit(member, "workspace:read");
  return db.transaction(async (tx) => {
    const [found] = await tx
      .update(mentions)
      .set({ seenAt: sql`coalesce(${mentions.seenAt}, now())` })
      .where(
        and(
          eq(mentions.workspaceId, member.workspaceId),
          eq(mentions.commentId, commentId),
          eq(mentions.memberId, member.id),
        ),
      )
      .returning({ commentId: mentions.commentId });
    if (!found) refuse("not_found", "No comment names you there.");
    await settleNotices(tx, member, { kind: "mentioned", keys: [mentionKey(commentId)], memberId: member.id });
    const [comment] = await tx.select().from(comments).where(inPlace(member, commentId));
    if (!comment) throw new Error("A mention without a comment.");
    return { ...subjectOf(comment), whyId: comment.whyId };
  });
}

const inPlace = (member: Member, commentId: string) =>
  and(eq(comments.workspaceId, member.workspaceId), eq(comments.id, commentId));

async function lockOwn(tx: Database, member: Member, commentId: string) {
  const [found] = await tx.select().from(comments).where(inPlace(member, commentId)).for("update");
  if (!found) refuse("not_found", "This comment does not exist.");
  if (found.authorId !== member.id) refuse("forbidden", "Only whoever wrote a comment changes it.");
  return found;
}

type Said = Pick<WriteComment, "id" | "text" | "on" | "subjectId" | "whyId">;

/** Nobody else's name is in the text, whichever case it is in; what is more than ASCII is left to whoever compares. */
const mayBeNamedIn = (text: string) =>
  sql`(strpos(lower(${text}), lower(${users.name})) > 0 or ${users.name} ~ '[^ -~]')`;

/** Those who are named now and were not before are told, and find it on Today; who is named no more has nothing to read. */
async function nameAnew(tx: Database, member: Member, { id: commentId, text, ...subject }: Said): Promise<void> {
  const { workspaceId } = member;
  const people = text.includes("@")
    ? await tx
        .select({ id: members.id, name: users.name })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(and(eq(members.workspaceId, workspaceId), isNull(members.endedAt), mayBeNamedIn(text)))
    : [];
  const named = namedIn(text, people).map(({ id }) => id);
  const others = named.filter((id) => id !== member.id);
  const those = and(eq(mentions.workspaceId, workspaceId), eq(mentions.commentId, commentId));
  const dropped = await tx
    .delete(mentions)
    .where(others.length > 0 ? and(those, notInArray(mentions.memberId, others)) : those)
    .returning({ memberId: mentions.memberId });
  const key = mentionKey(commentId);
  for (const { memberId } of dropped) await settleNotices(tx, member, { kind: "mentioned", keys: [key], memberId });
  if (others.length === 0) return;
  const anew = await tx
    .insert(mentions)
    .values(others.map((memberId) => ({ workspaceId, commentId, memberId })))
    .onConflictDoNothing()
    .returning({ memberId: mentions.memberId });
  const path = `/${placeOfComment(subject, commentId)}`;
  const news = { kind: "mentioned" as const, key, about: `${member.name}: “${text}”`, path };
  await tell(
    tx,
    member,
    anew.map(({ memberId }) => memberId),
    news,
  );
}

/** Whoever answers has read what named them there. */
async function seeAll(tx: Database, member: Member, { on, subjectId, whyId }: WriteComment): Promise<void> {
  const sameWhy = whyId === null ? isNull(comments.whyId) : eq(comments.whyId, whyId);
  const there = tx
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.workspaceId, member.workspaceId), eq(subjectColumns[on], subjectId), sameWhy));
  const seen = await tx
    .update(mentions)
    .set({ seenAt: sql`now()` })
    .where(
      and(
        eq(mentions.workspaceId, member.workspaceId),
        eq(mentions.memberId, member.id),
        isNull(mentions.seenAt),
        inArray(mentions.commentId, there),
      ),
    )
    .returning({ commentId: mentions.commentId });
  const keys = seen.map(({ commentId }) => mentionKey(commentId));
  await settleNotices(tx, member, { kind: "mentioned", keys, memberId: member.id });
}

async function requireSame(tx: Database, member: Member, { id, text }: WriteComment): Promise<void> {
  const [mine] = await tx
    .select({ text: comments.text })
    .from(comments)
    .where(and(inPlace(member, id), eq(comments.authorId, member.id)));
  if (mine?.text !== text) refuse("conflict", "This form is out of date. Send it again.", undefined, { nextId: v7() });
}
