"use client";

import { Fragment, type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { initialsOf } from "@/app/_ui/initials";
import type { Here } from "@/lib/live/here";
import { type Side, sideById } from "@/lib/teams/sides";
import type { PeopleHere } from "../people-here";
import { type Boxes, type DrawnBox, wordsIn } from "./boxes";

type HereOnBoxesProps = {
  people: PeopleHere;
  sides: readonly [Side, Side];
  boxes: () => Boxes;
  /** The drawing: in another one the boxes stand elsewhere. */
  drawn: ReactNode;
};

/** Faces stand this far apart, and so far from the right edge of their box. */
const [apart, inset] = [25, 16];

/** Those who are on a why, as faces on the edge of its box; whoever is alone sees nothing. It is drawn inside the svg. */
export function HereOnBoxes({ people, sides, boxes, drawn }: HereOnBoxesProps) {
  const on = usePlaces(people, boxes, drawn);
  if (on.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus; it is said in words beside it
    <g className="d-here" aria-hidden="true">
      {on.map(({ here, box, nth }) => {
        const place = sideById({ sides }, here.side)?.place ?? "n";
        const x = box.x + box.width - inset - nth * apart;
        return (
          <g key={here.member} className={`d-face d-face-${place}`} transform={`translate(${x} ${box.y})`}>
            <title>{here.name}</title>
            {place === "b" ? (
              <circle r="11" />
            ) : (
              <rect x="-11" y="-11" width="22" height="22" rx="4" strokeDasharray={place === "n" ? "3 2" : undefined} />
            )}
            <text y="3.5">{initialsOf(here.name)}</text>
            {here.isTyping && <Pen />}
          </g>
        );
      })}
    </g>
  );
}

/** Three dots below the face: this person writes. */
const Pen = () => (
  <g className="d-writes">
    {[-5, 0, 5].map((cx) => (
      <circle key={cx} cx={cx} cy="16" r="1.75" />
    ))}
  </g>
);

/** The same in words, for whoever does not see the drawing. */
export function HereInWords({ people, boxes, drawn }: Omit<HereOnBoxesProps, "sides">) {
  const on = usePlaces(people, boxes, drawn);
  return (
    <p className="sr">
      {on.map(({ here, box }) => (
        <Fragment
          key={here.member}
        >{`${here.name} ${here.isTyping ? "writes at" : "is at"} “${wordsIn(box)}”. `}</Fragment>
      ))}
    </p>
  );
}

type Placed = { here: Here; box: DrawnBox; nth: number };

/** Where everybody stands in the drawing. It is looked up once the page holds that drawing. */
function usePlaces(people: PeopleHere, boxes: () => Boxes, drawn: ReactNode): Placed[] {
  const all = useSyncExternalStore(people.subscribe, people.all, people.all);
  const [placed, setPlaced] = useState<Placed[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawing has other boxes
  useEffect(() => {
    const crowd = new Map<string, number>();
    setPlaced(
      all.flatMap((here) => {
        const box = here.why ? boxes().byId.get(here.why) : undefined;
        if (!box) return [];
        const nth = crowd.get(box.id) ?? 0;
        crowd.set(box.id, nth + 1);
        return [{ here, box, nth }];
      }),
    );
  }, [all, boxes, drawn]);
  return placed;
}
