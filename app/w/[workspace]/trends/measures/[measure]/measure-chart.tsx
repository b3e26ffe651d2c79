import { formatTime, formatWhen } from "@/app/_ui/dates";
import { Switch } from "@/app/_ui/switch";
import type { Pressure } from "@/lib/charts/bands";
import { runShown } from "@/lib/charts/run-shown";
import type { WhoEntered } from "@/lib/measures/queries";
import { shownOf } from "@/lib/measures/shown";
import { now } from "@/lib/text/clock";
import { isForRun } from "@/lib/trends/run-sentence";
import { ShownFigure } from "../../figures/shown-figure";
import { XmrFigure } from "../../figures/xmr-figure";
import type { MeasureContext } from "./measure-context";

type ChartProps = MeasureContext & {
  entered: WhoEntered[];
  bands: Pressure[];
  notes: string[];
  /** The values around their median are asked for. */
  asRun: boolean;
};

/** The chart of the measure under its sentence. */
export function MeasureChart({ here, measure, chart, reader, entered, bands, notes, asRun }: ChartProps) {
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
  const shown = shownOf(measure, chart, { bands, locale, notes });
  const frame = {
    className: "block",
    updated: last
      ? `Last value entered: ${formatWhen(last, now(), locale, timeZone)}`
      : `Read at ${formatTime(now(), locale, timeZone)}`,
    file: { href: `${here}/chart`, query: asRun ? "?as=run" : "", name: fileName(measure.name) },
  };
  return (
    <>
      {(asRun || isForRun(chart)) && (
        <div className="filters block">
          <Switch
            label="Chart"
            options={[
              { href: here, label: "With limits", current: !asRun },
              { href: `${here}?as=run`, label: "Run chart", current: asRun },
            ]}
          />
          <span className="note">Few values, or few different ones: a run chart asks less of them.</span>
        </div>
      )}
      {asRun ? <ShownFigure {...frame} shown={runShown(shown)} column="large" /> : <XmrFigure {...frame} {...shown} />}
    </>
  );
}

const fileName = (name: string) => name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "measure";
