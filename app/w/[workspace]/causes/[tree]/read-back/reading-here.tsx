"use client";

import { AskToFollow } from "../showing/ask-to-follow";
import { usePresence } from "../use-presence";

type ReadingHereProps = { workspace: string; treeId: string; whyId: string | null };

/** Says to the others who have the tree before them that one reads this line aloud; whoever may asks them along. */
export function ReadingHere(props: ReadingHereProps) {
  usePresence({ ...props, isTyping: false });
  return <AskToFollow />;
}
