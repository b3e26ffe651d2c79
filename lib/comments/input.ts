import { z } from "zod";
import { neededText, newId, orNothing, rowId, seenVersion } from "@/lib/text/shapes";

/** What a comment is about. */
export const commentSubjects = ["incident", "tree", "root_cause", "improvement"] as const;
export type CommentSubject = (typeof commentSubjects)[number];

const text = neededText("Write something first.");

/** `whyId`: of a tree, the line that is meant; none: the tree as a whole. */
export const writeCommentInput = z.object({
  id: newId,
  on: z.enum(commentSubjects),
  subjectId: rowId,
  whyId: orNothing(rowId),
  text,
});
export type WriteComment = z.output<typeof writeCommentInput>;

export const rewordCommentInput = z.object({ commentId: rowId, version: seenVersion, text });
export type RewordComment = z.output<typeof rewordCommentInput>;

export const commentInput = z.object({ commentId: rowId });

/** The beginning of a name, as somebody is typing it. */
export const nameInput = z.object({ name: z.string().max(80) });
