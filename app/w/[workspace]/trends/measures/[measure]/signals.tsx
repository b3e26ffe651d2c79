import { v7 } from "uuid";
import { ActionForm } from "@/app/_ui/form";
import { FormField, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Link } from "@/app/_ui/link";
import { RowId } from "@/app/_ui/row-id";
import { SectionTitle } from "@/app/_ui/section-title";
import { signalFacts } from "@/lib/measures/signal-facts";
import type { ListedSignal } from "@/lib/measures/signals";
import { capital } from "@/lib/text/counted";
import { Folded } from "../../../improvements/folded";
import { makeSignalIncidentAction, setSignalAsideAction } from "../actions";
import { inPeriod } from "../words";
import type { MeasureContext } from "./measure-context";

type SignalsProps = MeasureContext & { signals: ListedSignal[]; isPast?: boolean };

/** What the chart tells and nobody has answered, each with its two answers; or what became of those before. */
export function Signals({ signals, isPast, ...context }: SignalsProps) {
  const shown = isPast ? signals : signals.filter(({ isWanted }) => isWanted !== true);
  if (shown.length === 0) return null;
  if (isPast)
    return (
      <section>
        <h2>Signals answered</h2>
        <ul className="answered">
          {shown.map((signal) => (
            <Answered key={signal.id} {...context} signal={signal} />
          ))}
        </ul>
      </section>
    );
  return (
    <section className="block" aria-labelledby="signals">
      <SectionTitle id="signals" n={shown.length}>
        {shown.length === 1 ? "A signal waits for an answer" : "Signals wait for an answer"}
      </SectionTitle>
      <ul className="proposals">
        {shown.map((signal) => (
          <Proposal key={signal.id} {...context} signal={signal} />
        ))}
      </ul>
    </section>
  );
}

function Proposal({ workspace, measure, chart, reader, mayWrite, signal }: MeasureContext & { signal: ListedSignal }) {
  const facts = signalFacts(chart, measure, signal, reader.locale);
  const when = inPeriod(chart, signal.periodOn, reader.locale);
  return (
    <li aria-label={`Signal of ${when}`}>
      <p className="words">{facts.pattern}</p>
      <p className="note">{facts.expected}</p>
      {mayWrite ? (
        <div className="folds">
          <ActionForm action={makeSignalIncidentAction.bind(null, workspace)} label={`Make an incident of ${when}`}>
            <Folded summary="Make it an incident">
              <RowId first={v7()} />
              <input type="hidden" name="signalId" value={signal.id} />
              <FormField label="What got in the way?" name="title" defaultValue={facts.title} maxLength={160} words />
              <p className="note">What was seen, what is usual and the days are written into it.</p>
              <div className="buttons">
                <SubmitButton variant="edged">Log it</SubmitButton>
              </div>
            </Folded>
          </ActionForm>
          <ActionForm action={setSignalAsideAction.bind(null, workspace)} label={`Set ${when} aside`}>
            <Folded summary="Set it aside">
              <input type="hidden" name="signalId" value={signal.id} />
              <FormTextArea label="Nothing is to be done, because …" name="why" rows={2} maxLength={500} words />
              <div className="buttons">
                <SubmitButton variant="edged">Set it aside</SubmitButton>
              </div>
            </Folded>
          </ActionForm>
        </div>
      ) : (
        <p className="note">It waits for its owners.</p>
      )}
    </li>
  );
}

function Answered({ workspace, chart, reader, signal }: MeasureContext & { signal: ListedSignal }) {
  const { settledBy, incidentId, incident, setAsideWhy } = signal;
  return (
    <li>
      <p className="note">{capital(inPeriod(chart, signal.periodOn, reader.locale))}</p>
      {incidentId ? (
        <p>
          {settledBy} made it an incident:{" "}
          <Link className="link" href={`/w/${workspace}/incidents/${incidentId}`}>
            {incident}
          </Link>
        </p>
      ) : (
        <p>
          {settledBy} set it aside: <span className="serif">{setAsideWhy}</span>
        </p>
      )}
    </li>
  );
}
