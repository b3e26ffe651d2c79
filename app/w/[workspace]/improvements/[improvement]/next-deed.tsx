import { FormField, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { isJudged } from "@/lib/improvements/pdca";
import { closeWithResultAction, markImplementedAction, startImprovementAction } from "../actions";
import { Deed, type DeedProps } from "./deed";
import { DeedForm } from "./deed-form";
import { Adapt, Judge } from "./judge-deeds";
import { Keep, ReviewStandard, standardIsDue } from "./standard-deeds";

/** The one step that comes next, for whoever may take it; in words for everybody else. */
export function NextDeed({ context, brief }: DeedProps) {
  const { improvement } = context;
  switch (improvement.phase) {
    case "plan":
      return <Start context={context} brief={brief} />;
    case "do":
      return <Implement context={context} />;
    case "check":
      return isJudged(improvement.kind) ? <Judge context={context} /> : <Report context={context} />;
    case "act":
      return improvement.check?.verdict === "effective" ? (
        <Keep {...{ context, brief }} />
      ) : (
        <Adapt {...{ context, brief }} />
      );
    default:
      return <Ended context={context} />;
  }
}

function Start({ context, brief }: DeedProps) {
  const { improvement, workspace, missing, mayWork } = context;
  if (missing.length > 0)
    return (
      <Deed context={context} title="Before work starts">
        <ul className="grid list-disc gap-1 pl-4 text-ink-2">
          {missing.map(({ field, message }) => (
            <li key={field}>{message}</li>
          ))}
        </ul>
        {brief && mayWork && <p className="note">All of it is written on its own page.</p>}
      </Deed>
    );
  if (!mayWork)
    return (
      <Deed context={context} title="Ready to start">
        Prediction and check are written.
      </Deed>
    );
  return (
    <Deed context={context} title="Ready to start">
      <p className="note">From the start on, the prediction and the check plan cannot be changed.</p>
      <DeedForm action={startImprovementAction} {...{ workspace, improvement }} label="Start work" onlyAsSeen>
        <SubmitButton>Start work</SubmitButton>
      </DeedForm>
    </Deed>
  );
}

function Implement({ context }: DeedProps) {
  const { improvement, workspace, reader, mayWork } = context;
  if (!mayWork)
    return (
      <Deed context={context} title="Being put in place">
        It is not in place yet.
      </Deed>
    );
  return (
    <Deed context={context} title="Once it is in place">
      <DeedForm action={markImplementedAction} {...{ workspace, improvement }} label="In place">
        <FormField
          label="In place since"
          name="implementedOn"
          type="date"
          max={reader.today}
          defaultValue={reader.today}
        />
        <FormTextArea
          label="What shows that it is in place"
          name="implementation"
          help="The rule, the page, the setting: something one can look at."
          words
        />
        <div className="buttons">
          <SubmitButton>It is in place</SubmitButton>
        </div>
      </DeedForm>
    </Deed>
  );
}

function Report({ context }: DeedProps) {
  const { improvement, workspace, mayWork } = context;
  if (!mayWork)
    return (
      <Deed context={context} title="What came of it">
        Nobody has written it down yet.
      </Deed>
    );
  return (
    <Deed context={context} title="What came of it">
      <p className="note">This kind takes no verdict: a result closes it.</p>
      <DeedForm action={closeWithResultAction} {...{ workspace, improvement }} label="Result">
        <FormTextArea label="Result" name="result" defaultValue={improvement.result ?? ""} words />
        <div className="buttons">
          <SubmitButton>Close it with this result</SubmitButton>
        </div>
      </DeedForm>
    </Deed>
  );
}

const endedWords: Record<string, string> = {
  closed: "Closed",
  abandoned: "Given up",
  cancelled: "Cancelled",
};

function Ended({ context }: DeedProps) {
  const { improvement } = context;
  const words = improvement.phase === "closed" ? improvement.result : improvement.endedReason;
  return (
    <Deed context={context} title={endedWords[improvement.phase] ?? improvement.phase}>
      {words && <p className="words long">{words}</p>}
      {improvement.phase === "closed" && standardIsDue(context) && <ReviewStandard context={context} />}
    </Deed>
  );
}
