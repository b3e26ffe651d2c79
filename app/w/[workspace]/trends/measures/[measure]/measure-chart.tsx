import { formatTime, formatWhen } from "@/app/_ui/dates";
import type { Pressure } from "@/lib/charts/bands";
import type { WhoEntered } from "@/lib/measures/queries";
import { shownOf } from "@/lib/measures/shown";
import { now } from "@/lib/text/clock";
import { XmrFigure } from "../../figures/xmr-figure";
import type { MeasureContext } from "./measure-context";

type ChartProps = MeasureContext & { entered: WhoEntered[]; bands: Pressure[] };

/** The chart of the measure under its sentence. */
export function MeasureChart({ here, measure, chart, reader, entered, bands }: ChartProps) {
  const { locale, timeZone } = reader;
  if (chart.points.length === 0)
    return (
      <figure className="figure block">
        <h2>No values yet</h2>
        <p className="note">
          {measure.source === "readings"
            ? "Enter one, or take in what stands in a sheet. Limits are drawn from 6 values on."
            : "They come by themselves from what is logged. Limits are drawn from 6 values on."}
        </p>
      </figure>
    );
  const last = entered.reduce<Date | null>((latest, { at }) => (latest && latest > at ? latest : at), null);
  return (
    <XmrFigure
      className="block"
      {...shownOf(measure, chart, { bands, locale })}
      updated={
        last
          ? `Last value entered: ${formatWhen(last, now(), locale, timeZone)}`
          : `Read at ${formatTime(now(), locale, timeZone)}`
      }
      file={{ href: `${here}/chart`, name: fileName(measure.name) }}
    />
  );
}

const fileName = (name: string) => name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "measure";
