import { formatTime, formatWhen } from "@/app/_ui/dates";
import type { Pressure } from "@/lib/charts/bands";
import { chartedValue, figureWordsOf } from "@/lib/measures/charted";
import type { WhoEntered } from "@/lib/measures/queries";
import { now } from "@/lib/text/clock";
import { XmrFigure } from "../../figures/xmr-figure";
import type { MeasureContext } from "./measure-context";

type ChartProps = MeasureContext & { entered: WhoEntered[]; pressures: Pressure[] };

/** The chart of the measure under its sentence. */
export function MeasureChart({ here, measure, chart, reader, entered, pressures }: ChartProps) {
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
  const [from, through] = [chart.points[0]?.periodOn ?? "", chart.points.at(-1)?.periodOn ?? ""];
  // What pressed all the time explains no difference.
  const bands = pressures.filter(
    ({ fromOn, throughOn }) => fromOn > from || (throughOn !== null && throughOn < through),
  );
  return (
    <XmrFigure
      className="block"
      chart={chart}
      figures={figureWordsOf(measure, locale)}
      name={measure.name}
      definition={measure.definition}
      updated={
        last
          ? `Last value entered: ${formatWhen(last, now(), locale, timeZone)}`
          : `Read at ${formatTime(now(), locale, timeZone)}`
      }
      pressures={bands}
      target={measure.target === null ? null : chartedValue(measure, measure.target)}
      file={{ href: `${here}/chart`, name: fileName(measure.name) }}
    />
  );
}

const fileName = (name: string) => name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "measure";
