"use client";

import { Button } from "@/app/_ui/button";
import { useShowingNow } from "./showing-now";

/** For whoever may: brings everyone on the tree to what one looks at oneself. */
export function AskToFollow() {
  const { ask } = useShowingNow();
  return (
    ask && (
      <Button small onClick={ask}>
        Ask everyone to follow
      </Button>
    )
  );
}
