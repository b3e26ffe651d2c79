import { useEffect, useRef, useState } from "react";
import { type PeopleHere, peopleHere } from "../people-here";
import { usePresence } from "../use-presence";
import { problemId } from "./boxes";

/** Who looks, and how far the history had come when the page was read. */
export type Looker = { meId: string; since: number };
type Place = Looker & { workspace: string; treeId: string; chosenId: string | undefined; isTyping: boolean };

/** Says where this person is on the diagram, and hears who else is on the tree: in its outline or here. */
export function useHere({ workspace, treeId, meId, since, chosenId, isTyping }: Place): PeopleHere {
  const [people] = useState(() => peopleHere(meId));
  const from = useRef(since);
  usePresence({ workspace, treeId, whyId: chosenId && chosenId !== problemId ? chosenId : null, isTyping });

  useEffect(() => {
    let leave: (() => void) | undefined;
    let left = false;
    import("../../../live/follow").then(
      ({ followWorkspace }) => {
        if (left) return;
        // What they do brings the page itself anew; here it is only heard where they are.
        leave = followWorkspace(
          workspace,
          from.current,
          () => {},
          (tree, here) => tree === treeId && people.meet(here),
        );
      },
      () => {}, // without it nobody is seen, and all else goes on
    );
    return () => {
      left = true;
      leave?.();
    };
  }, [workspace, treeId, people]);
  return people;
}
