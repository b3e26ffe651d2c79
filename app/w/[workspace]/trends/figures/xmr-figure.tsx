import { ChartFigure, type ChartFigureProps } from "@/app/_ui/charts/chart-figure";
import { drawnPair } from "@/lib/charts/drawn-pair";
import type { Column } from "@/lib/charts/framed-drawing";
import { movingRangesName, type XmrShown, xmrCaptions } from "@/lib/charts/xmr-file";

export type XmrFigureProps = XmrShown &
  Pick<ChartFigureProps, "number" | "file" | "className"> & {
    /** "Updated today, 6:00". */
    updated: string;
    column?: Column;
    height?: number;
  };

/** The XmR pair: the values with their limits, and the moving ranges one click away. */
export function XmrFigure({ updated, column = "large", height, number, file, className, ...shown }: XmrFigureProps) {
  const { name } = shown;
  const { sentence, values, movingRanges, table } = drawnPair(shown, { column, height });
  return (
    <ChartFigure
      {...{ number, className, file, sentence, table }}
      label={name}
      drawings={values}
      captions={[...xmrCaptions(shown), updated]}
      second={{
        name: movingRangesName,
        reads: "Moving range",
        label: `${name}: how much each value differs from the one before`,
        drawings: movingRanges,
      }}
    />
  );
}
