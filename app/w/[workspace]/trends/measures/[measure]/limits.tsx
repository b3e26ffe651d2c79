import { v7 } from "uuid";
import { dayOf, formatDay } from "@/app/_ui/dates";
import { ActionForm } from "@/app/_ui/form";
import { FormCheckbox, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { Gloss } from "@/app/_ui/gloss";
import { RowId } from "@/app/_ui/row-id";
import { SectionTitle } from "@/app/_ui/section-title";
import type { Baseline } from "@/lib/measures/locked";
import { fewestForLimits } from "@/lib/trends/sample-size";
import { Folded } from "../../../improvements/folded";
import { lockBaselineAction } from "../actions";
import { periodCell } from "../words";
import type { MeasureContext } from "./measure-context";

/** Which limits judge, and for whoever may, the way to lock them or to replace what is locked. */
export function Limits(props: MeasureContext & { baselines: Baseline[] }) {
  const { workspace, measure, chart, reader, mayDefine, baselines } = props;
  const counted = chart.points.filter(({ state }) => state === "counted");
  const standing = baselines.some(({ replacedAt }) => replacedAt === null);
  const span = ({ fromOn, throughOn }: Baseline) =>
    `${periodCell(chart, fromOn, reader.locale)} to ${periodCell(chart, throughOn, reader.locale)}`;
  const periods = counted.map(({ periodOn }) => ({
    value: periodOn,
    label: periodCell(chart, periodOn, reader.locale),
  }));
  const enough = counted.length >= fewestForLimits;
  // What is locked first is what stands before a change; what replaces it, what came after.
  const proposed = standing ? periods.slice(-8) : periods.slice(0, Math.max(12, fewestForLimits));
  return (
    <section className="block" aria-labelledby="limits">
      <SectionTitle id="limits">Limits</SectionTitle>
      {baselines.length === 0 ? (
        <p className="words mt-3">
          {enough
            ? "Nobody has locked the limits: they are those of all values so far, and move with each new one."
            : `Limits are drawn from ${fewestForLimits} values on. ${missing(fewestForLimits - counted.length)}`}
        </p>
      ) : (
        <ul className="rows">
          {baselines.toReversed().map((baseline) => (
            <li key={baseline.lockedAt.toISOString()} className={baseline.replacedAt ? "done" : undefined}>
              <p className="who">
                {span(baseline)}
                <small>
                  Locked on {formatDay(dayOf(baseline.lockedAt, reader.timeZone), reader.locale)}
                  {baseline.replacedAt &&
                    `, replaced on ${formatDay(dayOf(baseline.replacedAt, reader.timeZone), reader.locale)}`}
                  {baseline.reason && `: ${baseline.reason}`}
                </small>
              </p>
            </li>
          ))}
        </ul>
      )}
      {mayDefine && enough && chart.period !== "event" && (
        <div className="with-gloss">
          <ActionForm
            action={lockBaselineAction.bind(null, workspace)}
            label={standing ? "Replace the limits" : "Lock the limits"}
            key={baselines.length}
          >
            <Folded summary={standing ? "Replace the limits" : "Lock the limits"}>
              <RowId first={v7()} />
              <input type="hidden" name="measureId" value={measure.id} />
              <div className="fields">
                <FormSelect label="From" name="fromOn" options={periods} defaultValue={proposed[0]?.value} />
                <FormSelect label="Through" name="throughOn" options={periods} defaultValue={proposed.at(-1)?.value} />
              </div>
              {standing && (
                <>
                  <FormTextArea label="What has changed, and why?" name="reason" rows={2} maxLength={500} words />
                  <fieldset className="field">
                    <legend>Four times yes, or the old limits stand</legend>
                    <div className="checks">
                      {questions.map(({ name, label }) => (
                        <FormCheckbox key={name} name={name} label={label} />
                      ))}
                    </div>
                  </fieldset>
                </>
              )}
              <div className="buttons">
                <SubmitButton variant="edged">{standing ? "Replace them" : "Lock them"}</SubmitButton>
              </div>
            </Folded>
          </ActionForm>
          <Gloss term="Locked limits">
            Limits from a stretch of at least 6, better 12 values before a change. All later values are judged by them;
            they never move by themselves.
          </Gloss>
        </div>
      )}
    </section>
  );
}

const missing = (count: number) => (count === 1 ? "One more is needed." : `${count} more are needed.`);

const questions = [
  { name: "isDifferent", label: "It is clearly different from before" },
  { name: "causeIsKnown", label: "The cause of the change is known" },
  { name: "isWanted", label: "The change is wanted" },
  { name: "willLast", label: "It is expected to last" },
];
