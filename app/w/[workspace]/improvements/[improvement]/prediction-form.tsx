import { Button, ButtonLink } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormChoices, FormField, FormSelect, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { checkMethods } from "@/db/terms";
import { defaultWindowDays } from "@/lib/improvements/check-window";
import { isJudged } from "@/lib/improvements/pdca";
import type { Measure } from "@/lib/measures/queries";
import { writePredictionAction } from "../actions";
import { Folded } from "../folded";
import { Overtaken } from "../overtaken";
import { methodNotes } from "../words";
import { lacks, personChoices } from "./choices";
import type { DetailContext } from "./detail-context";

const predictionFields = [
  "text",
  "checkPlan",
  "measureId",
  "measure",
  "fromLevel",
  "toLevel",
  "byDay",
  "method",
  "windowDays",
  "leastObservations",
  "checkerId",
];

type FormProps = { context: DetailContext; measures: Pick<Measure, "id" | "name">[] };

/** What is expected and how it will be checked; the last try's words are where the next one begins. */
export function PredictionForm({ context, measures }: FormProps) {
  const { workspace, improvement, prediction, judges, quiet, reader } = context;
  const before = prediction ?? improvement.iterations[0]?.prediction;
  const here = `/w/${workspace}/improvements/${improvement.id}`;
  const judged = isJudged(improvement.kind);
  // One that was taken away since stays what it was about.
  const isGone = before?.measureId && !measures.some(({ id }) => id === before.measureId);
  const followed = isGone ? [...measures, { id: before.measureId ?? "", name: before.measure ?? "" }] : measures;
  const names = Object.fromEntries(followed.map(({ id, name }) => [id, name]));
  const gap = quiet.gapDays === null ? null : quiet.gapDays.toLocaleString(reader.locale, { maximumFractionDigits: 0 });
  return (
    <ActionForm action={writePredictionAction.bind(null, workspace)} label="Prediction">
      <Folded
        summary={prediction ? "Change the prediction" : "Write the prediction"}
        open={lacks(context, predictionFields)}
      >
        <input type="hidden" name="improvementId" value={improvement.id} />
        <Overtaken
          name="predictionVersion"
          version={prediction?.version ?? 0}
          here={here}
          fields={[
            { name: "text", label: "What will be seen" },
            { name: "checkPlan", label: "How we will see it" },
            { name: "measureId", label: "Measure", words: names },
            { name: "measure", label: "What is counted" },
            { name: "fromLevel", label: "Today" },
            { name: "toLevel", label: "Then" },
            { name: "byDay", label: "By" },
            { name: "windowDays", label: "Days to watch" },
            { name: "leastObservations", label: "Observations at least" },
          ]}
        />
        <FormTextArea
          label={judged ? "What will be seen, because of what?" : "What do we expect of it, in a sentence?"}
          name="text"
          defaultValue={before?.text ?? ""}
          words
        />
        {!judged && (
          <FormTextArea
            label="How will we see that it worked, in a sentence?"
            name="checkPlan"
            defaultValue={before?.checkPlan ?? ""}
            words
          />
        )}
        {judged && (
          <>
            {followed.length > 0 && (
              <FormSelect
                label="A measure that we follow"
                name="measureId"
                nothing="None of those we follow"
                options={followed.map(({ id, name }) => ({ value: id, label: name }))}
                defaultValue={before?.measureId ?? ""}
                help="Its chart is marked on the day this is in place, and says whether anything changed since."
              />
            )}
            <FormField
              label="Measure, or what is counted"
              name="measure"
              defaultValue={before?.measureId ? "" : (before?.measure ?? "")}
              help={followed.length > 0 ? "In words, where none of those above is meant." : undefined}
              words
            />
            <div className="fields">
              <FormField label="Level today" name="fromLevel" defaultValue={before?.fromLevel ?? ""} />
              <FormField label="Level expected" name="toLevel" defaultValue={before?.toLevel ?? ""} />
              <FormField label="By" name="byDay" type="date" defaultValue={prediction?.byDay ?? ""} />
            </div>
            <FormChoices
              label="How will it be checked?"
              name="method"
              options={checkMethods.map((method) => ({ value: method, label: methodNotes[method] }))}
              defaultValue={before?.method ?? undefined}
            />
            <div className="fields">
              <FormField
                label="Days to watch"
                name="windowDays"
                inputMode="numeric"
                defaultValue={before?.windowDays ?? defaultWindowDays}
                help={
                  gap === null
                    ? `Fewer than two incidents before: silence proves little. For “no recurrence” watch at least ${quiet.windowDays}.`
                    : `Incidents came every ${gap} days on average: for “no recurrence” watch at least ${quiet.windowDays}.`
                }
              />
              <FormField
                label="Observations at least"
                name="leastObservations"
                inputMode="numeric"
                defaultValue={before?.leastObservations ?? ""}
                help="Of a sample: none of 30 failing says that at most 10 % do, none of 60 at most 5 %."
              />
            </div>
            <FormSelect
              label="Who checks it"
              name="checkerId"
              nothing="Nobody yet"
              options={personChoices(judges)}
              defaultValue={before?.checkerId ?? ""}
              help="Somebody of the other side than the owner's."
            />
          </>
        )}
        <div className="buttons">
          {prediction ? (
            <Button type="submit">Keep the prediction</Button>
          ) : (
            <SubmitButton>Keep the prediction</SubmitButton>
          )}
          {prediction && (
            <ButtonLink variant="plain" href={here}>
              Leave it as it was
            </ButtonLink>
          )}
        </div>
      </Folded>
    </ActionForm>
  );
}
