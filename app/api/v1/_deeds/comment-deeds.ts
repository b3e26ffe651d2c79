import { z } from "zod";
import { removeComment, rewordComment, seeMention, writeComment } from "@/lib/comments/commands";
import { type CommentSubject, commentInput, rewordCommentInput, writeCommentInput } from "@/lib/comments/input";
import { rowId } from "@/lib/text/shapes";
import { type Deed, type Deeds, deed } from "./deed";

const { id, text, whyId } = writeCommentInput.shape;

/** Says something about a thing, whose id stands in the address and arrives as `field`. */
export function commentOn(on: CommentSubject, field: string): Deed {
  const shape = z.object({ id, text, ...(on === "tree" ? { whyId } : {}) }).extend({ [field]: rowId });
  return deed(
    "comment:write",
    "Says something about it; “@Full Name” tells that person.",
    shape,
    (db, member, given) => {
      const { [field]: subjectId, ...said } = given as Record<string, unknown>;
      return writeComment(db, member, writeCommentInput.parse({ ...said, on, subjectId }));
    },
  );
}

/** `POST /api/v1/comments/{commentId}/…` */
export const commentDeeds: Deeds = {
  "reword-comment": deed(
    "comment:write",
    "Changes a comment of your own; name the version you saw.",
    rewordCommentInput,
    rewordComment,
  ),
  "remove-comment": deed("comment:write", "Takes a comment of your own away.", commentInput, removeComment),
  "see-mention": deed(
    "workspace:read",
    "Says that you have read the comment that names you; it waits on Today no more.",
    commentInput,
    seeMention,
  ),
};
