import { dayOf, formatDay } from "@/app/_ui/dates";
import { Glyph } from "@/app/_ui/icon";
import { Link } from "@/app/_ui/link";
import { Strength } from "@/app/_ui/strength";
import type { PredictionText } from "@/lib/improvements/improvement-page";
import { isJudged, isOpenPhase } from "@/lib/improvements/pdca";
import { capital } from "@/lib/text/counted";
import { improvementKindWords } from "@/lib/text/words";
import { timesWords } from "../../cycles/words";
import { SideMark } from "../../history";
import {
  dayWords,
  glyphOf,
  isStrength,
  levelsLine,
  lookBy,
  methodWords,
  type Reader,
  strengthWords,
  tryWords,
} from "../words";
import type { DetailContext } from "./detail-context";

/** What it is, beside the board. */
export function DetailHead({ context }: { context: DetailContext }) {
  const { improvement } = context;
  return (
    <div>
      <KindLine context={context} />
      <h2 className="mt-1">{improvement.title}</h2>
      <Causes context={context} />
    </div>
  );
}

/** "Countermeasure, first try", and how strongly it holds. */
export function KindLine({ context: { improvement } }: { context: DetailContext }) {
  const { kind, iteration, strength } = improvement;
  return (
    <p className="label flex items-center gap-2">
      {capital(improvementKindWords[kind])}, {tryWords(iteration)}
      {isStrength(strength) && (
        <span className="ml-auto inline-flex items-center gap-1.5">
          <Strength of={strength} /> {strengthWords[strength]}
        </span>
      )}
    </p>
  );
}

const line = "state mt-1.5 flex! font-normal whitespace-normal";

/** The root causes and whys it acts on, each leading there. */
export function Causes({ context: { workspace, improvement } }: { context: DetailContext }) {
  return improvement.actsOn.map((cause) => {
    const why = improvement.whys.find(({ id }) => id === cause.id);
    const href =
      cause.is === "root_cause"
        ? `/w/${workspace}/root-causes/${cause.id}`
        : `/w/${workspace}/causes/${why?.treeId}?why=${cause.id}`;
    return (
      <div key={cause.id} className={cause.is === "root_cause" ? `${line} root` : line}>
        <Glyph name={glyphOf(cause)} />
        <Link href={href}>{cause.text}</Link>
      </div>
    );
  });
}

/** The prediction of this iteration as it was written, or that there is none yet. */
export function WrittenPrediction({ context }: { context: DetailContext }) {
  const { prediction, reader, timeZone, heading: Heading } = context;
  if (!prediction)
    return (
      <div>
        <Heading className="label mb-1">Prediction</Heading>
        <p className="prediction unwritten">Nothing is written yet.</p>
      </div>
    );
  return (
    <div>
      <Heading className="label mb-1">
        Prediction, written on {formatDay(dayOf(prediction.writtenAt, timeZone), reader.locale, "long")}
      </Heading>
      <PredictionWords prediction={prediction} reader={reader} />
    </div>
  );
}

export function PredictionWords({ prediction, reader }: { prediction: PredictionText; reader: Reader }) {
  const levels = levelsLine(prediction, reader);
  return (
    <>
      {prediction.text && <p className="prediction">{prediction.text}</p>}
      {levels && <p className={prediction.text ? "note mt-1.5" : "prediction"}>{levels}</p>}
      {!prediction.text && !levels && <p className="prediction unwritten">Nothing is written yet.</p>}
      {prediction.checkPlan && <p className="note mt-1.5">How we see it: {prediction.checkPlan}</p>}
      <CheckPlan prediction={prediction} />
    </>
  );
}

function CheckPlan({ prediction: { method, windowDays, leastObservations } }: { prediction: PredictionText }) {
  const parts = [
    method && `Checked by ${methodWords[method]}`,
    windowDays && `watched for ${windowDays} days`,
    leastObservations && `at least ${leastObservations} observations`,
  ].filter(Boolean);
  return parts.length > 0 ? <p className="note mt-1.5">{capital(parts.join(", "))}.</p> : null;
}

/** In place since when, whose it is, who checks and by when. */
export function InPlace({ context }: { context: DetailContext }) {
  const { improvement, relationship, reader } = context;
  const { implementedOn, implementation, dueOn, firstDueOn, kind } = improvement;
  const until = lookBy(improvement);
  const day = (date: string) => dayWords(date, reader);
  return (
    <dl className="plan-grid">
      {implementedOn ? (
        <>
          <dt>In place</dt>
          <dd>
            {day(implementedOn)}
            {implementation && <p className="note">{implementation}</p>}
          </dd>
        </>
      ) : (
        <>
          <dt>Due</dt>
          <dd>
            {dueOn ? day(dueOn) : "no day yet"}
            {firstDueOn && firstDueOn !== dueOn && <p className="note">first due on {day(firstDueOn)}</p>}
          </dd>
        </>
      )}
      <dt>Owner</dt>
      <dd>
        {improvement.ownerId ? (
          <>
            <SideMark relationship={relationship} teamId={improvement.ownerTeamId} /> {improvement.ownerName}
            {improvement.ownerEndedAt && isOpenPhase(improvement.phase) && (
              <p className="stuck">{improvement.ownerName} has left. Choose another owner.</p>
            )}
          </>
        ) : (
          "nobody yet"
        )}
      </dd>
      {isJudged(kind) && (
        <>
          <dt>Checks</dt>
          <dd>
            {improvement.checkerId ? (
              <>
                <SideMark relationship={relationship} teamId={improvement.checkerTeamId} /> {improvement.checkerName}
                {until && `, by ${day(until)}`}
              </>
            ) : (
              "nobody yet"
            )}
          </dd>
        </>
      )}
      {improvement.cycle && (
        <>
          <dt>Cycle</dt>
          <dd>
            <Link className="title-link" href={`/w/${context.workspace}/cycles/${improvement.cycle.id}`}>
              {improvement.cycle.name}
            </Link>
            {improvement.carriedOver > 0 && (
              <p className="note">
                {timesWords(improvement.carriedOver)}, planned on {day(dayOf(improvement.createdAt, reader.timeZone))}
              </p>
            )}
          </dd>
        </>
      )}
    </dl>
  );
}
