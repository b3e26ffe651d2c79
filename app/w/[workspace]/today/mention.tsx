import type { ReactNode } from "react";
import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import type { UnseenMention } from "@/lib/comments/queries";
import { seeMentionAction } from "../comments/actions";

type MentionProps = { workspace: string; mention: UnseenMention; children: ReactNode };

/** A comment that names the member. To read it is a deed of their own: it leads there, and the comment waits no more. */
export function Mention({ workspace, mention: { commentId, words, author }, children }: MentionProps) {
  return (
    <article className="wait">
      <span className="verb">Read</span>
      <div className="what">
        “{words}”<span className="who">{children}</span>
      </div>
      <ActionForm action={seeMentionAction.bind(null, workspace)} label={`Read what ${author} wrote`}>
        <input type="hidden" name="commentId" value={commentId} />
        <SubmitButton variant="edged" small>
          Read
        </SubmitButton>
      </ActionForm>
    </article>
  );
}
