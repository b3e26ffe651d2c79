import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attachments, evidence, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { takenId } from "@/lib/causes/sent-before";
import { type Change, type Done, onTree, requireWhy } from "@/lib/causes/tree-deed";
import { refuse } from "@/lib/refusal";
import { rowId } from "@/lib/text/shapes";
import { shownName } from "./file-name";
import type { AttachInput, FileInput } from "./input";
import { fileFaults, mostBytes, mostFiles, mostPixels } from "./limits";
import { isPicture, type MediaType, mediaTypeOf } from "./media-type";
import { pixelsOf } from "./picture-size";
import type { FileStore } from "./store";

type Sent = { name: string; content: Uint8Array };

/**
 * Attaches a picture or a PDF to a piece of evidence. What it is its first bytes say. The bytes are kept before the deed
 * is written, and taken away again where it is refused: a row without its file would be a lie, a file without its row is
 * only dust. Sending the same id again changes nothing.
 */
export async function attachFile(
  db: Database,
  store: FileStore,
  member: Member,
  input: AttachInput,
  { name, content }: Sent,
): Promise<Done> {
  permit(member, "tree:edit");
  const mediaType = requireSound(content);
  const { workspaceId } = member;
  const storedAs = randomBytes(16).toString("hex");
  await store.put(workspaceId, storedAs, content);
  try {
    const done = await onTree(db, member, input.treeId, async (tx, tree) => {
      const why = await requireWhy(tx, member, tree, input.whyId);
      const item = await requireEvidence(tx, member, why.id, input.evidenceId);
      const there = await listOn(tx, member, item.id);
      if (there.some(({ id, addedById }) => id === input.id && addedById === member.id)) return undefined;
      if (there.length >= mostFiles) refuse("invalid", fileFaults.many);
      const row = { fileName: shownName(name), mediaType, sizeBytes: content.byteLength, sha256: hashOf(content) };
      const [added] = await tx
        .insert(attachments)
        .values({ id: input.id, workspaceId, evidenceId: item.id, storedAs, addedById: member.id, ...row })
        .onConflictDoNothing({ target: attachments.id })
        .returning({ id: attachments.id });
      if (!added) refuse("conflict", takenId);
      const details = { text: why.text, evidence: item.text, attachmentId: input.id, ...row };
      return { verb: "evidence.file_attached", changes: [touched(why.id)], details };
    });
    if (done.sequence === null) await store.remove(workspaceId, storedAs);
    return done;
  } catch (error) {
    await removeDust(db, store, workspaceId, storedAs);
    throw error;
  }
}

/** A deed may have been written although its answer was lost; then its file is no dust. */
async function removeDust(db: Database, store: FileStore, workspaceId: string, storedAs: string): Promise<void> {
  const its = and(eq(attachments.workspaceId, workspaceId), eq(attachments.storedAs, storedAs));
  // Where nobody can say, as while the database is away, the file stays.
  const rows = await db.$count(attachments, its).catch(() => 1);
  if (rows === 0) await store.remove(workspaceId, storedAs);
}

/** Takes a file away for good: its bytes are gone, that it was there stays in the history. */
export async function removeFile(db: Database, store: FileStore, member: Member, input: FileInput): Promise<Done> {
  let storedAs: string | null = null;
  const done = await onTree(db, member, input.treeId, async (tx, tree) => {
    const why = await requireWhy(tx, member, tree, input.whyId);
    const [found] = await tx
      .select({
        id: attachments.id,
        fileName: attachments.fileName,
        storedAs: attachments.storedAs,
        addedById: attachments.addedById,
      })
      .from(attachments)
      .innerJoin(
        evidence,
        and(eq(evidence.workspaceId, attachments.workspaceId), eq(evidence.id, attachments.evidenceId)),
      )
      .where(and(standing(member), eq(attachments.id, input.attachmentId), eq(evidence.whyId, why.id)));
    if (!found) refuse("not_found", "This file was taken away already.");
    // As with evidence: what one side brought never disappears by a deed of the other (method 1.4).
    if (found.addedById !== member.id) refuse("forbidden", "Somebody else attached this file; only they take it away.");
    await tx
      .update(attachments)
      .set({ removedAt: sql`now()` })
      .where(and(eq(attachments.workspaceId, member.workspaceId), eq(attachments.id, found.id)));
    storedAs = found.storedAs;
    const details = { text: why.text, attachmentId: found.id, fileName: found.fileName };
    return { verb: "evidence.file_removed", changes: [touched(why.id)], details };
  });
  if (storedAs) await store.remove(member.workspaceId, storedAs);
  return done;
}

/** A file whose evidence stands; undefined when this workspace has none of that id, or only its name. */
export async function findFile(db: Database, store: FileStore, member: Member, attachmentId: string) {
  permit(member, "workspace:read");
  if (!rowId.safeParse(attachmentId).success) return undefined;
  const [found] = await db
    .select({
      fileName: attachments.fileName,
      mediaType: attachments.mediaType,
      sha256: attachments.sha256,
      storedAs: attachments.storedAs,
    })
    .from(attachments)
    .innerJoin(
      evidence,
      and(eq(evidence.workspaceId, attachments.workspaceId), eq(evidence.id, attachments.evidenceId)),
    )
    .innerJoin(whys, and(eq(whys.workspaceId, evidence.workspaceId), eq(whys.id, evidence.whyId)))
    .where(and(standing(member), eq(attachments.id, attachmentId), isNull(evidence.removedAt), isNull(whys.removedAt)));
  const content = found?.storedAs && (await store.get(member.workspaceId, found.storedAs));
  return content ? { ...found, mediaType: found.mediaType as MediaType, content } : undefined;
}

/** What the file is. @throws Refusal when it is nothing that can be evidence */
function requireSound(content: Uint8Array): MediaType {
  if (content.byteLength === 0) refuse("invalid", fileFaults.none);
  if (content.byteLength > mostBytes) refuse("invalid", fileFaults.large);
  const mediaType = mediaTypeOf(content);
  if (!mediaType) refuse("invalid", fileFaults.kind);
  if (isPicture(mediaType) && (pixelsOf(content, mediaType) ?? Number.POSITIVE_INFINITY) > mostPixels)
    refuse("invalid", fileFaults.broken);
  return mediaType;
}

async function requireEvidence(tx: Database, member: Member, whyId: string, evidenceId: string) {
  const [found] = await tx
    .select({ id: evidence.id, text: evidence.text })
    .from(evidence)
    .where(
      and(
        eq(evidence.workspaceId, member.workspaceId),
        eq(evidence.id, evidenceId),
        eq(evidence.whyId, whyId),
        isNull(evidence.removedAt),
      ),
    );
  return found ?? refuse("not_found", "This evidence was taken back.");
}

const standing = (member: Member) =>
  and(eq(attachments.workspaceId, member.workspaceId), isNull(attachments.removedAt));
const listOn = (tx: Database, member: Member, evidenceId: string) =>
  tx
    .select({ id: attachments.id, addedById: attachments.addedById })
    .from(attachments)
    .where(and(standing(member), eq(attachments.evidenceId, evidenceId)));

const hashOf = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");

/** Names the why a deed belongs to without changing its row. */
const touched = (id: string): Change => ({ row: "why", id, before: {}, after: {} });
