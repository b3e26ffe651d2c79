import { ChartFigure, type ChartFigureProps } from "@/app/_ui/charts/chart-figure";
import { tableOf } from "@/lib/charts/chart-table";
import { type Column, drawnFor } from "@/lib/charts/framed-drawing";
import { drawMovingRanges } from "@/lib/charts/moving-range-drawing";
import { drawXmr } from "@/lib/charts/xmr-drawing";
import { movingRangesName, type XmrShown, xmrCaptions } from "@/lib/charts/xmr-file";
import { sentenceOf } from "@/lib/trends/sentences";

export type XmrFigureProps = XmrShown &
  Pick<ChartFigureProps, "number" | "file" | "className"> & {
    /** "Updated today, 6:00". */
    updated: string;
    column?: Column;
    height?: number;
  };

/** The XmR pair: the values with their limits, and the moving ranges one click away. */
export function XmrFigure({ updated, column = "large", height, number, file, className, ...shown }: XmrFigureProps) {
  const { chart, figures, name, pressures, target, ranges } = shown;
  const asked = { figures, pressures, target, ranges, together: true, ...(height && { height }) };
  return (
    <ChartFigure
      {...{ number, className, file }}
      sentence={sentenceOf(chart, figures)}
      label={name}
      drawings={drawnFor(column, (width) => drawXmr(chart, { ...asked, width }))}
      captions={[...xmrCaptions(shown), updated]}
      table={tableOf(chart, figures, ranges)}
      second={{
        name: movingRangesName,
        reads: "Moving range",
        label: `${name}: how much each value differs from the one before`,
        drawings: drawnFor(column, (width) => drawMovingRanges(chart, { figures, width, together: true })),
      }}
    />
  );
}
