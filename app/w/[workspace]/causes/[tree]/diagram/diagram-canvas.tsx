"use client";

import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from "react";
import type { Side } from "@/lib/teams/sides";
import { Presence } from "../here-shown";
import { placeFor } from "../moves";
import { useShownBox } from "../showing/use-shown-box";
import { type DrawnBox, problemId, wordsIn } from "./boxes";
import { withoutProblem } from "./carry";
import { DiagramFoot } from "./diagram-foot";
import { deedOfKey, pressDiagramKey } from "./diagram-keys";
import { DiagramTools } from "./diagram-tools";
import { HereInWords, HereOnBoxes } from "./here-on-boxes";
import type { Bounds } from "./pan-zoom";
import { useDeeds } from "./use-deeds";
import { type Looker, useHere } from "./use-here";
import { useView } from "./use-view";

type DiagramCanvasProps = {
  workspace: string;
  treeId: string;
  selectedId: string | null;
  steps: { undo: number; redo: number };
  bounds: Bounds;
  canEdit: boolean;
  /** The problem: what the picture is of. */
  name: string;
  /** What the drawing refers to. */
  signs: ReactNode;
  /** The drawing itself, as the server made it. */
  children: ReactNode;
  /** The drawing comes as words (`WholeDrawing`), and is hung up as far as it is in sight. */
  isLarge: boolean;
  sides: readonly [Side, Side];
  looker: Looker;
};

/**
 * The frame around the drawing: the view that is panned and zoomed, the chosen box and its buttons. The drawing comes
 * from the server, anew after each deed; without scripts it stands here whole, and each box leads into the outline.
 */
export function DiagramCanvas(props: DiagramCanvasProps) {
  const { workspace, treeId, bounds, canEdit, name, signs, children, steps, isLarge } = props;
  const frame = withRoom(bounds);
  const [showingKeys, setShowingKeys] = useState(false);
  const surface = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const drawing = useRef<SVGGElement>(null);
  const ring = useRef<SVGRectElement>(null);
  const parts = { surface, svg, drawing, ring };
  const view = useView({ ...parts, bounds, children, selectedId: props.selectedId, canEdit, isLarge });
  const { boxes, chosen, choose } = view;
  const deeds = useDeeds({ workspace, treeId, view });
  const isTyping = deeds.asking !== null;
  const people = useHere({ workspace, treeId, ...props.looker, chosenId: chosen?.id, isTyping });
  const here = { people, boxes, drawn: children };
  useShownBox(view, deeds);

  // Letting go of a carried box is a deed; the hands that carry know nothing of it.
  const { moveTo } = deeds;
  useEffect(() => {
    view.onDrop.current = moveTo;
  }, [view.onDrop, moveTo]);

  const step = (way: "up" | "down" | "in" | "out") => {
    const to = chosen && placeFor(boxes(), chosen.id, way);
    if (to && chosen.id !== problemId && to.parentId !== null) deeds.moveTo(chosen.id, withoutProblem(to));
  };
  const hands = {
    ...deeds,
    step,
    choose,
    zoom: view.zoom,
    openOutline: () => window.location.assign(outlineOf(treeId, chosen?.id)),
    showKeys: () => setShowingKeys(true),
  };
  return (
    <>
      <DiagramTools
        chosen={chosen && { id: chosen.id, text: wordsIn(chosen), sameAs: sameAsOf(chosen) }}
        outline={outlineOf(treeId, chosen?.id)}
        {...{ canEdit, deeds, step, steps }}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div
        className="canvas"
        role="group"
        aria-label="The view: arrows move it, plus and minus change its size, 0 fits it"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer moves the view with the arrows
        tabIndex={0}
        onKeyDown={(event) => {
          const deed = deedOfKey(event, { boxes: boxes(), chosenId: chosen?.id ?? null, canEdit });
          if (deed && pressDiagramKey(deed, hands)) event.preventDefault();
        }}
      >
        <div className="d-presence">
          <Presence people={people} sides={props.sides} />
          <HereInWords {...here} />
        </div>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the group around it hears the keys for all boxes */}
        <div
          ref={surface}
          className="surface"
          role="tree"
          aria-label={`Why? The cause tree of “${name}” as a diagram`}
          onFocus={(event) => {
            const id = event.target.closest<SVGGElement>(".d-item")?.dataset.id;
            // Whoever comes by keyboard sees where they are; a pointer is there already.
            const show = event.target.matches(":focus-visible");
            if (id && (show || id !== view.chosenId.current)) choose(id, { focus: true, show });
          }}
          onClick={(event) => {
            const target = event.target as Element;
            const box =
              target.closest<SVGGElement>(".d-item")?.dataset.id ?? view.boxAt(event.clientX, event.clientY)?.id;
            if (!box || event.ctrlKey || event.metaKey || target.closest(".d-same")) return;
            event.preventDefault();
            choose(box, { focus: true });
          }}
        >
          <svg
            ref={svg}
            className={isLarge ? "diagram in-sight" : "diagram"}
            viewBox={boxOf(frame)}
            style={{ "--w": `${frame.width}px`, "--h": `${frame.height}px` } as CSSProperties}
            preserveAspectRatio="xMidYMid meet"
            role="presentation"
          >
            {signs}
            {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: the boxes hang on the tree itself */}
            <g ref={drawing} className="d-view" role="presentation">
              <rect ref={ring} className="d-ring" rx="8" visibility="hidden" />
              {!isLarge && children}
            </g>
            <HereOnBoxes {...here} sides={props.sides} />
          </svg>
          {isLarge && children}
        </div>
      </div>
      <DiagramFoot
        {...{ svg, bounds, name, showingKeys, canEdit }}
        showWhole={view.showWhole}
        scale={view.scale}
        zoom={view.zoom}
        saving={deeds.saving}
        onShowKeys={setShowingKeys}
      />
    </>
  );
}

/** A small tree is not blown up: the frame is never smaller than a page is wide. */
function withRoom({ x, y, width, height }: Bounds): Bounds {
  const [wide, high] = [Math.max(width + 56, 1100), Math.max(height + 40, 620)];
  return { x: x - (wide - width) / 2, y: y - (high - height) / 2, width: wide, height: high };
}
const boxOf = ({ x, y, width, height }: Bounds) => `${x} ${y} ${width} ${height}`;

const outlineOf = (treeId: string, id: string | undefined) =>
  `../${treeId}${id && id !== problemId ? `?why=${id}` : ""}`;

const sameAsOf = ({ element }: DrawnBox) => element.querySelector(".d-same")?.getAttribute("href") ?? null;
