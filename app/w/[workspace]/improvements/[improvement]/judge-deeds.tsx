import { v7 } from "uuid";
import { Button } from "@/app/_ui/button";
import { FormCheckbox, FormField, FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import { verdicts } from "@/db/terms";
import { auditBoundPercent, windowFaults } from "@/lib/improvements/check-window";
import { mostExtensions } from "@/lib/improvements/pdca";
import { otherSide, sideById } from "@/lib/teams/sides";
import { verdictWords } from "@/lib/text/words";
import { abandonImprovementAction, adaptImprovementAction, giveVerdictAction } from "../actions";
import { dayWords, lookBy } from "../words";
import { Deed, type DeedProps } from "./deed";
import { DeedForm } from "./deed-form";

/** The other side's verdict: buttons alike, none chosen, none coloured. For everybody else, who gives it and by when. */
export function Judge({ context }: DeedProps) {
  const { improvement, workspace, reader, relationship, prediction, notJudge, since, recurred } = context;
  const until = lookBy(improvement);
  const day = (date: string) => dayWords(date, reader);
  const owner = sideById(relationship, improvement.ownerTeamId);
  const judges = owner ? otherSide(relationship, owner.id)?.name : "One of the two sides";
  const extensions = prediction?.extensions ?? 0;
  const facts = (
    <p className="note">
      {until &&
        (until < reader.today ? `The window ended on ${day(until)}. ` : `The window runs until ${day(until)}. `)}
      {extensions > 0 && `It was extended ${extensions === 1 ? "once" : "twice"}. `}
      {prediction?.method === "sample_audit" &&
        prediction.leastObservations &&
        auditWords(prediction.leastObservations)}
      {prediction?.leastObservations && `The plan asks for at least ${prediction.leastObservations} observations. `}
      {since > 0 &&
        `Since it is in place, the cause was seen in ${since === 1 ? "1 incident" : `${since} incidents`}. `}
      {recurred[0] &&
        (until && until > reader.today
          ? `It came back on ${day(recurred[0])}: it can be found ineffective at once.`
          : `It came back on ${day(recurred[0])}, within the window: that is not effective.`)}
    </p>
  );
  if (notJudge !== null)
    return (
      <Deed context={context} title={`${judges} gives the verdict`}>
        {facts}
        <p className="note">{notJudge}</p>
      </Deed>
    );
  const say = verdicts.filter(
    (verdict) =>
      (verdict !== "inconclusive" || extensions < mostExtensions) &&
      windowFaults({ verdict, today: reader.today, endsOn: until, recurred }).length === 0,
  );
  const side = context.mySide?.name;
  if (say.length === 0)
    return (
      <Deed context={context} title={side ? `${side} looks, and gives the verdict` : "The verdict is yours"}>
        {facts}
        <p className="note">A verdict before then is possible only when the cause comes back.</p>
      </Deed>
    );
  return (
    <Deed context={context} title={side ? `Your verdict, for ${side}` : "Your verdict"}>
      {facts}
      <DeedForm action={giveVerdictAction} {...{ workspace, improvement }} label="Verdict">
        {/* Enter in a field presses the first button of a form: this one, which does nothing, and no verdict. */}
        <button type="submit" disabled hidden />
        <RowId first={v7()} />
        <FormTextArea
          label="What you saw"
          name="seen"
          help="The count, or what the chart shows, beside the prediction."
          words
        />
        <FormField label="Number of observations" name="observations" inputMode="numeric" className="max-w-40" />
        <FormCheckbox label="We looked at a stand-in for the outcome, not at the outcome itself" name="standIn" />
        <fieldset>
          <legend className="sr">What you found</legend>
          <div className="verdicts">
            {say.map((verdict) => (
              <Button key={verdict} type="submit" name="verdict" value={verdict}>
                {verdictWords[verdict]}
              </Button>
            ))}
          </div>
        </fieldset>
        {extensions >= mostExtensions && <p className="note">The window was extended twice: now it has to be said.</p>}
      </DeedForm>
    </Deed>
  );
}

/** The rule of three (method 3.4). */
const auditWords = (looked: number) =>
  `If none of ${looked} misses the standard, at most ${auditBoundPercent(looked).toLocaleString("en", { maximumFractionDigits: 1 })} % do. `;

/** What was found, where nothing else on the screen tells it. */
export function Found({ context: { improvement } }: DeedProps) {
  const { check } = improvement;
  return check ? (
    <p className="words">
      {verdictWords[check.verdict]}. {check.seen}
    </p>
  ) : null;
}

/** The prediction was missed: the next try, or giving it up, each with what was learned. */
export function Adapt({ context, brief }: DeedProps) {
  const { improvement, workspace, mayWork, prediction } = context;
  if (!mayWork)
    return (
      <Deed context={context} title="The prediction was missed">
        {brief && <Found context={context} />}
      </Deed>
    );
  const learning = prediction?.learning ?? "";
  return (
    <Deed context={context} title="The prediction was missed">
      {brief && <Found context={context} />}
      {improvement.check?.verdict === "ineffective" && (
        <p className="note">The whys of its root cause are hypotheses again: acting on them changed nothing.</p>
      )}
      <DeedForm action={adaptImprovementAction} {...{ workspace, improvement }} label="Try again">
        <FormTextArea
          label="What was learned"
          name="learning"
          defaultValue={learning}
          help="The next try begins from it, with a prediction of its own. This one is kept."
          words
        />
        <div className="buttons">
          <SubmitButton>Plan the next try</SubmitButton>
        </div>
      </DeedForm>
      <DeedForm
        action={abandonImprovementAction}
        {...{ workspace, improvement }}
        label="Give it up"
        folded="Give it up"
      >
        <FormTextArea label="What was learned" name="learning" defaultValue={learning} words />
        <FormTextArea label="Why no other try follows" name="reason" words />
        <div className="buttons">
          <Button type="submit">Give it up</Button>
        </div>
      </DeedForm>
    </Deed>
  );
}
