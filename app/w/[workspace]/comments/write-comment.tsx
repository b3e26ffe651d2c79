import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import { writeCommentAction } from "./actions";
import { CommentField } from "./comment-field";
import type { Talk } from "./comments";

type WriteCommentProps = Pick<Talk, "workspace" | "on" | "subjectId" | "nextId"> & { whyId: string | null };

/** One field until somebody writes in it. */
export function WriteComment({ workspace, on, subjectId, whyId, nextId }: WriteCommentProps) {
  return (
    <ActionForm action={writeCommentAction.bind(null, workspace)} className="write-comment" label="Write a comment">
      <RowId first={nextId} />
      <input type="hidden" name="on" value={on} />
      <input type="hidden" name="subjectId" value={subjectId} />
      <input type="hidden" name="whyId" value={whyId ?? ""} />
      <CommentField
        workspace={workspace}
        label="Add a comment"
        quietLabel
        placeholder="Add a comment"
        rows={1}
        help="@ and a full name tells that person on their Today. *Emphasis*, lists and links as in Markdown."
      />
      <div className="buttons">
        <SubmitButton variant="edged" small>
          Comment
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
