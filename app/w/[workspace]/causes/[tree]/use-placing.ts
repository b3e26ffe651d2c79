"use client";

import { type Dispatch, type RefObject, useCallback } from "react";
import type { Outcome } from "@/app/_server/outcome";
import type { TreeIndex } from "@/lib/causes/cause-tree";
import type { TreeNews } from "@/lib/causes/news";
import { joinWhyAction, moveWhyAction } from "./actions";
import { placeFor, type Step, type Target } from "./moves";
import { joined, movedTo, type Placed, type Places, placeOf } from "./placing";
import type { TreeEvent } from "./tree-state";
import type { Fields, TreeAction } from "./use-saver";

/** Lines with placings under way: where each stands on the page, and where the server last had it. */
export type PlacesUnderWay = Map<string, { mine: Placed; standing: Placed; count: number }>;

/** News as the page takes them in: lines with placings under way stay where they were put. */
export function heardInPlace(news: TreeNews, underWay: PlacesUnderWay): TreeNews {
  const whys = news.whys.map((why) => {
    const own = underWay.get(why.id);
    if (own) own.standing = placeOf(why);
    return { ...why, ...own?.mine };
  });
  return { ...news, whys };
}

type Tree = {
  underWay: PlacesUnderWay;
  latest: RefObject<{ index: TreeIndex }>;
  dispatch: Dispatch<TreeEvent>;
  send: (action: TreeAction, fields: Fields) => Promise<Outcome<TreeNews>>;
  onAnswer: (outcome: Outcome<TreeNews>) => void;
  notice: (words: string) => void;
};

/**
 * Moving and joining. The page shows it at once, so that the next key counts from there; the deed itself waits for
 * what was sent before it. Refused, the line goes back to where it stands.
 */
export function usePlacing(treeId: string, { underWay, latest, dispatch, send, onAnswer, notice }: Tree) {
  const place = useCallback(
    async (action: TreeAction, fields: Fields, places: Places) => {
      const { byId } = latest.current.index;
      for (const [id, mine] of Object.entries(places)) {
        const why = byId.get(id);
        const own = underWay.get(id);
        if (own) Object.assign(own, { mine, count: own.count + 1 });
        else if (why) underWay.set(id, { mine, standing: placeOf(why), count: 1 });
      }
      dispatch({ type: "placed", places });
      const outcome = await send(action, { treeId, ...fields });
      const back: Record<string, Placed> = {};
      for (const id of Object.keys(places)) {
        const own = underWay.get(id);
        if (own) own.count -= 1;
        if (own?.count !== 0) continue;
        underWay.delete(id);
        back[id] = own.standing;
      }
      dispatch({ type: "placed", places: back });
      onAnswer(outcome);
    },
    [underWay, latest, dispatch, send, treeId, onAnswer],
  );

  const moveTo = useCallback(
    (id: string, to: Target) => void place(moveWhyAction, { whyId: id, ...to }, movedTo(latest.current.index, id, to)),
    [place, latest],
  );
  const move = useCallback(
    (id: string, step: Step) => {
      const to = placeFor(latest.current.index, id, step);
      if (to) moveTo(id, to);
    },
    [moveTo, latest],
  );
  const join = useCallback(
    (id: string) => {
      const together = joined(latest.current.index, id);
      if (together) void place(joinWhyAction, { whyId: id, withId: together.withId }, together.places);
      else notice("Joint needs a second cause beside this one: press Enter first.");
    },
    [place, latest, notice],
  );

  return { move, moveTo, join };
}
