"use client";

import type { ComponentProps, ReactNode } from "react";
import { MissingPanel } from "./missing-panel";
import { TreeComments } from "./tree-comments";
import { WhyPanel } from "./why-panel";

type TreeSideProps = Omit<ComponentProps<typeof MissingPanel>, "besideLine"> &
  Omit<ComponentProps<typeof WhyPanel>, "onlyCauseReason" | "reader"> &
  Omit<ComponentProps<typeof TreeComments>, "why"> & {
    /** The incidents that the tree serves. */
    served: ReactNode;
  };

/**
 * What stands beside the outline: what is missing next, all about the chosen line, and what people say of it. It comes
 * with the page; in the browser it wakes after the outline, so that nobody waits for it to type a line.
 */
export function TreeSide({ served, talk, linkTo, why, ...props }: TreeSideProps) {
  const { facts, index } = props;
  return (
    <>
      <MissingPanel {...props} besideLine={why !== undefined} />
      <WhyPanel
        {...props}
        why={why}
        onlyCauseReason={facts.onlyCauseReason}
        reader={{ ...talk.reader, now: talk.now }}
      />
      {served}
      <TreeComments {...{ index, linkTo, talk, why }} />
    </>
  );
}
