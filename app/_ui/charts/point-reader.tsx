"use client";
import { useEffect, useRef } from "react";

/** Makes the points of the chart beside it readable one by one, by pointer and by arrow keys, once somebody wants to. */
export function PointReader() {
  const output = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const out = output.current;
    const box = out?.parentElement;
    if (!out || !box) return;
    const charts = [...box.querySelectorAll<SVGSVGElement>("svg.chart")].filter((chart) =>
      chart.querySelector("[data-said]"),
    );
    for (const chart of charts) {
      chart.tabIndex = 0;
      chart.setAttribute("aria-description", "Arrow keys read single values");
    }
    const begun = new AbortController();
    const begin = async (event: Event) => {
      begun.abort();
      const { readPoints } = await import("./read-points");
      readPoints(charts, out, event);
    };
    for (const chart of charts) {
      for (const kind of ["pointermove", "pointerdown", "keydown"])
        chart.addEventListener(kind, begin, { signal: begun.signal });
    }
    return () => begun.abort();
  }, []);
  return <p ref={output} className="chart-read" aria-live="polite" />;
}
