import { ChartFigure, type ChartFigureProps } from "@/app/_ui/charts/chart-figure";
import { type Column, drawnFor } from "@/lib/charts/framed-drawing";
import type { Shown } from "@/lib/charts/shown";

type FigureProps = Pick<ChartFigureProps, "number" | "file" | "className"> & {
  shown: Shown;
  /** "Read at 6:00". */
  updated: string;
  column?: Column;
};

/** A chart of counts, with all that belongs to it. */
export function ShownFigure({ shown, updated, column = "half", ...frame }: FigureProps) {
  const { sentence, label, captions, draw, table, isEmpty } = shown;
  if (isEmpty)
    return (
      <figure className={["figure", frame.className].filter(Boolean).join(" ")}>
        {frame.number && <span className="fig-no">{frame.number}</span>}
        <h2>{sentence}</h2>
        <p className="cap">
          {[...captions, updated].map((caption) => (
            <span key={caption}>{caption}</span>
          ))}
        </p>
      </figure>
    );
  return (
    <ChartFigure
      {...frame}
      {...{ sentence, label, table }}
      drawings={drawnFor(column, draw)}
      captions={[...captions, updated]}
    />
  );
}
