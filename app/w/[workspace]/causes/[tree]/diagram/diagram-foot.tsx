"use client";

import { type RefObject, useState } from "react";
import { Dialog } from "@/app/_ui/dialog";
import { Glyph, type GlyphName } from "@/app/_ui/icon";
import { type SavingNews, useSaving } from "../saving";
import { keyList } from "./diagram-keys";
import type { Bounds } from "./pan-zoom";
import type { ZoomDeed } from "./use-view";

type DiagramFootProps = {
  svg: RefObject<SVGSVGElement | null>;
  bounds: Bounds;
  name: string;
  scale: number | null;
  zoom: (deed: ZoomDeed) => void;
  /** Hangs all of a large drawing in the page; what it gives takes it down again. */
  showWhole: () => () => void;
  saving: SavingNews;
  canEdit: boolean;
  showingKeys: boolean;
  onShowKeys: (show: boolean) => void;
};

const legend: readonly (readonly [GlyphName, string, root?: boolean])[] = [
  ["verified", "verified"],
  ["hypothesis", "hypothesis"],
  ["root", "root cause", true],
  ["proposed", "proposed", true],
  ["pressure", "pressure"],
  ["escalated", "escalated"],
  ["open", "no ending yet"],
  ["refuted", "refuted"],
];

/** What the signs mean, the size of the view for whoever has no wheel, and the picture to keep. */
export function DiagramFoot(props: DiagramFootProps) {
  const { svg, bounds, name, scale, zoom, showWhole, canEdit, showingKeys, onShowKeys } = props;
  const saving = useSaving(props.saving);
  const [fault, setFault] = useState<string | null>(null);
  const keep = async (kind: "svg" | "png") => {
    if (!svg.current) return;
    setFault(null);
    const again = showWhole();
    try {
      const { savePng, saveSvg } = await import("./save-picture");
      if (kind === "svg") saveSvg(svg.current, bounds, name);
      else await savePng(svg.current, bounds, name);
    } catch {
      setFault("The picture could not be made here. Print the page, or save it as SVG.");
    } finally {
      again();
    }
  };
  return (
    <footer className="keys-bar legend">
      {legend.map(([glyph, word, root]) => (
        <span key={glyph} className={root ? "root" : undefined}>
          <Glyph name={glyph} />
          {word}
        </span>
      ))}
      <span>
        <b aria-hidden="true">⠇</b> evidence
      </span>
      <span className="end zoom">
        {fault && <span role="alert">{fault}</span>}
        {canEdit && saving.state !== "saved" && (
          <output>{saving.state === "failed" ? "Trying again …" : "Saving …"}</output>
        )}
        <button type="button" onClick={() => onShowKeys(true)}>
          <kbd>/</kbd> keys
        </button>
        <button type="button" aria-label="Smaller" onClick={() => zoom("smaller")}>
          −
        </button>
        <span className="tabular">{scale === null ? "" : `${Math.round(scale * 100)}%`}</span>
        <button type="button" aria-label="Larger" onClick={() => zoom("larger")}>
          +
        </button>
        <button type="button" onClick={() => zoom("fit")}>
          Fit
        </button>
        <button type="button" onClick={() => void keep("svg")}>
          Save SVG
        </button>
        <button type="button" onClick={() => void keep("png")}>
          Save PNG
        </button>
      </span>
      <Dialog open={showingKeys} title="All keys" onClose={() => onShowKeys(false)}>
        <dl className="props">
          {keyList.map(([keys, what]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </footer>
  );
}
