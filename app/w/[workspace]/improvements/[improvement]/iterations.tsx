import { dayOf, formatDay } from "@/app/_ui/dates";
import { SectionTitle } from "@/app/_ui/section-title";
import type { CheckText, Iteration } from "@/lib/improvements/improvement-page";
import { capital } from "@/lib/text/counted";
import { verdictWords } from "@/lib/text/words";
import { SideMark } from "../../history";
import { tryWords } from "../words";
import { PredictionWords } from "./detail";
import type { DetailContext } from "./detail-context";
import { type Charts, MeasureSays } from "./measured";

/** What was found so far: the checks of this try, then the tries before it, each with its prediction as it was written. */
export function Iterations({ context, charts }: { context: DetailContext; charts: Charts }) {
  const { improvement } = context;
  const [now, ...before] = improvement.iterations;
  const present = now && now.prediction.iteration === improvement.iteration ? now : undefined;
  const earlier = present ? before : improvement.iterations;
  return (
    <>
      {present && (present.checks.length > 0 || present.prediction.learning) && (
        <section className="block">
          <SectionTitle>What was found</SectionTitle>
          <Findings iteration={present} {...{ context, charts }} />
        </section>
      )}
      {earlier.length > 0 && (
        <section className="block">
          <SectionTitle>Earlier tries</SectionTitle>
          {earlier.map((iteration) => (
            <div key={iteration.prediction.id} className="mt-4">
              <h3 className="label mb-1">{capital(tryWords(iteration.prediction.iteration))}</h3>
              <PredictionWords prediction={iteration.prediction} reader={context.reader} />
              {iteration.prediction.implementedOn && (
                <p className="note mt-1.5">
                  In place since {formatDay(iteration.prediction.implementedOn, context.reader.locale)}
                  {iteration.prediction.implementation && `: ${iteration.prediction.implementation}`}
                </p>
              )}
              <Findings iteration={iteration} {...{ context, charts }} />
            </div>
          ))}
        </section>
      )}
    </>
  );
}

type FindingsProps = { iteration: Iteration; context: DetailContext; charts: Charts };

function Findings({ iteration, context, charts }: FindingsProps) {
  const { learning, leastObservations } = iteration.prediction;
  return (
    <>
      <ul className="mt-3 grid gap-3">
        {iteration.checks.map((check) => (
          <Finding key={check.id} check={check} least={leastObservations} context={context} />
        ))}
      </ul>
      <MeasureSays {...{ context, measured: charts.measured }} prediction={iteration.prediction} />
      {learning && (
        <div className="mt-3">
          <p className="label">What was learned</p>
          <p className="words long">{learning}</p>
        </div>
      )}
    </>
  );
}

function Finding({ check, least, context }: { check: CheckText; least: number | null; context: DetailContext }) {
  const { observations } = check;
  const few = observations !== null && least !== null && observations < least;
  return (
    <li className="grid grid-cols-[1.125rem_1fr] gap-x-2">
      <SideMark relationship={context.relationship} teamId={check.sideId} />
      <div>
        <p>
          <b>{verdictWords[check.verdict]}</b>, {check.givenBy},{" "}
          {formatDay(dayOf(check.givenAt, context.timeZone), context.reader.locale)}
        </p>
        <p className="words long">{check.seen}</p>
        {observations !== null && (
          <p className="note">
            {observations} {observations === 1 ? "observation" : "observations"}
            {few && `; the plan asked for at least ${least}, so this says less than was meant`}
          </p>
        )}
      </div>
    </li>
  );
}
