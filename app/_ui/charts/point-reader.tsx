"use client";
import { useEffect, useRef } from "react";
import { readOnDemand } from "./read-on-demand";

/** Makes the points of the chart beside it readable one by one, once somebody wants to. */
export function PointReader() {
  const output = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const out = output.current;
    const box = out?.parentElement;
    return out && box ? readOnDemand(box, out) : undefined;
  }, []);
  return <p ref={output} className="chart-read" aria-live="polite" />;
}
