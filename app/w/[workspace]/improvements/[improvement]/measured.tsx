import { formatTime } from "@/app/_ui/dates";
import { Link } from "@/app/_ui/link";
import { SectionTitle } from "@/app/_ui/section-title";
import type { Pressure } from "@/lib/charts/bands";
import type { PredictionText } from "@/lib/improvements/improvement-page";
import { shownOf } from "@/lib/measures/shown";
import { type Measured, trySentence } from "@/lib/measures/tries";
import { now } from "@/lib/text/clock";
import { sentence } from "@/lib/text/counted";
import { sentenceOf } from "@/lib/trends/sentences";
import { XmrFigure } from "../../trends/figures/xmr-figure";
import type { DetailContext } from "./detail-context";

export type Charts = { measured: ReadonlyMap<string, Measured>; bands: readonly Pressure[] };

const of = (measured: Charts["measured"], prediction: PredictionText | null) =>
  prediction?.measureId ? measured.get(prediction.measureId) : undefined;

type SaysProps = { context: DetailContext; measured: Charts["measured"]; prediction: PredictionText };

/** What the chart of the predicted measure says of a try, beside what people found. */
export function MeasureSays({ context, measured, prediction }: SaysProps) {
  const found = of(measured, prediction);
  if (!found || prediction.implementedOn === null) return null;
  const { workspace, improvement, reader } = context;
  const { iteration, implementedOn } = prediction;
  const said = trySentence(found, { improvementId: improvement.id, iteration, implementedOn }, reader.locale);
  return (
    <p className="note mt-1.5">
      <Link className="link" href={`/w/${workspace}/trends/measures/${found.measure.id}`}>
        {found.measure.name}
      </Link>
      : {sentence(said)}
    </p>
  );
}

/** The chart of the measure that this try is about, and what it says of the try. */
export function MeasureShown({ context, charts: { measured, bands } }: { context: DetailContext; charts: Charts }) {
  const { workspace, prediction, reader } = context;
  const found = of(measured, prediction);
  if (!found || !prediction) return null;
  const { measure, chart } = found;
  const { iteration, implementedOn } = prediction;
  const here = `/w/${workspace}/trends/measures/${measure.id}`;
  const shown = shownOf(measure, chart, { bands, locale: reader.locale });
  const said = trySentence(found, { improvementId: context.improvement.id, iteration, implementedOn }, reader.locale);
  // The chart says it itself where this try is what it speaks of.
  const isSaid = chart.points.length > 0 && said === sentenceOf(chart, shown.figures);
  return (
    <section className="block" aria-labelledby="measured">
      <SectionTitle id="measured">What the measure says</SectionTitle>
      <p className="note mt-1.5">
        <Link className="link" href={here}>
          {measure.name}
        </Link>
        {implementedOn === null
          ? ". The day on which this is in place is marked in its chart."
          : isSaid
            ? "."
            : `: ${sentence(said)}`}
      </p>
      {chart.points.length > 0 && (
        <XmrFigure
          className="mt-4"
          {...shown}
          updated={`Read at ${formatTime(now(), reader.locale, reader.timeZone)}`}
          height={200}
        />
      )}
    </section>
  );
}
