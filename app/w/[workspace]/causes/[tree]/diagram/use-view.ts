"use client";

import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { forgetChosen, tellChosen } from "../chosen-line";
import type { Target } from "../moves";
import { type Boxes, boxesIn, type DrawnBox, drawingIn, problemId } from "./boxes";
import type { InSight, inSight } from "./in-sight";
import type { Bounds, PanZoom } from "./pan-zoom";

type ViewParts = {
  surface: RefObject<HTMLElement | null>;
  svg: RefObject<SVGSVGElement | null>;
  drawing: RefObject<SVGGElement | null>;
  ring: RefObject<SVGRectElement | null>;
  bounds: Bounds;
  /** The drawing: another one means that the boxes are others, too. */
  children: ReactNode;
  selectedId: string | null;
  canEdit: boolean;
  /** The drawing came as words: what is in sight is hung up here. */
  isLarge: boolean;
};

export type ZoomDeed = "larger" | "smaller" | "fit" | "left" | "right" | "up" | "down";
export type ChooseHow = { focus?: boolean; show?: boolean };
const stepOfPan = 80;

/** What can be seen of the drawing and which of its boxes is chosen. Panning comes after the page, on demand. */
export function useView({ surface, svg, drawing, ring, bounds, children, selectedId, canEdit, isLarge }: ViewParts) {
  const [scale, setScale] = useState<number | null>(null);
  const [chosen, setChosen] = useState<DrawnBox | null>(null);
  const chosenId = useRef<string | null>(selectedId);
  const panZoom = useRef<PanZoom | null>(null);
  const onDrop = useRef<(id: string, to: Target) => void>(() => {});
  const read = useRef<Boxes | null>(null);
  const latest = useRef({ bounds, canEdit });
  const whole = useRef<SVGSVGElement | null>(null);
  const showing = useRef<{ with: typeof inSight; now: InSight | null } | null>(null);
  /** Whether the focus was on a box before the server drew anew: then it goes back to the chosen one. */
  const hadFocus = useRef(false);

  const boxes = useCallback((): Boxes => {
    if (!read.current && isLarge)
      whole.current = drawingIn(surface.current?.querySelector("noscript")?.textContent ?? "");
    const drawn = isLarge ? whole.current : drawing.current;
    if (!read.current && drawn) read.current = boxesIn(drawn);
    return read.current ?? { inOrder: [], byId: new Map(), children: new Map() };
  }, [drawing, surface, isLarge]);

  /** Hangs up what is in sight of another drawing. */
  const hangUp = useCallback(() => {
    const { current: show } = showing;
    if (!show || !drawing.current) return;
    show.now?.stop();
    show.now = null;
    const read = boxes();
    if (whole.current && read.inOrder.length > 0) show.now = show.with(drawing.current, whole.current, read);
  }, [boxes, drawing]);

  const choose = useCallback(
    (id: string | null, { focus = false, show = false }: ChooseHow = {}) => {
      const box = (id && boxes().byId.get(id)) || null;
      for (const other of drawing.current?.querySelectorAll('[aria-selected="true"], [tabindex="0"]') ?? []) {
        other.setAttribute("aria-selected", "false");
        other.setAttribute("tabindex", "-1");
      }
      const tabbed = box ?? boxes().inOrder[0];
      tabbed?.element.setAttribute("tabindex", "0");
      box?.element.setAttribute("aria-selected", "true");
      showing.current?.now?.keep([tabbed, box].filter((each) => each != null));
      chosenId.current = box?.id ?? null;
      hadFocus.current = focus;
      setChosen(box);
      drawRing(ring.current, box);
      if (box && show) panZoom.current?.show(box);
      if (focus) (tabbed?.element as SVGElement | undefined)?.focus({ preventScroll: true });
      tellChosen("diagram", box?.id === problemId ? null : (box?.id ?? null));
    },
    [boxes, drawing, ring],
  );

  // The drawing may be another one: its boxes are read anew when next asked for, and the chosen one is found again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `children` is the drawing
  useLayoutEffect(() => {
    read.current = null;
    latest.current = { bounds, canEdit };
    hangUp();
    panZoom.current?.redraw();
    choose(chosenId.current, { focus: hadFocus.current });
  }, [children, bounds, canEdit, choose, hangUp]);
  useLayoutEffect(() => forgetChosen, []);

  useEffect(() => {
    let stop = () => {};
    let gone = false;
    const scripts = [import("./pan-zoom"), import("./carry"), import("./in-sight")] as const;
    void Promise.all(scripts).then(([{ panZoom: start }, { carryBoxes }, { inSight }]) => {
      if (gone || !surface.current || !svg.current) return;
      if (isLarge) showing.current = { with: inSight, now: null };
      hangUp();
      const mayPan = (event: Event) =>
        event.type === "wheel" ||
        !latest.current.canEdit ||
        event.type.startsWith("touch") ||
        !isWhy((event.target as Element).closest(".d-item"));
      const onPlace = (seen: Bounds, scale: number) => showing.current?.now?.look(seen, scale);
      const view = start(surface.current, svg.current, { mayPan, onScale: setScale, onPlace });
      panZoom.current = view;
      const first = boxes().byId.get(chosenId.current ?? problemId);
      if (first) view.open(latest.current.bounds, first, chosenId.current !== null);
      if (isLarge) choose(chosenId.current);
      const putDown = latest.current.canEdit
        ? carryBoxes(svg.current, { boxes, move: (id, to) => onDrop.current(id, to) })
        : () => {};
      stop = () => {
        view.stop();
        putDown();
      };
    });
    return () => {
      gone = true;
      stop();
    };
  }, [surface, svg, boxes, choose, hangUp, isLarge]);

  const zoom = useCallback((deed: ZoomDeed) => {
    const view = panZoom.current;
    if (deed === "larger") view?.by(1.25);
    else if (deed === "smaller") view?.by(0.8);
    else if (deed === "fit") view?.whole(latest.current.bounds);
    else if (deed === "left" || deed === "right") view?.pan(deed === "left" ? stepOfPan : -stepOfPan, 0);
    else view?.pan(0, deed === "up" ? stepOfPan : -stepOfPan);
  }, []);

  /** The box at a point of the window; far away a large tree has no box of its own there. */
  const boxAt = useCallback(
    (clientX: number, clientY: number) => {
      const [x, y] = panZoom.current?.at(clientX, clientY) ?? [Number.NaN, Number.NaN];
      return boxes().inOrder.find(
        (box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
      );
    },
    [boxes],
  );
  /** All of the drawing hangs in the page until what this gives is called. */
  const showWhole = useCallback(() => showing.current?.now?.whole() ?? (() => {}), []);

  useEffect(() => {
    let again = () => {};
    const before = () => {
      again = showWhole();
    };
    const after = () => again();
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, [showWhole]);

  return useMemo(
    () => ({ scale, chosen, chosenId, boxes, choose, zoom, onDrop, boxAt, showWhole }),
    [scale, chosen, boxes, choose, zoom, boxAt, showWhole],
  );
}
export type View = ReturnType<typeof useView>;

const isWhy = (element: Element | null) => element instanceof SVGElement && element.dataset.id !== problemId;

const aside = 3;
function drawRing(ring: SVGRectElement | null, box: DrawnBox | null) {
  ring?.setAttribute("visibility", box ? "visible" : "hidden");
  if (!box) return;
  for (const [name, value] of Object.entries({
    x: box.x - aside,
    y: box.y - aside,
    width: box.width + 2 * aside,
    height: box.height + 2 * aside,
  }))
    ring?.setAttribute(name, String(value));
}
