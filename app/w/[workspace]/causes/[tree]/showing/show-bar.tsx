"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Face } from "@/app/_ui/mark";
import type { Here } from "@/lib/live/here";
import type { Showing } from "@/lib/live/showing";
import { type Side, sideById } from "@/lib/teams/sides";
import { followWorkspace } from "../../../live/follow";
import { useChosen } from "../chosen-line";
import { type ShowingNow, tellShowingNow } from "./showing-now";
import { placeAt } from "./shown-place";
import { useFollower } from "./use-follower";
import { usePresenter } from "./use-presenter";

export type ShowBarProps = {
  workspace: string;
  treeId: string;
  /** How far the history had come when the page was read. */
  since: number;
  meId: string;
  sides: readonly [Side, Side];
  /** Whether this person may ask everyone to follow. */
  mayShow: boolean;
};

/** Who shows the tree to everyone on it, and whether one goes along; nothing while nobody does. */
export function ShowBar({ workspace, treeId, since, meId, sides, mayShow }: ShowBarProps) {
  const tree = `/w/${workspace}/causes/${treeId}`;
  const [path, query] = [usePathname(), useSearchParams()];
  const chosen = useChosen();
  const place = useMemo(() => {
    const at = placeAt(tree, path, query);
    return at && chosen?.view === at.view ? { ...at, why: chosen.why } : at;
  }, [tree, path, query, chosen]);
  const { heard, others } = useHeard(workspace, treeId, since, meId);
  const { tab, refusal, begin, end } = usePresenter(tree, place, heard);
  const isOwn = tab !== null;
  const theirs = heard && heard.tab !== tab && !isOwn ? heard : null;
  const { following, line, leave, comeBack } = useFollower(tree, theirs, place);
  const follows = theirs !== null && following !== "left";
  useTold({ follows, ask: mayShow && others && !isOwn && !heard ? begin : undefined });
  useMarked(theirs ? following : isOwn ? "own" : null);

  const team = theirs && sideById({ sides }, theirs.side);
  const isOwnElsewhere = theirs?.member === meId;
  const who = isOwnElsewhere ? "You" : `${theirs?.name}${team ? ` (${team.name})` : ""}`;
  const shows = isOwnElsewhere ? "show the tree from another window" : "shows the tree";
  const words = isOwn ? "You show this tree to everyone here" : theirs ? `${who} ${shows}` : "";
  return (
    <>
      <div className="sr" aria-live="polite">
        {refusal && <p>{refusal}</p>}
        {words && <p>{theirs ? `${words}, ${standing[following]}.` : `${words}.`}</p>}
        {follows && line && <p>{line}</p>}
      </div>
      {(isOwn || theirs) && (
        <section className="show-bar" aria-label="Shown to everyone">
          {theirs && <Face side={team?.place ?? "n"} name={theirs.name} {...(team && { team: team.name })} />}
          <p>
            <b>{words}</b> {theirs && <span>· {standing[following]}</span>}
          </p>
          {isOwn && (
            <Button small onClick={end}>
              Stop
            </Button>
          )}
          {theirs && (
            <Button small onClick={follows ? leave : comeBack}>
              {follows ? "Leave" : "Follow again"}
            </Button>
          )}
          {theirs && mayShow && !isOwnElsewhere && (
            <Button small variant="plain" onClick={begin}>
              Take over
            </Button>
          )}
        </section>
      )}
      {refusal && !theirs && (
        <section className="show-bar" aria-label="Shown to everyone">
          <p>{refusal}</p>
        </section>
      )}
    </>
  );
}

const standing = {
  follows: "you follow",
  writes: "you follow when what you write is saved",
  left: "you look at something else",
} as const;

/** Who shows this tree, and whether anybody else has it before them. */
function useHeard(workspace: string, treeId: string, since: number, meId: string) {
  const [heard, setHeard] = useState<Showing | null>(null);
  const [others, setOthers] = useState(false);
  const [from] = useState(since);
  useEffect(() => {
    const met = (tree: string, people: Here[]) =>
      tree === treeId && setOthers(people.some(({ member }) => member !== meId));
    const shown = (tree: string, showing: Showing | null) => tree === treeId && setHeard(showing);
    return followWorkspace(workspace, from, () => {}, met, shown);
  }, [workspace, treeId, from, meId]);
  return { heard, others };
}

/** Tells the parts of the page; when the tree is left, that there is nobody. */
function useTold({ ask, follows }: ShowingNow) {
  useEffect(() => tellShowingNow({ follows, ask }), [follows, ask]);
  useEffect(() => () => tellShowingNow(null), []);
}

/** The whole page knows: the chosen line is marked as the one that is shown, and what is jumped to stays below the bar. */
function useMarked(as: string | null) {
  useEffect(() => {
    if (!as) return;
    const { dataset } = document.documentElement;
    dataset.shown = as;
    return () => {
      delete dataset.shown;
    };
  }, [as]);
}
