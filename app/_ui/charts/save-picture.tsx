"use client";
import { useState } from "react";
import { useScripted } from "../scripted";

/** Saves the chart as a PNG, drawn in this browser from its SVG. Without scripts there is the SVG. */
export function SavePicture({ href, name }: { href: string; name: string }) {
  const isScripted = useScripted();
  const [failed, setFailed] = useState(false);
  if (!isScripted) return null;
  const save = async () => {
    try {
      const { savePng } = await import("./save-png");
      await savePng(href, name);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <button type="button" className="link" onClick={save}>
      {failed ? "PNG could not be drawn; the SVG holds the same" : "PNG"}
    </button>
  );
}
