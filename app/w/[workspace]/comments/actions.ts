"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { memberAction } from "@/app/_server/member-action";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { removeComment, rewordComment, seeMention, writeComment } from "@/lib/comments/commands";
import { commentInput, nameInput, rewordCommentInput, writeCommentInput } from "@/lib/comments/input";
import { placeOfComment } from "@/lib/comments/place-of";
import { suggestPeople } from "@/lib/comments/queries";

export const writeCommentAction = memberAction("comment:write", writeCommentInput, deed(writeComment));
export const rewordCommentAction = memberAction("comment:write", rewordCommentInput, deed(rewordComment));
export const removeCommentAction = memberAction("comment:write", commentInput, deed(removeComment));

/** "Read": it waits no more, and the comment is shown where it stands. */
export const seeMentionAction = memberAction("workspace:read", commentInput, async (member, input, workspace) => {
  const subject = await seeMention(database(), member, input);
  showAgain(workspace);
  redirect(`/w/${workspace}/${placeOfComment(subject, input.commentId)}`);
});

/** Asked while somebody types a name after an "@". */
export const suggestPeopleAction = memberAction("comment:write", nameInput, (member, { name }) =>
  suggestPeople(database(), member, name),
);

function deed<Input>(command: (db: Database, member: Member, input: Input) => Promise<void>) {
  return async (member: Member, input: Input, workspace: string) => {
    await command(database(), member, input);
    showAgain(workspace);
  };
}

const showAgain = (workspace: string) => revalidatePath(`/w/${workspace}`, "layout");
