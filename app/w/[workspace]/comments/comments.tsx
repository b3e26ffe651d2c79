import { ActionForm } from "@/app/_ui/form";
import { SubmitButton } from "@/app/_ui/form-fields";
import { Mark } from "@/app/_ui/mark";
import { Prose } from "@/app/_ui/prose";
import { Day, When } from "@/app/_ui/when";
import type { CommentSubject } from "@/lib/comments/input";
import { placeOf } from "@/lib/comments/place-of";
import type { ShownComment, ShownComments } from "@/lib/comments/queries";
import { type Side, sideById } from "@/lib/teams/sides";
import { Overtaken } from "../improvements/overtaken";
import { FoldedForm } from "../incidents/[incident]/folded-form";
import { removeCommentAction, rewordCommentAction, seeMentionAction } from "./actions";
import { CommentField } from "./comment-field";
import { WriteComment } from "./write-comment";

/** What every page knows that shows comments. */
export type Talk = {
  workspace: string;
  on: CommentSubject;
  subjectId: string;
  shown: ShownComments;
  sides: readonly Side[];
  mayWrite: boolean;
  nextId: string; // of the comment that is written next
  reader: { locale: string; timeZone: string };
  now: Date;
};

type CommentsProps = Talk & {
  /** The line of a tree that they are about; null: the tree as a whole, or no tree. */
  whyId?: string | null;
  heading?: string;
};

/** What people say about one thing, in their order, and the place to say more. */
export function Comments({ heading = "Comments", whyId = null, ...talk }: CommentsProps) {
  const { shown, mayWrite } = talk;
  const here = shown.comments.filter((comment) => comment.whyId === whyId);
  if (here.length === 0 && !mayWrite) return null;
  return (
    <section id="comments" aria-label={heading}>
      <h2>{heading}</h2>
      <OtherPages {...talk} />
      {here.length > 0 && (
        <ol className="history">
          {here.map((comment) => (
            <Comment key={comment.id} comment={comment} {...talk} />
          ))}
        </ol>
      )}
      {mayWrite && <WriteComment key={whyId} {...talk} whyId={whyId} />}
    </section>
  );
}

/** The way to earlier comments, and back to the latest. The address names the comment that is shown last. */
function OtherPages({ workspace, on, subjectId, shown: { older, fromEarlier } }: Talk) {
  if (!older && !fromEarlier) return null;
  const here = `/w/${workspace}/${placeOf({ on, subjectId, whyId: null })}`;
  return (
    <p className="note buttons pt-2">
      {older && (
        <a className="link" href={`${here}?talk=${older}#comments`}>
          Earlier comments
        </a>
      )}
      {fromEarlier && (
        <a className="link" href={`${here}#comments`}>
          The latest comments
        </a>
      )}
    </p>
  );
}

function Comment({ comment, workspace, sides, mayWrite, reader, now }: Talk & { comment: ShownComment }) {
  const { id, html, text, author, sideId, saidOn, at, edited, unseen, mine } = comment;
  const side = sideById({ sides: sides as readonly [Side, Side] }, sideId);
  return (
    <li id={`comment-${id}`} className={unseen ? "unseen" : undefined}>
      <Mark side={side?.place ?? "n"} letter={side?.letter ?? "N"} name={side?.name ?? "Neutral"} />
      <div>
        {html === null ? <p className="quiet">Removed by {author}.</p> : <Prose html={html} />}
        <p className="by">
          {author === null
            ? `Written by ${side?.name ?? "neither side"}, as told in its case on `
            : html !== null && `${author}, `}
          {author === null && saidOn ? (
            <Day day={saidOn} locale={reader.locale} />
          ) : (
            <When at={at} now={now} {...reader} />
          )}
          {edited && html !== null && ", changed since"}
        </p>
        {unseen && (
          <ActionForm action={seeMentionAction.bind(null, workspace)} label={`Seen: ${author} names you`}>
            <input type="hidden" name="commentId" value={id} />
            <p className="asks">
              It names you.{" "}
              <SubmitButton variant="edged" small>
                Seen
              </SubmitButton>
            </p>
          </ActionForm>
        )}
        {mayWrite && mine && html !== null && <Own {...{ workspace, comment, text }} />}
      </div>
    </li>
  );
}

/** What one may do with one's own words; those one took in with a case can be removed, not changed. */
function Own({
  workspace,
  comment: { id, version },
  text,
}: {
  workspace: string;
  comment: ShownComment;
  text: string | null;
}) {
  return (
    <div className="own">
      {text !== null && (
        <FoldedForm key={version} name="Change" action={rewordCommentAction.bind(null, workspace)}>
          <input type="hidden" name="commentId" value={id} />
          <Overtaken version={version} here="#comments" fields={[{ name: "text", label: "Your comment" }]} />
          <CommentField workspace={workspace} label="Your comment" defaultValue={text} rows={3} />
          <div className="buttons">
            <SubmitButton variant="edged" small>
              Keep the change
            </SubmitButton>
          </div>
        </FoldedForm>
      )}
      <ActionForm
        action={removeCommentAction.bind(null, workspace)}
        label={text === null ? "Remove a comment of the case" : "Remove your comment"}
      >
        <input type="hidden" name="commentId" value={id} />
        <SubmitButton variant="plain" small>
          Remove
        </SubmitButton>
      </ActionForm>
    </div>
  );
}
