"use client";

import type { TreeIndex, TreeWhy } from "@/lib/causes/cause-tree";
import { Comments, type Talk } from "../../comments/comments";

type TreeCommentsProps = { talk: Talk; index: TreeIndex; why: TreeWhy | undefined; linkTo: (id: string) => string };

/** What people say about the chosen line; while none is chosen, about the whole tree, and on which lines there is more. */
export function TreeComments({ talk, index, why, linkTo }: TreeCommentsProps) {
  const { comments } = talk.shown;
  const spokenOf = why ? [] : index.inOrder.filter(({ id }) => comments.some(({ whyId }) => whyId === id));
  return (
    <>
      <Comments {...talk} whyId={why?.id ?? null} heading={why ? "Comments on this line" : "Comments on the tree"} />
      {spokenOf.length > 0 && (
        <section aria-label="Comments on single lines">
          <h2>Comments on single lines</h2>
          <ul className="evidence-list">
            {spokenOf.map(({ id, text }) => (
              <li key={id}>
                <p>
                  <a href={linkTo(id)}>{text}</a>
                </p>
                <small>{countWords(comments.filter(({ whyId }) => whyId === id).length)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const countWords = (count: number) => (count === 1 ? "1 comment" : `${count} comments`);
